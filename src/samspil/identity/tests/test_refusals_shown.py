"""What was refused is shown as refused: never in the box that says something was done."""

import ast
from pathlib import Path
from typing import Any

import pytest

from samspil.alliances.tests.making import client_of, member, organisation
from tests.house.places import SOURCE

pytestmark = pytest.mark.django_db


def warned(page: str, text: str) -> bool:
    """True when the text stands in the box of a warning."""
    return text in page.partition('class="note note--amber mt-s" role="alert"')[2].partition("</p>")[0]


def test_an_answer_that_nobody_waits_for_is_shown_as_a_refusal(make_person: Any) -> None:
    club = organisation("Bokseklubben")
    chair = client_of(member(make_person, "formand@example.dk", club, administrator=True))
    page = chair.post(f"{club.address}bekraeft/", {"answer": "Her er vi"}, follow=True).content.decode()
    assert warned(page, "I har allerede svaret, eller I er bekræftet.")
    assert "Svaret er sendt" not in page


def test_asking_to_come_into_where_one_is_already_is_shown_as_a_refusal(make_person: Any) -> None:
    club = organisation("Bokseklubben")
    person = client_of(member(make_person, "medlem@example.dk", club))
    page = person.post(f"/organisationer/{club.pk}/kom-med/", follow=True).content.decode()
    assert warned(page, "Du er allerede med i Bokseklubben.")


def test_unblocking_whom_nobody_blocked_is_shown_as_a_refusal(staff_client: Any, make_person: Any) -> None:
    person = make_person("nabo@example.dk")
    page = staff_client("administrator").post(f"/bord/personer/{person.pk}/luk-op/", follow=True).content.decode()
    assert warned(page, "Kontoen er ikke spærret.")


def mixed(file: Path) -> list[int]:
    """Lines where one expression is a refusal's text or else what was done, so that both end in the same box."""
    choices = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.IfExp)]
    return [node.lineno for node in choices if isinstance(node.body, ast.Attribute) and node.body.attr == "text" and "Refusal" in ast.dump(node.test)]


def test_no_view_says_a_refusal_and_a_deed_in_the_same_way() -> None:
    found = {str(file): lines for file in SOURCE.rglob("views/*.py") if (lines := mixed(file))}
    assert not found
