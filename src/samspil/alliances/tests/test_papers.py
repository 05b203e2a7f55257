"""All of a municipality's agreements on paper: ordered once, packed bit by bit, resumed after a kill, fetched by whoever ordered them, deleted after a week."""

import io
import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client
from django.utils import timezone

from samspil.alliances import bundles, jobs, journal, orders
from samspil.alliances.actions import order_papers as ordering
from samspil.alliances.actions.order_papers import MANY, NONE, NOT_YOURS, cancel_papers, order_papers, workshop
from samspil.alliances.domain.papers import KEPT, NOT_PRINTED, far
from samspil.alliances.domain.papers import NOT_YOURS as LEFT_OUT
from samspil.alliances.models import AgreementVersion, Alliance, PaperOrder, Party
from samspil.alliances.personal_data import export_orders, shred_orders
from samspil.alliances.press import NotPrinted
from samspil.alliances.tests.making import DEMO, OTHER, Two, agreed, fine, now, who
from samspil.core import events
from samspil.core.models import Notice, RecordedEvent
from samspil.core.personal_data import Subject
from samspil.core.refusals import Refusal
from samspil.identity.models import Membership, Organisation, Person
from samspil.initiatives.models import Initiative
from samspil.moderation.tests.making import moderator, working
from tests.access.roles import client_of as client_in_role

pytestmark = pytest.mark.django_db
PAGE = "/bord/alliancer/aftaler/"


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def of_the_town(make_person: Any, number: int) -> list[Two]:
    """Alliances with an agreement, each with the made-up municipality as a party."""
    made: list[Two] = []
    for one in range(number):
        two, _ = agreed(make_person, f"Fælles bord nr. {one}") if not made else copied(made[0], one)
        town = Organisation.objects.get(of_municipality=DEMO)
        Party.objects.create(alliance=two.alliance, organisation=town, name=town.name, sector="public", state="joined", asked_at=now())
        two.alliance.initiative.participations.get_or_create(organisation=town)
        made.append(two)
    return made


def copied(two: Two, number: int) -> tuple[Two, AgreementVersion]:
    """Another alliance with the same agreement."""
    about = {"title": f"Fælles bord nr. {number}", "slug": f"faelles-bord-nr-{number}", "lead_id": DEMO, "state": "draft", "begun_at": now()}
    alliance = Alliance.objects.create(initiative=Initiative.objects.create(**about), stage="agreed", purpose="Spise sammen")
    version = AgreementVersion.objects.get(alliance=two.alliance)
    version.pk, version.alliance = None, alliance
    version.save()
    return Two(two.club, two.firm, two.chair, two.owner, alliance), version


def clerk(make_person: Any) -> tuple[Any, Client]:
    """An administrator of the municipality at work: as an actor, and in a browser."""
    client = client_in_role("clerk", make_person)
    return working(Person.objects.get(email="clerk@example.dk")), client


def pack(order: PaperOrder) -> PaperOrder:
    """What the worker does until it is done."""
    while bundles.pack_some(order.pk):
        pass
    order.refresh_from_db()
    return order


def fetched(client: Client, order: PaperOrder) -> tuple[list[str], dict[str, Any]]:
    """The names in the file, and its index."""
    answer = client.get(f"{order.address}aftaler.zip")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as whole:  # type: ignore[attr-defined]  # a file's answer streams
        assert whole.testzip() is None
        return whole.namelist(), json.loads(whole.read("index.json"))


