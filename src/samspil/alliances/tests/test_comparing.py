"""Two versions side by side: what a reader would see, and never more or less."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.domain.agreement import content_of
from samspil.alliances.domain.comparing import Change, compare, in_lines, pieces
from samspil.alliances.domain.plan import AlliancePlan, PromisePlan, TaskPlan
from samspil.alliances.domain.words import TaskRole
from samspil.alliances.tests.plans import WHOLE, plans

PROMISE = PromisePlan(1, "rooms", "Lokalet", Decimal(10), "aftener", None, date(2027, 6, 1), id=7)
TEXTS = st.text("ab \n", max_size=40) | st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_the_pieces_make_both_texts(before: str, now: str) -> None:
    found = pieces(before, now)
    assert "".join(piece.text for piece in found if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in found if piece.change is not Change.REMOVED) == now


@given(plans())
def test_nothing_differs_from_itself(plan: AlliancePlan) -> None:
    assert compare(content_of(plan), content_of(plan)) == []
    assert compare(content_of(plan, form=1), content_of(plan, form=1)) == []


@given(plans(), plans(), st.sampled_from([1, 2, 3]))
def test_any_two_forms_are_compared_and_what_is_added_one_way_is_removed_the_other(one: AlliancePlan, other: AlliancePlan, form: int) -> None:
    there, back = compare(content_of(one, form=form), content_of(other)), compare(content_of(other), content_of(one, form=form))
    assert {group.heading for group in there} == {group.heading for group in back}
    turned = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED, Change.CHANGED: Change.CHANGED}
    counted = [sorted(turned[thing.change] for group in there for thing in group.things), sorted(thing.change for group in back for thing in group.things)]
    assert counted[0] == counted[1]


def told(changed: AlliancePlan) -> list[str]:
    return in_lines(compare(content_of(WHOLE), content_of(changed)), 20)


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (replace(WHOLE, last=date(2029, 1, 31)), "Alliancen – Slutter: før »31. januar 2028«, nu »31. januar 2029«."),
        (
            replace(WHOLE, parties=(replace(WHOLE.parties[0], gain="Alle er mætte"), *WHOLE.parties[1:])),
            "Kommunen – At vinde: før »Færre spiser alene«, nu »Alle er mætte«.",
        ),
        (replace(WHOLE, parties=WHOLE.parties[:2]), "Parterne: Gartneriet er taget ud."),
        (replace(WHOLE, tasks=(*WHOLE.tasks, TaskPlan(9, "Vasker op", {1: TaskRole.RESPONSIBLE}))), "Roller og ansvar: Vasker op er kommet til."),
        (replace(WHOLE, tasks=(replace(WHOLE.tasks[0], title="Koger"), WHOLE.tasks[1])), "Koger – Opgave: før »Laver mad«, nu »Koger«."),
        (replace(WHOLE, promises=(PROMISE,)), "Tilsagn: Kommunen: Lokalet er kommet til."),
        (replace(WHOLE, terms=replace(WHOLE.terms, disputes="")), "Vilkår: Når vi er uenige er taget ud."),
    ],
)
def test_each_change_is_said_in_one_line(changed: AlliancePlan, line: str) -> None:
    assert line in told(changed)


def test_long_texts_are_compared_word_by_word_and_new_ones_shown_whole() -> None:
    found = pieces("Vi spiser sammen hver tirsdag i huset.", "Vi spiser sammen hver onsdag i huset.")
    assert [(piece.text.strip(), piece.change) for piece in found if piece.change is not Change.SAME] == [("tirsdag", Change.REMOVED), ("onsdag", Change.ADDED)]
    assert [piece.change for piece in pieces("Ja", "Nej")] == [Change.REMOVED, Change.ADDED]
    assert [piece.change for piece in pieces("", "Alle er med")] == [Change.ADDED]


def test_what_is_too_long_for_a_line_is_said_to_be_changed_and_many_lines_are_counted() -> None:
    long = replace(WHOLE, purpose="Et ganske andet formål. " * 10)
    assert "Alliancen – Formål: teksten er ændret." in told(long)
    many = replace(WHOLE, tasks=tuple(TaskPlan(100 + n, f"Opgave {n}", {1: TaskRole.RESPONSIBLE}) for n in range(30)))
    lines = told(many)
    assert len(lines) == 20
    assert lines[-1].startswith("Og 13 ændringer til")


def test_a_promise_of_the_second_form_is_found_again_by_who_and_what() -> None:
    old, new = replace(WHOLE, promises=(PROMISE,)), replace(WHOLE, promises=(replace(PROMISE, quantity=Decimal(12)),))
    (group,) = compare(content_of(old, form=2), content_of(new))
    assert [(one.change, one.differences[0].label) for one in group.things] == [(Change.CHANGED, "Hvor meget")]
