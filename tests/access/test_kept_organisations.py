"""The list of organisations is kept for all who see the same, and never shows anybody what only others may see."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspil.alliances.tests.making import client_of, member, organisation
from samspil.core.pagecache import STORE
from samspil.identity.models import Organisation
from tests.access.roles import client_of as client_with_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("living_process")]
LIST, OPEN, SECRET = "/organisationer/", "Æblevennerne", "Hemmelighuset"


@pytest.fixture
def hidden() -> Organisation:
    """An organisation that nobody has confirmed, beside one that is."""
    organisation(OPEN)
    found = organisation(SECRET)
    Organisation.objects.filter(pk=found.pk).update(confirmed_at=None)
    return found


def names(client: Client, address: str = LIST) -> set[str]:
    page = client.get(address).content.decode()
    return {name for name in (OPEN, SECRET) if name in page}


def test_each_sees_their_own_whoever_looked_first(make_person: Any, hidden: Organisation) -> None:
    person = make_person()
    own, other = client_of(member(make_person, "egen@example.dk", hidden)), client_of(person)
    clients = [own, Client(), other, client_with_role("administrator", make_person), client_with_role("clerk", make_person)]
    for order in (clients, clients[::-1]):
        STORE.clear()
        assert [names(client) == ({OPEN, SECRET} if client in (own, *clients[3:]) else {OPEN}) for client in order] == [True] * 5


def test_a_list_by_place_or_kind_is_not_given_to_whoever_asks_for_another(hidden: Organisation) -> None:
    assert names(Client(), f"{LIST}?slags=company") == set()
    assert names(Client(), f"{LIST}?slags=association") == {OPEN}
    assert names(Client(), f"{LIST}?kommune=0350") == set()
    assert names(Client(), f"{LIST}?kommune=noget-andet") == {OPEN}


def test_who_comes_again_costs_no_reading_of_organisations(make_person: Any, hidden: Organisation) -> None:
    client = client_of(make_person())
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        assert names(client) == {OPEN}
    assert not [query for query in queries.captured_queries if 'FROM "identity_organisation"' in query["sql"]]


def test_one_that_is_confirmed_is_seen_by_all_once_the_change_is_heard(hidden: Organisation) -> None:
    assert names(Client()) == {OPEN}
    Organisation.objects.filter(pk=hidden.pk).update(confirmed_at=hidden.made_at)
    STORE.clear()
    assert names(Client()) == {OPEN, SECRET}
