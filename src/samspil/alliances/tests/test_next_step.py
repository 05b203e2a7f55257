"""The box "Næste skridt" and the card of the agreement say what is true, to each of those who look."""

from typing import Any

import pytest

from samspil.alliances.actions.move_alliance import move_alliance
from samspil.alliances.tests.making import agreed, client_of, fine, now, proposed, sign, who

pytestmark = pytest.mark.django_db


def box(person: Any, address: str) -> str:
    """What stands in the box, or ""."""
    page: str = client_of(person).get(address).content.decode()
    return page.partition('id="naeste">')[2].partition("</section>")[0]


def test_when_all_have_signed_nobody_is_asked_to_sign(make_person: Any) -> None:
    two, version = agreed(make_person)
    for person in (two.chair, two.owner):
        shown = box(person, two.address)
        assert "Alle har sagt ja. Tillykke." in shown
        assert "Vi er gået i gang" in shown
        assert f"Version {version.number} gælder. Alle har sagt ja." in client_of(person).get(two.address).content.decode()
    fine(move_alliance(who(two.owner), two.alliance.pk, "begin", now=now()))
    assert box(two.chair, two.address) == ""
    assert f"Version {version.number} gælder" in client_of(two.chair).get(two.address).content.decode()


def test_while_one_has_not_signed_that_is_the_next_step(make_person: Any) -> None:
    two, version = proposed(make_person)
    fine(sign(two.chair, two, two.club, version))
    assert "Send en venlig påmindelse" in box(two.chair, two.address)
    assert "aftale/" in box(two.owner, two.address)
    assert f"Version {version.number} venter på, at alle skriver under" in client_of(two.chair).get(two.address).content.decode()
