"""What strangers see of a need and an offer is the same for all of them, and is kept; what anybody logged in sees is not."""

from typing import Any

from django.test import Client

from samspil.alliances.tests.making import client_of
from samspil.core.pagecache import PUBLIC_FOR_NOW
from samspil.exchange.models import Need
from samspil.exchange.tests.making import asked, club_and_chair, offered, shown


def test_the_page_of_a_need_or_offer_is_public_for_strangers_and_private_for_all_others(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    pages = [asked(chair, club).address, offered(chair, club).address]
    assert [Client().get(page).headers["Cache-Control"] for page in pages] == [PUBLIC_FOR_NOW] * 2
    helper = client_of(make_person("hjaelper@example.dk"))
    assert all("private" in client.get(page).headers["Cache-Control"] for page in pages for client in (client_of(chair), helper))


def test_a_need_that_is_hidden_is_kept_for_nobody(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club)
    shown(Client(), need.address)
    Need.objects.filter(pk=need.pk).update(hidden_at=need.made_at)
    assert Client().get(need.address).status_code == 404
    assert "no-store" in client_of(chair).get(need.address).headers["Cache-Control"]
