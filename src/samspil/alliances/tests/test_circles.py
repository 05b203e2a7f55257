"""The picture of value for all: nothing in it is cut, and every party's gain is there or the table is pointed to."""

from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.domain.plan import AlliancePlan, PartyPlan
from samspil.alliances.domain.words import Sector
from samspil.alliances.presenting import charts


def picture(title: str, *gains: str) -> list[str]:
    """The lines of a picture whose parties are all of the civil sector."""
    parties = tuple(PartyPlan(n, f"Part {n}", Sector.CIVIL, gain=gain) for n, gain in enumerate(gains, 1))
    made = charts.circles_of(AlliancePlan(title, "", "", parties), {party.id for party in parties})
    return [line.text for line in (*made.lines, *made.middle)]


def test_what_does_not_fit_points_to_the_table_instead_of_being_cut() -> None:
    assert {"Flere", "frivillige"} <= set(picture("Fælles bord", "Flere frivillige"))
    assert {"Flere medlemmer", "og et sted at", "være hele året"} <= set(picture("Fælles bord", "Flere medlemmer og et sted at være hele året"))
    assert "Se tabellen" in picture("Fælles bord", "Flere frivillige og flere mænd ud af stuen hver eneste uge")


def test_every_party_of_a_sector_is_in_the_ring() -> None:
    assert {"Nye venner", "Nyt sted"} <= set(picture("Fælles bord", "Nye venner", "Nyt sted"))
    assert {"2 parter:", "se tabellen"} <= set(picture("Fælles bord", "Flere frivillige og flere mænd ud af stuen hver uge", "Nyt sted"))


def test_a_long_title_gives_way_to_a_short_one() -> None:
    assert picture("Fælles bord")[-2:] == ["Fælles", "bord"]
    assert picture("Onsdagsbordet")[-2:] == ["Det fælles", "mål"]


@given(st.text(max_size=120), st.lists(st.text(min_size=1, max_size=200).filter(str.strip), max_size=4))
def test_no_line_is_longer_than_its_place_and_nothing_ends_in_dots_of_ours(title: str, gains: list[str]) -> None:
    for line in picture(title or "Fælles bord", *gains):
        assert len(line) <= charts.WIDE
        assert not line.endswith("…") or line in title or any(line in gain for gain in gains)
