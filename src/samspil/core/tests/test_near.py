"""What was meant, what it may become, and what was searched for in vain."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.jobs import remove_old_searches
from samspil.core.models import MissedSearch
from samspil.core.search import index, missed, near, suggesting
from samspil.core.search.suggesting import Suggestion
from samspil.core.viewers import PUBLIC

DAY = date(2026, 11, 22)
NAMES = [
    "Formand Kasserer",
    "kontakt Formand Kasserer Bestyrelse",
    "Formand-Kasserer",
    "FORMAND Kasserer",
    "formand snabela firma",
    "min mor er glemsom og hvad nu så",
]


@dataclass(frozen=True)
class Reader:
    audiences: frozenset[str] = frozenset({"public", "person"})
    person_id: int | None = 1


def put(number: int, title: str, text: str = "", audience: str = "public") -> None:
    index.put(
        index.Entry(
            kind="thing", object_id=number, audience=audience, url=f"/t/{number}/", title=title, teaser="", text=text, card="", sort_on=date(2026, 1, 1)
        )
    )


@pytest.mark.django_db
@pytest.mark.parametrize("slip", ["xylofn", "xyylofon", "xyolfon", "xylafon", "XYLOFN"])
def test_a_slip_is_answered_with_the_word_that_was_meant(slip: str) -> None:
    put(1, "Xylofon")
    assert near.meant(f"en {slip} i byen", near.nearest(PUBLIC, [slip.lower()])) == "en xylofon i byen"


@pytest.mark.django_db
def test_the_word_that_most_hold_is_meant() -> None:
    for number, title in enumerate(["xylofan", "xylofon", "xylofon"]):
        put(number, title)
    assert near.meant("xylofen", near.nearest(PUBLIC, ["xylofen"])) == "xylofon"


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["xylofoner", "xylofo", "qqqqq", "xyl"])
def test_other_endings_and_words_far_from_all_are_not_corrected(word: str) -> None:
    put(1, "Xylofon")
    assert near.meant(word, near.nearest(PUBLIC, [word])) == ""


@pytest.mark.django_db
def test_what_others_hold_is_never_meant() -> None:
    put(1, "Xylofon", audience="person")
    assert near.meant("xylofn", near.nearest(PUBLIC, ["xylofn"])) == ""
    assert near.meant("xylofn", near.nearest(Reader(), ["xylofn"])) == "xylofon"


@given(st.text(alphabet="abcæøå", min_size=1, max_size=8))
def test_a_slip_is_one_letter_long_or_short_or_as_long(word: str) -> None:
    assert {len(way) - len(word) for way in near.slips(word)} <= {-1, 0, 1}
    assert word[1:] in set(near.slips(word))


@pytest.mark.django_db
def test_words_and_titles_are_suggested_by_how_they_begin() -> None:
    put(1, "Xylofoner for alle", text="om xylitol")
    put(2, "Et orkester med xylofon")
    put(3, "Kun i teksten", text="xylofonen")
    found = suggesting.suggestions(PUBLIC, "xyl")
    assert {each.text for each in found if not each.url} == {"xylofoner", "xylofon", "xylofonen", "xylitol"}
    assert {each for each in found if each.url} == {Suggestion("Xylofoner for alle", "/t/1/"), Suggestion("Et orkester med xylofon", "/t/2/")}


@pytest.mark.django_db
def test_earlier_words_stand_in_what_is_suggested() -> None:
    put(1, "Xylofoner for alle")
    put(2, "Et orkester med xylofon")
    found = suggesting.suggestions(PUBLIC, "Orkester xyl")
    assert "orkester xylofon" in [each.text for each in found]
    assert [each.url for each in found if each.url] == ["/t/2/"]


@pytest.mark.django_db
def test_what_others_may_see_is_not_suggested() -> None:
    put(1, "Xylofon", audience="person")
    assert suggesting.suggestions(PUBLIC, "xyl") == []
    assert [each.url for each in suggesting.suggestions(Reader(), "xyl") if each.url] == ["/t/1/"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", " ", "x", "%", "=", "\x00", "_", "'", "a" * 500])
def test_little_or_strange_text_suggests_nothing(text: str) -> None:
    assert suggesting.suggestions(PUBLIC, text) == []


@pytest.mark.django_db
def test_suggestions_cost_three_queries(django_assert_max_num_queries: object) -> None:
    put(1, "Xylofoner for alle")
    with django_assert_max_num_queries(3):  # type: ignore[operator]  # pytest-django's own
        assert suggesting.suggestions(PUBLIC, "xyl")


@pytest.mark.django_db
def test_what_is_often_searched_for_in_vain_is_told_and_the_rest_is_not() -> None:
    for day in (DAY - timedelta(days=2), DAY - timedelta(days=1), DAY):
        missed.note("mit eget navn", day)
        missed.note("  Rullende  bibliotek ", day)
        missed.note("rullende bibliotek", day)
    for _ in range(9):
        missed.note("kun i dag", DAY)
    assert list(missed.told()) == [("rullende bibliotek", 6, DAY)]


@pytest.mark.django_db
def test_what_was_typed_stands_nowhere_before_many_have_typed_it() -> None:
    for number in range(4):
        missed.note("min nabos gæld", DAY - timedelta(days=number % 2))
    rows = list(MissedSearch.objects.values_list("words", "seal"))
    assert [words for words, _ in rows] == ["", ""]
    assert not any(word in seal for _, seal in rows for word in ("min", "nabo", "gaeld", "gæld"))
    assert missed.seal_of("min nabos gaeld") != missed.seal_of("min nabos gaeld ")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", " ", "010190-1234", "0101901234", "20 30 40 50", "+4520304050", "a@example.dk", "sag 2026", "ord " * 40, *NAMES])
def test_what_could_name_somebody_is_never_stored(text: str) -> None:
    missed.note(text, DAY)
    assert not MissedSearch.objects.exists()


@pytest.mark.django_db
def test_whoever_invents_searches_fills_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "MOST_A_DAY", 2)
    for text in ("et", "to", "tre", "et"):
        missed.note(text, DAY)
    assert dict(MissedSearch.objects.values_list("seal", "number")) == {missed.seal_of("et"): 2, missed.seal_of("to"): 1}


@pytest.mark.django_db
def test_what_was_searched_for_in_vain_is_forgotten_after_90_days() -> None:
    missed.note("nyt", timezone.localdate())
    missed.note("gammelt", timezone.localdate() - timedelta(days=92))
    remove_old_searches(0)
    assert list(MissedSearch.objects.values_list("seal", flat=True)) == [missed.seal_of("nyt")]