def test_a_desk_orders_all_its_agreements_and_fetches_them_with_metadata(make_person: Any) -> None:
    two, other = of_the_town(make_person, 2)
    copied(two, 9)  # not the municipality's
    actor, client = clerk(make_person)
    assert "2 alliancer med en aftale" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"kommune": DEMO}).status_code == 302
    order = PaperOrder.objects.get()
    assert (order.person_id, order.alliances) == (actor.person_id, [two.alliance.pk, other.alliance.pk])
    told = client.get(order.address).content.decode()
    assert "0 af 2 alliancer, 0 procent" in told
    assert client.get(f"{order.address}aftaler.zip").status_code == 404
    order = pack(order)
    assert (order.state, order.done, order.left_out) == ("ready", 2, [])
    assert "Hent filen" in client.get(order.address).content.decode()
    names, index = fetched(client, order)
    folders = [bundles.folder_of(one.alliance) for one in (two, other)]
    assert sorted(names) == sorted([*(f"{one}/{name}" for one in folders for name in ("metadata.json", "aftale-version-1.pdf")), "index.json"])
    assert (index["format"], [one["number"] for one in index["alliances"]]) == ("samspil-journals/1", order.alliances)
    taken = RecordedEvent.objects.filter(kind="alliances.JournalTaken", actor_id=actor.person_id)
    assert sorted(taken.values_list("payload__alliance_id", flat=True)) == order.alliances
    events.deliver_waiting()
    assert Notice.objects.get(recipient_id=actor.person_id, kind="papers").url == order.address
    assert not workshop(order.pk).exists(), "the parts are gone"


def test_the_bar_of_a_thousand_is_told_in_numbers_that_a_browser_reads(make_person: Any) -> None:
    actor, client = clerk(make_person)
    order = PaperOrder.objects.create(person_id=actor.person_id, municipality_id=DEMO, alliances=list(range(1, 3001)), done=1020, ordered_at=now())
    told = client.get(order.address).content.decode()
    assert ('value="1020" max="3000"' in told, "1.020 af 3.000 alliancer, 34 procent" in told) == (True, True)


def test_ordering_twice_gives_the_order_that_is_under_way_and_the_database_holds_it(make_person: Any) -> None:
    of_the_town(make_person, 1)
    actor, _ = clerk(make_person)
    first = fine(order_papers(actor, DEMO, now=now()))
    assert fine(order_papers(actor, DEMO, now=now())) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperOrder.objects.create(person_id=actor.person_id, municipality_id=DEMO, alliances=[], ordered_at=now())
    assert RecordedEvent.objects.filter(kind="alliances.PapersOrdered").count() == 1
    pack(first)
    assert fine(order_papers(actor, DEMO, now=now())) != first, "a new one once the first has ended"


