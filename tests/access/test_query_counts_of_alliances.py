"""How many queries the pages inside an alliance take for somebody who takes part: within the limit, and no more with many rows than with few."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.alliances.models import (
    Alliance,
    Commitment,
    Conversation,
    DecisionRule,
    FileVersion,
    FollowUp,
    Handover,
    Imposition,
    Lesson,
    Matter,
    Meeting,
    Message,
    Party,
    QuarterStatus,
    Say,
    SharedFile,
    Task,
    TaskPart,
)
from samspil.alliances.presenting.places import PLACES
from samspil.alliances.tests.making import Two, agreed, client_of, member, organisation
from samspil.core import pagecache

pytestmark = pytest.mark.django_db
MOST = 14
# Beside the places that every page leads to.
MORE = ("inviter/", "beskriv/", "beslutninger/opgaver/", "beskeder/ny/", "filer/ny/", "status/skriv/", "aftale/sammenlign/", "afslut/", "aendring/", "moeder/")
DAY = date(2027, 2, 1)


def fill(two: Two, make_person: Any, first: int, upto: int) -> None:
    """Parties with people, and rows of each kind that its pages read."""
    now, alliance, club = timezone.now(), two.alliance, two.party(two.club)
    talk, _ = Conversation.objects.get_or_create(alliance=alliance, key="emne", defaults={"subject": "Emne"})
    for n in range(first, upto):
        one = organisation(f"Forening {n}")
        person = member(make_person, f"medlem{n}@example.dk", one)
        party = Party.objects.create(alliance=alliance, organisation=one, name=one.name, sector="civil", state="joined", asked_at=now, keeper=person)
        note = {"given_by": person, "given_to": two.chair, "sections": [], "given_at": now}
        Handover.objects.create(alliance=alliance, party=club, **note)
        status = {"went_well": "Godt", "party": party, "written_by": person, "written_at": now}
        QuarterStatus.objects.create(alliance=alliance, year=2000 + n, quarter=1, **status)
        task = Task.objects.create(alliance=alliance, title=f"Opgave {n}")
        TaskPart.objects.create(task=task, party=party, role="responsible")
        promise = {"kind": "hours", "what": "Hjælp", "quantity": Decimal(n + 1), "unit": "timer", "due_day": DAY}
        Commitment.objects.create(alliance=alliance, party=party, **promise)
        DecisionRule.objects.create(alliance=alliance, about=f"Køb {n}", decides=party, days=3)
        asked = {"text": "Må vi?", "raised_by": party, "raised_at": now, "about": "Køb", "days": 3, "due_day": DAY}
        Say.objects.create(matter=(matter := Matter.objects.create(alliance=alliance, number=n + 1, **asked)), party=club)
        FollowUp.objects.create(alliance=alliance, matter=matter, what="Bestil", owner=party, due_day=DAY, written_at=now)
        file = SharedFile.objects.create(alliance=alliance, title=f"Fil {n}", party=party)
        FileVersion.objects.create(file=file, number=1, party=party, uploaded_at=now, name="fil.pdf", kind="pdf", size=1, sha256="x", place=f"x/{n}")
        when = {"begins": now + timedelta(days=n + 1), "ends": now + timedelta(days=n + 1, hours=1), "called_at": now, "changed_at": now}
        meeting = Meeting.objects.create(alliance=alliance, title=f"Møde {n}", called_by=party, everybody=False, **when)
        meeting.called.set([party, club])
        told = {"party": party, "author": person, "text": "Hej", "written_at": now}
        talk.latest = Message.objects.create(alliance=alliance, conversation=talk, **told).pk
        about = {"name": "Navn", "email": f"bundet{n}@example.dk", "about": "Besøg", "text": "Tavshed", "imposed_at": now, "key": uuid4()}
        Imposition.objects.create(alliance=alliance, party=party, **about)
        Lesson.objects.create(party=party, text="Meget")
    talk.save()


def queries_of(client: Client, address: str) -> list[str]:
    """What is asked when the page was shown before, but is not kept."""
    client.get(address)
    pagecache.STORE.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"][:20]]


def test_pages_inside_an_alliance_take_few_queries_and_no_more_for_many_rows(make_person: Any) -> None:
    two = agreed(make_person)[0]
    Alliance.objects.filter(pk=two.alliance.pk).update(stage="running", begun_on=DAY)
    client = client_of(two.chair)
    addresses = [two.address + path for path in (*(place.path for place in PLACES), *MORE)]
    fill(two, make_person, 0, 2)
    few = {address: queries_of(client, address) for address in addresses}
    fill(two, make_person, 2, 9)
    many = {address: queries_of(client, address) for address in addresses}
    wrong = {address: (len(few[address]), len(many[address])) for address in addresses if len(few[address]) != len(many[address]) or len(many[address]) > MOST}
    assert not wrong, wrong


def test_minutes_and_their_wordings_take_no_more_queries_for_many(make_person: Any) -> None:
    two = agreed(make_person)[0]
    fill(two, make_person, 0, 1)
    meeting = Meeting.objects.get()
    point = meeting.points.create(title="Punkt", added_by=two.party(two.club))
    client, address = client_of(two.chair), f"{two.address}moeder/{meeting.pk}/punkt/{point.pk}/referat/historik/"
    counts = []
    for upto in (2, 12):
        for n in range(upto):
            point.minutes = f"Udgave {upto} {n}"
            point.save(update_fields=["minutes"])
        counts.append(len(queries_of(client, address)))
    assert counts[0] == counts[1] <= MOST, counts
