"""The yearly declaration: in place for the calendar year it was given in, and what follows when it is not."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.exchange.domain.declarations import LAW, RULE, VALID_FROM, Applicant, DeclarationState, declaration_on, missing_on
from samspil.exchange.domain.legal_notes import Certainty

RULES = Path(__file__).parents[4] / "content/law/rules/10-child-certificates.toml"
GIVEN = date(2026, 3, 1)


def test_it_holds_to_the_end_of_the_year_it_was_given_in() -> None:
    club = Applicant(True, True, (GIVEN,))
    found = declaration_on(club, date(2026, 12, 31))
    assert (found.state, found.until, found.certainty) == (DeclarationState.IN_PLACE, date(2026, 12, 31), Certainty.SURE)
    assert found.text == "Erklæringen er givet 1. marts 2026 og gælder til 31. december 2026. Giv en ny til næste år."
    assert declaration_on(club, date(2027, 1, 1)).state is DeclarationState.MISSING
    assert declaration_on(club, date(2026, 2, 28)).state is DeclarationState.MISSING
    assert [declaration_on(club, date(2026, 12, day)).warn for day in (16, 17)] == [False, True]


def test_what_follows_without_it_is_told_with_how_sure_it_is() -> None:
    found = declaration_on(Applicant(True, True), date(2026, 6, 1))
    assert (found.state, found.law, found.certainty) == (DeclarationState.MISSING, LAW, Certainty.SURE)
    assert [note.certainty for note in found.follows] == [Certainty.SURE, Certainty.UNCLEAR]
    assert "har vi ikke læst i loven" in found.follows[1].text


@pytest.mark.parametrize(
    ("association", "day", "state", "certainty"),
    [
        (Applicant(False, True), date(2026, 6, 1), DeclarationState.NOT_REQUIRED, Certainty.UNCLEAR),
        (Applicant(True, False), date(2026, 6, 1), DeclarationState.NOT_REQUIRED, Certainty.LIKELY),
        (Applicant(None, True), date(2026, 6, 1), DeclarationState.ASK, Certainty.UNCLEAR),
        (Applicant(True, True), date(2018, 8, 30), DeclarationState.ASK, Certainty.UNCLEAR),
    ],
)
def test_where_it_is_not_asked_for_or_nobody_knows(association: Applicant, day: date, state: DeclarationState, certainty: Certainty) -> None:
    found = declaration_on(association, day)
    assert (found.state, found.certainty, found.follows) == (state, certainty, ())


def test_the_legal_check_says_the_same() -> None:
    rule = next(row for row in tomllib.loads(RULES.read_text(encoding="utf-8"))["rules"] if row["id"] == RULE)
    assert (tuple(rule["obligations"][0]["law"]), rule["certainty"], rule["valid_from"]) == (LAW, Certainty.SURE, VALID_FROM)


days = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@given(st.lists(days, max_size=5).map(tuple), days)
def test_it_is_in_place_when_it_was_given_that_year_and_not_after_that_day(given_on: tuple[date, ...], day: date) -> None:
    club = Applicant(True, True, given_on)
    in_place = any(given.year == day.year and given <= day for given in given_on)
    assert declaration_on(club, day).state is (DeclarationState.IN_PLACE if in_place else DeclarationState.MISSING)
    assert missing_on([(7, club), (8, Applicant(False, True))], day) == ([] if in_place else [7])
