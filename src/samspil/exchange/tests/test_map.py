"""The map of what is needed: a circle a municipality of what fits what is chosen, the same as a list, and nothing of what is not shown."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samspil.exchange.events import NeedChanged
from samspil.exchange.models import Need
from samspil.exchange.tests.making import asked, club_and_chair, shown
from samspil.site import exchange_indexing

pytestmark = pytest.mark.django_db
LEJRE, ODENSE = "0350", "0461"


def map_of(address: str = "/behov/") -> str:
    """The part of the page with the map; "" where there is none."""
    return shown(Client(), address).partition('id="kort"')[2].partition("</section>")[0]


def test_each_municipality_has_its_circle_and_its_line_and_leads_to_its_tasks(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    for number in range(2):
        asked(chair, club, title=f"Pluk æbler {number}", municipality_code=LEJRE)
    asked(chair, club, title="Sid i bestyrelsen", kind="board", municipality_code=ODENSE, postcode="5000")
    found = map_of()
    assert "<title>Lejre: 2</title>" in found
    assert "<title>Odense: 1</title>" in found
    assert f'<a href="/behov/?kommune={LEJRE}#resultat"><b>Lejre</b>' in found
    board = map_of("/behov/?slags=board")
    assert "Odense" in board
    assert "Lejre" not in board


def test_what_is_hidden_or_closed_is_not_on_it(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, municipality_code=LEJRE)
    assert "Lejre" in map_of()
    Need.objects.update(hidden_at=timezone.now())
    exchange_indexing.renew_need(NeedChanged(need_id=need.pk))
    assert map_of() == ""
    asked(chair, club, title="Kladde", municipality_code=LEJRE, shown=False)
    assert "Lejre" not in map_of()