def test_the_worker_packs_some_at_a_time_and_asks_for_itself_again(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    of_the_town(make_person, 3)
    actor, client = clerk(make_person)
    monkeypatch.setattr(bundles, "AT_ONCE", 2)
    order = fine(order_papers(actor, DEMO, now=now()))
    events.deliver_waiting()
    waits = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'alliances.pack_papers' AND status = 'todo'"
    with connection.cursor() as cursor:
        cursor.execute(waits)
        assert cursor.fetchone() == (1,), "the order's event asked for the job"
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'alliances.pack_papers'")
        jobs.pack_papers.func(order.pk)
        cursor.execute(waits)
        assert cursor.fetchone() == (1,)
    order.refresh_from_db()
    assert (order.state, order.done, far(order.done, order.total)) == ("making", 2, 66)
    assert "2 af 3 alliancer, 66 procent" in client.get(order.address).content.decode()
    jobs.pack_papers_soon(order.pk)
    jobs.pack_papers.func(order.pk)
    order.refresh_from_db()
    assert (order.state, order.done) == ("ready", 3)


def test_after_a_kill_the_worker_goes_on_and_makes_nothing_twice(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    of_the_town(make_person, 3)
    actor, client = clerk(make_person)
    order = fine(order_papers(actor, DEMO, now=now()))
    made: list[int] = []
    real = journal.contents

    def contents(room: Any, printer: Any) -> Any:
        made.append(room.alliance.pk)
        if len(made) == 2:
            raise KeyboardInterrupt  # not an error that is caught: as a kill
        return real(room, printer)

    monkeypatch.setattr(journal, "contents", contents)
    with pytest.raises(KeyboardInterrupt):
        bundles.pack_some(order.pk)
    order.refresh_from_db()
    assert (order.state, order.done) == ("making", 1)
    PaperOrder.objects.update(done=0)  # killed between the part and the note of it
    order = pack(order)
    assert made == [order.alliances[0], order.alliances[1], order.alliances[1], order.alliances[2]]
    assert len(fetched(client, order)[1]["alliances"]) == 3


def test_another_machines_parts_are_made_again_at_the_end(make_person: Any) -> None:
    of_the_town(make_person, 2)
    actor, client = clerk(make_person)
    order = fine(order_papers(actor, DEMO, now=now()))
    PaperOrder.objects.update(done=2)
    assert len(fetched(client, pack(order))[1]["alliances"]) == 2


def test_cancelling_stops_the_worker_and_deletes_what_was_made(make_person: Any, django_capture_on_commit_callbacks: Any) -> None:
    of_the_town(make_person, 1)
    actor, client = clerk(make_person)
    order = fine(order_papers(actor, DEMO, now=now()))
    workshop(order.pk).mkdir(parents=True)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{order.address}afbryd/")
    assert not workshop(order.pk).exists()
    assert not bundles.pack_some(order.pk)
    order.refresh_from_db()
    assert (order.state, order.place) == ("cancelled", "")
    assert "Den er afbrudt" in client.get(order.address).content.decode()
    assert isinstance(cancel_papers(actor, order.key, now=now()), Refusal)
    ready = pack(fine(order_papers(actor, DEMO, now=now())))
    place = ready.place
    assert default_storage.exists(place)
    with django_capture_on_commit_callbacks(execute=True):
        fine(cancel_papers(actor, ready.key, now=now()))
    assert not default_storage.exists(place)


def test_one_cancelled_in_the_middle_goes_no_further(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    of_the_town(make_person, 2)
    actor, _ = clerk(make_person)
    order = fine(order_papers(actor, DEMO, now=now()))
    real = bundles.part_made

    def part_made(*given: Any) -> str:
        fine(cancel_papers(actor, order.key, now=now())) if PaperOrder.objects.get().state == "making" else None
        return real(*given)

    monkeypatch.setattr(bundles, "part_made", part_made)
    assert not bundles.pack_some(order.pk)
    order.refresh_from_db()
    assert (order.state, order.done) == ("cancelled", 0)
    monkeypatch.setattr(bundles, "part_made", real)
    late = fine(order_papers(actor, DEMO, now=now()))
    finish = bundles.put_together

    def put_together(*given: Any) -> None:
        finish(*given)
        fine(cancel_papers(actor, late.key, now=now()))

    monkeypatch.setattr(bundles, "put_together", put_together)
    pack(late)
    assert late.state == "cancelled"
    assert not list((workshop(0).parent).glob("*.zip")), "what was put together meanwhile is gone"


def test_what_cannot_be_printed_or_seen_any_more_is_left_out_and_said(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone, broken = of_the_town(make_person, 3)
    actor, client = clerk(make_person)
    order = fine(order_papers(actor, DEMO, now=now()))
    gone.alliance.parties.filter(sector="public").update(state="left")
    real = journal.contents

    def contents(room: Any, printer: Any) -> Any:
        if room.alliance.pk == broken.alliance.pk:
            raise NotPrinted("x")
        return real(room, printer)

    monkeypatch.setattr(journal, "contents", contents)
    order = pack(order)
    told = [{"number": gone.alliance.pk, "why": LEFT_OUT}, {"number": broken.alliance.pk, "why": NOT_PRINTED}]
    assert (order.state, order.left_out) == ("ready", told)
    _, index = fetched(client, order)
    assert ([one["number"] for one in index["alliances"]], index["left_out"]) == ([kept.alliance.pk], told)
    assert NOT_PRINTED in client.get(order.address).content.decode()


@pytest.mark.logs_errors
def test_a_disk_that_is_full_ends_the_order_and_tells_so(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    of_the_town(make_person, 1)
    actor, client = clerk(make_person)
    order = fine(order_papers(actor, DEMO, now=now()))

    def full(*_given: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space"):
            bundles.pack_some(order.pk)
    order.refresh_from_db()
    assert order.state == "failed"
    events.deliver_waiting()
    assert "kunne ikke pakkes" in Notice.objects.get(recipient_id=actor.person_id, kind="papers").text
    assert "Bestil igen" in client.get(order.address).content.decode()


def test_what_cannot_be_ordered_is_refused_with_what_to_do(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    actor, client = clerk(make_person)
    assert order_papers(actor, DEMO, now=now()) == NONE
    assert order_papers(actor, OTHER, now=now()) == NOT_YOURS
    assert order_papers(who(make_person("borger@example.dk")), DEMO, now=now()) == NOT_YOURS
    of_the_town(make_person, 2)
    monkeypatch.setattr(ordering, "MOST_ALLIANCES", 1)
    assert order_papers(actor, DEMO, now=now()) == MANY
    assert "5.000" in MANY.text
    answer = client.post(PAGE, {"kommune": DEMO})
    assert (answer.status_code, MANY.text in answer.content.decode()) == (409, True)
    assert not PaperOrder.objects.exists()


def test_only_whoever_ordered_and_still_may_meets_the_order(make_person: Any) -> None:
    of_the_town(make_person, 1)
    actor, client = clerk(make_person)
    order = pack(fine(order_papers(actor, DEMO, now=now())))
    colleague = client_in_role("administrator", make_person)
    for address in (order.address, f"{order.address}aftaler.zip"):
        assert colleague.get(address).status_code == 403
        assert client.get(address).status_code == 200
    town = Organisation.objects.get(of_municipality=DEMO)
    other = moderator(make_person)
    assert (other.email, Membership.objects.filter(person=other.pk, organisation=town).exists()) != ("clerk@example.dk", False)
    with pytest.raises(Http404):
        orders.get_order_for(working(other), order.key)
    Membership.objects.filter(person=actor.person_id, organisation=town).update(administrator=False)
    assert client.get(f"{order.address}aftaler.zip").status_code in {302, 403}


def test_an_order_of_somebody_who_may_no_longer_is_cancelled_by_the_worker(make_person: Any) -> None:
    of_the_town(make_person, 1)
    actor, _ = clerk(make_person)
    order = fine(order_papers(actor, DEMO, now=now()))
    Membership.objects.filter(person=actor.person_id).delete()
    assert pack(order).state == "cancelled"


def test_a_file_goes_after_a_week_and_what_nobody_works_on_ends(make_person: Any, django_capture_on_commit_callbacks: Any) -> None:
    of_the_town(make_person, 1)
    actor, _ = clerk(make_person)
    order = pack(fine(order_papers(actor, DEMO, now=now())))
    stray = workshop(order.pk)
    stray.mkdir(parents=True)
    jobs.remove_old_papers.func(0)
    assert (PaperOrder.objects.count(), default_storage.exists(order.place), stray.exists()) == (1, True, False)
    PaperOrder.objects.update(ended_at=timezone.now() - KEPT - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        jobs.remove_old_papers.func(0)
    assert (PaperOrder.objects.count(), default_storage.exists(order.place)) == (0, False)
    forgotten = fine(order_papers(actor, DEMO, now=now()))
    PaperOrder.objects.update(ordered_at=timezone.now() - timedelta(days=3))
    jobs.remove_old_papers.func(0)
    forgotten.refresh_from_db()
    assert forgotten.state == "failed"


def test_orders_go_with_the_account_and_the_files_too(make_person: Any, django_capture_on_commit_callbacks: Any) -> None:
    of_the_town(make_person, 1)
    actor, _ = clerk(make_person)
    order = pack(fine(order_papers(actor, DEMO, now=now())))
    subject = Subject(actor.person_id, ())
    assert [row["state"] for row in export_orders(subject)] == ["ready"]
    with django_capture_on_commit_callbacks(execute=True):
        shred_orders(subject)
    assert (PaperOrder.objects.count(), default_storage.exists(order.place)) == (0, False)


def test_a_file_that_is_gone_is_not_found(make_person: Any) -> None:
    of_the_town(make_person, 1)
    actor, client = clerk(make_person)
    order = pack(fine(order_papers(actor, DEMO, now=now())))
    default_storage.delete(order.place)
    assert client.get(f"{order.address}aftaler.zip").status_code == 404


@pytest.mark.parametrize(("done", "total", "per_cent"), [(0, 3, 0), (1, 3, 33), (999, 1000, 99), (1000, 1000, 100), (0, 0, 100)])
def test_a_hundred_per_cent_is_said_only_when_all_is_done(done: int, total: int, per_cent: int) -> None:
    assert far(done, total) == per_cent
