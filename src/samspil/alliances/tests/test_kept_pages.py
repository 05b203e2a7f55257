"""Pages of an alliance are drawn once: for strangers in the database, for its people in the process. Nobody is shown anything old, or anybody else's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.jobs import forget_old_pages
from samspil.alliances.tests.making import Two, client_of, fine, now, proposed, ready, sign, who
from samspil.alliances.tests.test_marks import add_task, promise
from samspil.core import kept
from samspil.core.models import Document, StoredPage
from samspil.core.pagecache import STORE
from samspil.initiatives.models import Openness

MOST_FOR_STRANGERS = 2
MOST_KEPT = 3

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeps(monkeypatch: Any) -> Iterator[None]:
    """This process hears of changes, so it keeps what it draws."""
    monkeypatch.setattr(STORE, "listening", True)
    yield
    kept.PIECES.begin(-1)


def public(make_person: Any) -> Two:
    two = ready(make_person)
    two.alliance.initiative.openness = Openness.PUBLIC
    two.alliance.initiative.save()
    two.alliance.parties.update(shown=True)
    return two


def read(client: Client, address: str) -> str:
    STORE.clear()  # whole pages and pieces of this process
    return client.get(address).content.decode()


def test_strangers_get_a_stored_page_by_two_statements_until_something_changes(make_person: Any) -> None:
    two = public(make_person)
    stranger = Client()
    first = read(stranger, two.address)
    with CaptureQueriesContext(connection) as queries:
        assert read(stranger, two.address) == first
    assert len(queries) <= MOST_FOR_STRANGERS
    for change, words in ((add_task, "Vasker op"), (promise, "Hjælp i køkkenet")):
        assert words not in first
        with transaction.atomic():
            change(two)
        assert words in read(stranger, two.address)


def test_a_stored_page_is_not_shown_once_the_alliance_is_hidden_or_for_its_parties_alone(make_person: Any) -> None:
    two = public(make_person)
    stranger = Client()
    read(stranger, two.address)
    two.alliance.initiative.hidden_at = now()
    two.alliance.initiative.save()
    STORE.clear()
    assert stranger.get(two.address).status_code == 404
    two.alliance.initiative.hidden_at, two.alliance.initiative.openness = None, Openness.PARTIES
    two.alliance.initiative.save()
    assert stranger.get(two.address).status_code == 404


def test_what_its_example_is_called_now_stands_on_the_stored_page(make_person: Any) -> None:
    two = public(make_person)
    example = Document.objects.filter(kind="example", audience="public").first() or Document.objects.create(
        kind="example", object_id=1, audience="public", url="/eksempler/proeve/", title="Før", title_key="før", sort_on=localdate(), revision=1
    )
    two.alliance.like_url = example.url
    two.alliance.save()
    assert example.title in read(Client(), two.address)
    with transaction.atomic():
        Document.objects.filter(pk=example.pk).update(title="Et andet navn")
    assert "Et andet navn" in read(Client(), two.address)


def test_whoever_takes_part_never_stores_their_page_for_strangers(make_person: Any) -> None:
    two = public(make_person)
    for client in (client_of(two.chair), client_of(two.owner)):
        read(client, two.address)
    assert not StoredPage.objects.filter(kind="alliance").exists()
    mine = read(client_of(two.chair), two.address)
    stranger = read(Client(), two.address)
    assert StoredPage.objects.get(kind="alliance").main in stranger
    assert "/tilsagn/" in mine
    assert "/tilsagn/" not in stranger


def test_pages_of_other_days_are_deleted_at_night(make_person: Any) -> None:
    two = public(make_person)
    read(Client(), two.address)
    forget_old_pages(0)
    assert StoredPage.objects.filter(kind="alliance").count() == 1
    StoredPage.objects.filter(kind="alliance").update(only_on="2026-01-01")
    forget_old_pages(0)
    assert not StoredPage.objects.filter(kind="alliance").exists()


def test_a_page_inside_is_kept_for_its_reader_until_something_changes(make_person: Any) -> None:
    two, version = proposed(make_person)
    chair, owner = client_of(two.chair), client_of(two.owner)
    agreement, promised = f"{two.address}aftale/", f"{two.address}tilsagn/"
    before = {address: chair.get(address).content.decode() for address in (agreement, promised)}
    for address in (agreement, promised):
        owner.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert chair.get(address).status_code == 200
        assert len(queries) <= MOST_KEPT
    with transaction.atomic():
        fine(sign(two.chair, two, two.club, version))
    assert "En underskriver" not in before[agreement]
    assert all("En underskriver" in client.get(agreement).content.decode() for client in (chair, owner))
    with transaction.atomic():
        fine(sign(two.owner, two, two.firm, version))
    assert "Aftalen er underskrevet, så tilsagnene står fast." in chair.get(promised).content.decode()
    assert "Aftalen er underskrevet, så tilsagnene står fast." not in before[promised]


def test_each_signs_for_their_own_with_their_own_token_on_a_kept_page(make_person: Any) -> None:
    two = ready(make_person)
    version = fine(propose_agreement(who(two.chair), two.slug, now=now()))
    address = f"{two.address}aftale/"
    chair, owner = client_of(two.chair), client_of(two.owner)
    pages = [client.get(address).content.decode() for client in (chair, owner, chair, owner)]
    assert ["Skriv under for Gartneriet" in page for page in pages] == [False, True, False, True]
    assert all("csrfmiddlewaretoken" in page and "\x06" not in page for page in pages)
    fine(sign(two.chair, two, two.club, version))
    assert "aftale/fortryd/" in chair.get(address).content.decode()
    assert "aftale/fortryd/" not in owner.get(address).content.decode()


@pytest.mark.parametrize("place", ["tilsagn/", "aftale/"])
def test_nobody_else_opens_a_page_that_is_kept_for_somebody(make_person: Any, place: str) -> None:
    two = public(make_person)
    assert client_of(two.chair).get(two.address + place).status_code == 200
    outsider = client_of(make_person("udenfor@example.dk"))
    assert outsider.get(two.address + place).status_code == 404
    assert Client().get(two.address + place).status_code == 302


def test_what_the_reader_is_told_once_stands_on_one_visit_alone(make_person: Any, monkeypatch: Any) -> None:
    two = ready(make_person)
    client, address = client_of(two.chair), f"{two.address}tilsagn/"
    client.get(address)
    made = client.post(
        f"{address}ny/{two.party(two.club).pk}/",
        {"for_organisation": two.club.pk, "kind": "hours", "what": "Hjælp", "quantity": "4", "unit": "timer", "due_day": "2027-06-01", "revision": 1},
    )
    assert made.status_code == 302
    assert ["Tilsagnet er gemt." in client.get(address).content.decode() for _ in range(3)] == [True, False, False]
