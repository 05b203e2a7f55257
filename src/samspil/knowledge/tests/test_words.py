"""The words examples are described with. No database."""

from hypothesis import given
from hypothesis import strategies as st

from samspil.knowledge.domain.words import (
    EVIDENCE_DA,
    EVIDENCE_MEANING,
    GRADE_DA,
    SECTOR_DA,
    STAGE_DA,
    Evidence,
    Grade,
    Sector,
    ThreadStage,
    circles,
    sector_words,
)

SECTORS = st.sets(st.sampled_from([sector.value for sector in Sector]))


@given(SECTORS)
def test_each_circle_stands_for_its_sector(sectors: set[str]) -> None:
    assert circles(sectors) == ("public" in sectors, "civil" in sectors, bool(sectors & {"business", "knowledge"}))


@given(SECTORS)
def test_the_words_beside_the_circles_name_every_sector_once(sectors: set[str]) -> None:
    words = sector_words(sectors).lower()
    named = {"public": "kommune", "civil": "civilsamfund", "business": "erhverv", "knowledge": "viden"}
    assert {sector for sector, word in named.items() if word in words} == sectors
    assert words.count("+") == max(0, sum(circles(sectors)) - 1)
    assert sector_words(sectors)[:1] == words[:1].upper()


def test_all_four_sectors_in_words() -> None:
    assert sector_words({"public", "civil", "business", "knowledge"}) == "Kommune + civilsamfund + erhverv og viden"
    assert sector_words(set()) == ""


def test_every_word_has_its_danish_name() -> None:
    assert set(SECTOR_DA) == set(Sector)
    assert set(EVIDENCE_DA) == set(EVIDENCE_MEANING) == set(Evidence)
    assert set(GRADE_DA) == set(Grade)
    assert list(STAGE_DA) == list(ThreadStage)
