"""My page is drawn once for what it tells: never somebody else's, never of yesterday, and as little to read however many one is in."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.alliances.own import own_alliances
from samspil.alliances.tests.making import agreed, client_of, joined, organisation, who
from samspil.core.models import Notice
from samspil.identity.models import Membership, Person
from samspil.initiatives.models import Initiative

pytestmark = pytest.mark.django_db


def shown(client: Client) -> str:
    answer = client.get("/min-side/")
    assert answer.status_code == 200
    return answer.content.decode()


def add_to(person: Person, *organisations: Any) -> None:
    for one in organisations:
        Membership.objects.create(person=person, organisation=one, asked_at=timezone.now(), active_from=timezone.now())


def test_it_tells_what_is_so_now(make_person: Any) -> None:
    two = joined(make_person, "Vores bord")
    client, held = client_of(two.chair), Initiative.objects.filter(alliance=two.alliance)
    assert "Vores bord" in shown(client)
    held.update(title="Vores nye bord")
    assert "Vores nye bord" in shown(client)
    Notice.objects.create(recipient_id=two.chair.pk, text="En ny besked", created_at=timezone.now(), url="/")
    assert "En ny besked" in shown(client)
    club = organisation("Skakklubben")
    waits = Membership.objects.create(person=two.chair, organisation=club, asked_at=timezone.now())
    assert "venter på et ja" in shown(client)
    Membership.objects.filter(pk=waits.pk).update(active_from=timezone.now())
    assert "venter på et ja" not in shown(client)
    Membership.objects.filter(person=two.chair).delete()
    assert "Vores nye bord" not in shown(client)
    assert "Skakklubben" not in shown(client)


def test_each_has_their_own_with_a_token_of_this_visit(make_person: Any) -> None:
    two, other = joined(make_person, "Det ene bord"), joined(make_person, "Det andet bord")
    mine, theirs = client_of(two.chair), client_of(other.chair)
    for _ in range(2):  # drawn, and found again
        assert "Det andet bord" not in shown(mine)
        assert "Det ene bord" not in shown(theirs)
        assert two.chair.email not in shown(theirs)
        assert "\x06" not in shown(mine)
    mine.handler.enforce_csrf_checks = True
    token = shown(mine).split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert mine.post("/konto/log-ud/", {"csrfmiddlewaretoken": "x" * len(token)}).status_code == 403
    assert mine.post("/konto/log-ud/", {"csrfmiddlewaretoken": token}).status_code == 302


def test_whoever_is_in_many_sees_the_newest_for_as_few_questions(make_person: Any) -> None:
    def asked() -> int:
        shown(client)
        with CaptureQueriesContext(connection) as caught:
            shown(client)
        return len(caught)

    two, _ = agreed(make_person, "Nr. 0")
    client = client_of(two.chair)
    few = asked()
    for number in range(1, 26):
        more = joined(make_person, f"Nr. {number}")
        add_to(two.chair, more.club)
    assert asked() == few <= 8
    titles = [one.title for one in own_alliances(who(two.chair))]
    assert titles[0] == "Nr. 25"
    assert "Nr. 1" not in titles, "the newest, not the oldest"
