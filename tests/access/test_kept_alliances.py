"""An alliance's public page is kept for visitors, and gone or anew the moment its parties say so, also when no worker runs.

These tests commit, because another connection's NOTIFY is what empties the cache; each takes away what it made.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from samspil.alliances.actions.contribute import Contribution, write_contribution
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models.alliance import KIND
from samspil.alliances.tests.making import Two, client_of, fine, joined, now, who
from samspil.core import pagecache
from samspil.core.models import Document, RecordedEvent
from samspil.core.search.index import remove
from samspil.identity.models import Membership, Organisation, Person
from samspil.site.indexing import renew_alliance
from tests.access.test_kept_pages import kept, soon

TITLE, WRITTEN = "Solsortens køkken", "Blåbærgrød"
A_SECOND = 1.0


@pytest.fixture
def two(process_hears: None, django_db_blocker: Any) -> Iterator[Two]:
    """An alliance that both parties let everybody see."""
    with django_db_blocker.unblock():
        last = RecordedEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        made = joined(lambda email: Person.objects.create_user(email, "en lang adgangskode"), TITLE)
        try:
            show(made, shown=True)
            renew_alliance(AllianceChanged(alliance_id=made.alliance.pk))
            yield made
        finally:
            take_away(made, last)


def show(two: Two, *, shown: bool) -> None:
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(show_alliance(who(person), two.slug, one.pk, shown=shown))


def take_away(two: Two, last: int) -> None:
    """Everything the fixture and its test committed."""
    parties, organisations = list(two.alliance.parties.values_list("pk", flat=True)), [two.club.pk, two.firm.pk]
    remove(KIND, two.alliance.pk)
    Document.objects.filter(kind=KIND, object_id=two.alliance.pk).delete()
    two.alliance.initiative.delete()
    for history, pks in (("alliances.AllianceEvent", [two.alliance.pk]), ("alliances.PartyEvent", parties)):
        apps.get_model(history).objects.filter(pgh_obj_id__in=pks).delete()
    Membership.objects.filter(organisation__in=organisations).delete()
    apps.get_model("identity.OrganisationEvent").objects.filter(pgh_obj_id__in=organisations).delete()
    Organisation.objects.filter(pk__in=organisations).delete()
    for person in (two.chair, two.owner):
        person.delete()
    RecordedEvent.objects.filter(pk__gt=last).delete()


def within_a_second(holds: Callable[[], bool]) -> None:
    begun = time.monotonic()
    soon(holds)
    assert time.monotonic() - begun < A_SECOND


def text(client: Client, address: str) -> str:
    page: str = client.get(address).content.decode()
    return page


def test_the_page_is_kept_and_gone_within_a_second_when_one_party_takes_its_choice_back(two: Two, client: Client) -> None:
    for address in (two.address, "/alliancer/"):
        soon(partial(kept, client, address))
        assert TITLE in text(client, address)
    fine(show_alliance(who(two.owner), two.slug, two.firm.pk, shown=False))
    within_a_second(lambda: client.get(two.address).status_code == 404)
    within_a_second(lambda: TITLE not in text(client, "/alliancer/"))


def test_what_a_party_writes_and_that_it_leaves_stand_there_within_a_second(two: Two, client: Client) -> None:
    soon(partial(kept, client, two.address))
    words = Contribution(WRITTEN, "En aften", "Selskab")
    fine(write_contribution(who(two.owner), two.slug, two.firm.pk, words, revision=1, now=now()))
    within_a_second(lambda: WRITTEN in text(client, two.address))
    soon(partial(kept, client, two.address))
    fine(leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi flytter", now=now()))
    within_a_second(lambda: client.get(two.address).status_code == 404)


def test_what_a_party_sees_is_never_kept_for_visitors_nor_the_other_way_round(two: Two, client: Client) -> None:
    own = client_of(two.chair)
    for _ in range(3):
        assert "Næste skridt" in text(own, two.address)
        assert "Næste skridt" not in text(client, two.address)
    soon(partial(kept, client, two.address))
    answer = own.get(two.address)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Næste skridt" in answer.content.decode()
    assert client.get(two.address).headers["Cache-Control"] == pagecache.PUBLIC_FOR_NOW
    own.logout()


def test_what_is_the_parties_own_forgets_no_kept_page(two: Two, client: Client) -> None:
    show(two, shown=False)
    soon(partial(kept, client, "/eksempler/aeblemosteriet/"))
    generation = pagecache.STORE.generation
    fine(write_contribution(who(two.owner), two.slug, two.firm.pk, Contribution(WRITTEN, "", ""), revision=1, now=now()))
    time.sleep(0.3)
    assert pagecache.STORE.generation == generation
