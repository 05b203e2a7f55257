"""The alliance told as an example: nothing of a party that has not said yes is in it."""

from dataclasses import fields, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.domain.story import SOMEBODY_DA, OwnPart, SharedText, draft_of, named, why_not_sent
from samspil.alliances.domain.words import Sector

TEASER = "Naboer spiser sammen hver onsdag, og ingen spiser alene, hvis de ikke vil."
TEXT = SharedText("Onsdagsbordet", TEASER, "Nørrevang", "Vi spiser sammen.", outcome="Flere kommer.")
WORDS = st.text("abcdefg", min_size=4, max_size=8)


def part(number: int, *, yes: bool, sector: Sector = Sector.CIVIL) -> OwnPart:
    own = {name: f"{name}-{number}" for name in ("brings", "gains", "delivered", "learnt")}
    return OwnPart(f"Part{number}en", sector, yes, **own)


PARTS = [part(number, yes=yes, sector=sector) for number, (yes, sector) in enumerate(product((True, False), Sector))]


@given(st.lists(st.sampled_from(PARTS), max_size=6, unique=True))
def test_no_word_of_a_party_without_a_yes_is_in_the_draft(parts: list[OwnPart]) -> None:
    draft = draft_of(TEXT, parts)
    told = repr(draft)
    for one in parts:
        own = (one.name, one.brings, one.gains, one.delivered, one.learnt)
        assert [word in told for word in own] == [one.approved] * len(own)
    assert [party.sector for party in draft.parties] == [one.sector for one in parts], "that there was a party of its sector is told"
    assert draft.counted == any(one.approved for one in parts)


@given(st.sampled_from([field.name for field in fields(SharedText)]), WORDS)
def test_a_name_without_a_yes_is_found_wherever_it_stands(field: str, around: str) -> None:
    silent, other = part(1, yes=False), part(2, yes=True)
    text = replace(TEXT, **{field: f"{around} {silent.name.upper()} {around}"})
    assert [name for name, _ in named(text, [silent, other])] == [silent.name]
    assert named(text, [replace(silent, approved=True), other]) == []
    assert named(TEXT, [silent, replace(other, learnt=f"Tak til {silent.name}")]) == [(silent.name, f"det, {other.name} skriver om sig selv")]


@pytest.mark.parametrize(
    ("text", "yes", "area", "told"),
    [
        (TEXT, 1, True, "Mindst to parter"),
        (replace(TEXT, place=" "), 2, True, "Skriv en overskrift, et sted"),
        (replace(TEXT, teaser="Kort"), 2, True, "Nu er det 4."),
        (TEXT, 2, False, "Vælg et velfærdsområde"),
        (replace(TEXT, done="Part2en kom."), 2, True, "Part2en har ikke sagt ja, men nævnes i »Hvad går det ud på?«"),
        (TEXT, 2, True, ""),
    ],
)
def test_what_lacks_before_editors_can_read_it_is_said(text: SharedText, yes: int, area: bool, told: str) -> None:
    found = why_not_sent(text, [part(number, yes=number < yes) for number in range(3)], has_area=area)
    assert told in found
    assert bool(told) == bool(found)


def test_who_has_not_said_yes_stands_as_what_it_is() -> None:
    draft = draft_of(TEXT, [part(1, yes=False, sector=sector) for sector in Sector])
    assert [party.name for party in draft.parties] == [SOMEBODY_DA[sector] for sector in Sector]
    assert draft.text == TEXT
