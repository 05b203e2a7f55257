"""A desk is kept under a mark that is another as soon as anything on it is: no table it reads is forgotten, and it is nobody else's."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from samspil.alliances import desk
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.domain.desk import Look
from samspil.alliances.models import Alliance, DeskLine, QuarterStatus
from samspil.alliances.models.desk_change import WATCHED, desk_mark
from samspil.alliances.presenting import desk as desk_shown
from samspil.alliances.tests.making import DEMO, OTHER, Two, fine, joined, now, organisation, started, who
from samspil.alliances.tests.test_desk import DESK, clerk_client, with_the_town
from samspil.alliances.tests.test_directory import opened
from samspil.content.models import KleNumber, WelfareArea
from samspil.core import events, kept
from samspil.core.pagecache import PageStore
from samspil.identity.models import Municipality, Organisation
from samspil.initiatives.models import Initiative, Participation
from samspil.moderation.tests.making import moderator, working
from tests.access.roles import client_of as client_in_role

TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
AREA = "aeldre"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that hears of changes, and so keeps pieces."""
    store = PageStore()
    store.listening = True
    monkeypatch.setattr(kept, "STORE", store)
    monkeypatch.setattr(kept, "PIECES", kept.Pieces())


def read(client: Client, query: str = "?vis=alle") -> str:
    answer = client.get(DESK + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_no_table_that_a_desk_reads_is_forgotten(make_person: Any) -> None:
    client = clerk_client(make_person)
    with CaptureQueriesContext(connection) as caught:
        for query in ("", "?vis=alle", "?vis=svar", "?efter=2026-01-01~1"):
            read(client, query)
    tables = {table for one in caught if "alliances_deskline" in one["sql"] for table in TABLE.findall(one["sql"])}
    assert {"alliances_alliance", "initiatives_participation", "identity_organisation", "content_welfarearea"} <= tables
    assert tables <= set(WATCHED)


def test_the_database_watches_what_is_said_to_be_watched() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'alliances_desk_changed' AND tgenabled = 'O'")
        found = dict(cursor.fetchall())
    assert set(found) == set(WATCHED)
    for table, changes in WATCHED.items():
        assert all(word in found[table] for word in changes.split(" OR ")), table


def rename(two: Two) -> None:
    Initiative.objects.filter(alliance=two.alliance).update(title="Et andet navn")


def close(two: Two) -> None:
    Initiative.objects.filter(alliance=two.alliance).update(openness="parties")


def write_status(two: Two) -> None:
    QuarterStatus.objects.create(alliance=two.alliance, year=2026, quarter=3, went_well="Det gik", written_at=now())


CHANGES: list[Callable[[Two], object]] = [
    rename,
    close,
    write_status,
    lambda two: Alliance.objects.filter(pk=two.alliance.pk).update(stage="running"),
    lambda two: DeskLine.objects.filter(pk=two.alliance.pk).update(parties=7),
    lambda two: fine(invite_organisation(who(two.chair), two.slug, organisation("Skolen", "education").pk, now=now())),
    lambda two: Participation.objects.filter(organisation=two.firm).delete(),
    lambda two: Organisation.objects.filter(of_municipality=DEMO).update(of_municipality=None),
    lambda two: Municipality.objects.filter(code=DEMO).update(name="Nyby"),
    lambda two: WelfareArea.objects.filter(key=AREA).update(name="Alderdom"),
    lambda two: KleNumber.objects.update(title="Et emne"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_makes_another_mark(make_person: Any, change: Callable[[Two], object]) -> None:
    two = joined(make_person)
    events.deliver_waiting()
    before = desk_mark()
    assert desk_mark() == before
    with transaction.atomic():  # its rows are written by a transaction of their own, as in life
        change(two)
    assert desk_mark() != before


def test_what_no_desk_shows_leaves_the_mark(make_person: Any) -> None:
    two, before = joined(make_person), desk_mark()
    with transaction.atomic():
        Organisation.objects.filter(pk=two.club.pk).update(name="Noget andet")
    assert desk_mark() == before


def test_a_desk_that_is_kept_costs_two_questions_and_a_change_shows_at_once(make_person: Any) -> None:
    two, client = with_the_town(started(make_person, "Det gamle navn")), clerk_client(make_person)
    assert "Det gamle navn" in read(client)
    with CaptureQueriesContext(connection) as caught:
        assert "Det gamle navn" in read(client)
    assert len(caught) == 2, "the person, and the mark"
    with transaction.atomic():
        rename(two)
    told = read(client)
    assert "Et andet navn" in told
    assert "Det gamle navn" not in told
    with transaction.atomic():
        Participation.objects.filter(initiative=two.alliance.initiative, organisation__of_municipality=DEMO).delete()
    assert "Et andet navn" not in read(client), "the municipality takes part no more"


def test_what_is_kept_for_one_is_shown_to_nobody_else(make_person: Any) -> None:
    with_the_town(started(make_person, "Kun for kommunen"))
    opened(joined(make_person, "Åben for alle"))
    clerk, editor = clerk_client(make_person), client_in_role("editor", make_person)
    for _ in range(2):  # made, and kept
        told, others = read(clerk), read(editor)
        assert ("Kun for kommunen" in told, "Åben for alle" in told) == (True, True)
        assert ("Kun for kommunen" in others, "Åben for alle" in others) == (False, True)
        assert "Åben for alle" not in read(clerk, "?vis=slut")
        assert "Åben for alle" not in read(editor, f"?vis=alle&kommune={OTHER}")
    assert clerk.get(DESK).content.count(b'name="kommune"') == 0, "one municipality has nothing to choose"


def test_pages_behind_an_address_that_anybody_types_are_not_kept(make_person: Any) -> None:
    with_the_town(started(make_person))
    client = clerk_client(make_person)
    read(client)
    before = len(kept.PIECES.kept)
    for pk in range(5):
        read(client, f"?vis=alle&efter=2026-01-01~{pk}")
    assert len(kept.PIECES.kept) == before


def test_a_day_later_the_desk_is_another(make_person: Any) -> None:
    two, client = with_the_town(started(make_person, "Den udløber")), clerk_client(make_person)
    with transaction.atomic():
        DeskLine.objects.filter(pk=two.alliance.pk).update(ends_on=localdate(), due_on=localdate())
    assert "Aftalen udløber" in read(client, "?vis=udloeber")
    mark = desk_mark()
    scope, today = desk.scope_of(working(moderator(make_person))), localdate()
    told = [desk_shown.work(scope, Look.EXPIRING, today + timedelta(days), "", "").html for days in (0, 1)]
    assert ["Aftalen udløber" in told[0], "Aftalen udløb " in told[1]] == [True, True]
    assert desk_mark() == mark
