"""Reasons as people say them."""

from datetime import datetime, timedelta

import pytest

from samspil.exchange.domain.finding import Looker, Opening, ReasonKind, ranked
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.matching.facts import HardFact
from samspil.exchange.domain.reasons import LEFT_OUT_DA, TOLD, distance_words, left_out_words, length_words, part_of_week, to_check, told

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WEDNESDAY_EVENING = datetime(2026, 11, 25, 18, 0, tzinfo=ZONE)


def test_reasons_are_told_as_people_say_them() -> None:
    opening = Opening("t", 2_040, WEDNESDAY_EVENING, 60, 1, languages=frozenset({"arabisk"}), topics=frozenset({"mad"}), published=NOW)
    looker = Looker(
        free=((WEDNESDAY_EVENING - HOUR, WEDNESDAY_EVENING + 2 * HOUR),),
        qualifications=frozenset(),
        languages=frozenset({"arabisk"}),
        interests=frozenset({"mad"}),
    )
    assert told(ranked([opening], looker, NOW).found[0], looker, NOW) == [
        "2 km fra dig",
        "passer til onsdag aften",
        "kun én time",
        "på dit sprog (arabisk)",
        "du har valgt mad",
        "kræver ikke kørekort",
        "ny i denne uge",
    ]


def test_what_lacks_people_today_or_tomorrow_says_so() -> None:
    def words(opening: Opening) -> list[str]:
        return told(ranked([opening], Looker(), NOW).found[0], Looker(), NOW)

    assert words(Opening("t", starts_at=NOW + DAY, seats_free=1)) == ["mangler 1 plads i morgen"]
    assert words(Opening("t", starts_at=NOW + HOUR, seats_free=4)) == ["mangler 4 pladser i dag"]
    assert words(Opening("t", starts_at=NOW + HOUR)) == ["mangler hjælp i dag"]
    assert words(Opening("t", starts_at=NOW + 2 * DAY, seats_free=1)) == []
    assert words(Opening("t", seats_free=0, filled_before=False)) == [
        "når det passer dig",
        "her har ingen hjulpet endnu",
        "fuldt lige nu, men der er venteliste",
    ]


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0, "100 m"), (949, "900 m"), (950, "1 km"), (2_049, "2 km"), (2_050, "2,1 km"), (9_949, "9,9 km"), (9_950, "10 km"), (14_500, "15 km")],
)
def test_distances_are_round_and_danish(metres: int, words: str) -> None:
    assert distance_words(metres) == words


def test_times_of_the_week_are_danish_also_when_the_clock_comes_from_elsewhere() -> None:
    assert part_of_week(datetime.fromisoformat("2026-11-25T22:30:00+00:00")) == "onsdag nat"
    assert part_of_week(datetime.fromisoformat("2026-11-26T03:00:00+01:00")) == "onsdag nat"
    assert part_of_week(datetime.fromisoformat("2026-11-23T05:00:00+01:00")) == "mandag morgen"
    assert part_of_week(datetime.fromisoformat("2026-11-23T04:59:00+01:00")) == "søndag nat"
    assert [length_words(minutes) for minutes in (30, 45)] == ["kun en halv time", "kun 45 minutter"]


def test_the_parts_of_a_day_begin_at_five_nine_twelve_five_and_ten() -> None:
    words = [part_of_week(datetime(2026, 11, 25, hour, tzinfo=ZONE)).split()[1] for hour in range(24)]
    assert [(hour, word) for hour, word in enumerate(words) if word != words[hour - 1]] == [
        (5, "morgen"),
        (9, "formiddag"),
        (12, "eftermiddag"),
        (17, "aften"),
        (22, "nat"),
    ]


def test_what_is_left_out_is_told_most_first() -> None:
    assert left_out_words({HardFact.AGE: 1, HardFact.PLACE: 3, HardFact.TIME: 0}) == [
        "3 opgaver er ikke vist: de ligger længere væk, end du har valgt.",
        "1 opgave er ikke vist: den har en aldersgrænse, du ikke har nået endnu.",
    ]
    assert set(LEFT_OUT_DA) == set(HardFact) - {HardFact.NONE_WANTED}
    assert set(TOLD) == set(ReasonKind)


def test_what_we_do_not_know_about_somebody_is_said_beside_the_task() -> None:
    opening = Opening("t", min_age=18, requires=frozenset({"kørekort"}), languages=frozenset({"arabisk", "dansk"}))
    assert to_check(opening, Looker()) == ["fra 18 år", "kræver kørekort", "på arabisk"]
    assert to_check(opening, Looker(age=30, qualifications=frozenset(), languages=frozenset())) == []
