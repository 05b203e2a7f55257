"""How an alliance stands, in three lines a quarter: one for all, signed by who wrote it, open until the quarter is over."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from samspil.alliances.actions.remind_of_status import remind_of_status
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.actions.write_status import NewStatus, write_status
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.quarters import REMIND_DAYS, Quarter, quarter_of, time_to_write
from samspil.alliances.models import Alliance, QuarterStatus
from samspil.alliances.tests.making import Two, client_of, fine, joined, member, now, organisation, started, who
from samspil.core import events
from samspil.core.models import Notice, RecordedEvent
from samspil.core.pagecache import STORE
from samspil.core.refusals import Refusal
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.models import Person

LINES = {"went_well": "Ti nye kom med", "hard": "Vi mangler chauffører", "needed": "En bil om torsdagen"}
NEW = NewStatus(LINES["went_well"], LINES["hard"], LINES["needed"])
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_every_day_lies_in_exactly_one_quarter_and_quarters_follow_each_other(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.next.first == quarter.last + timedelta(days=1)
    assert (quarter.next.before, quarter.before.next) == (quarter, quarter)
    assert quarter.before < quarter < quarter.next
    assert time_to_write(day) == (quarter.last - timedelta(days=REMIND_DAYS) < day)


def test_a_quarter_is_called_as_danes_say_it() -> None:
    assert quarter_of(date(2026, 11, 22)).words == "4. kvartal 2026"


def filled_in(two: Two, **changed: Any) -> dict[str, Any]:
    when = quarter_of(localdate())
    return {**LINES, "year": when.year, "quarter": when.number, "revision": 0, "for_organisation": two.club.pk, **changed}


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.mark.django_db
def test_anybody_writes_three_lines_and_the_others_read_and_change_them(make_person: Any) -> None:
    two = joined(make_person)
    chair, owner, address = client_of(two.chair), client_of(two.owner), f"{two.address}status/"
    assert "Skriv tre linjer" in owner.get(address).content.decode()
    for _ in range(2):
        assert chair.post(f"{address}skriv/", filled_in(two)).status_code == 302
    page = owner.get(address).content.decode()
    for told in (*LINES.values(), two.club.name, quarter_of(localdate()).words):
        assert told in page
    assert 'value="1"' in owner.get(f"{address}skriv/").content.decode()
    changed = owner.post(f"{address}skriv/", filled_in(two, for_organisation=two.firm.pk, needed="To biler", revision=1))
    assert changed.status_code == 302
    row = QuarterStatus.objects.get()
    assert (row.needed, row.party, row.revision) == ("To biler", two.party(two.firm), 2)


@pytest.mark.django_db
def test_two_who_write_at_once_both_see_what_the_other_wrote(make_person: Any) -> None:
    two = joined(make_person)
    client_of(two.chair).post(f"{two.address}status/skriv/", filled_in(two))
    late = client_of(two.owner).post(f"{two.address}status/skriv/", filled_in(two, for_organisation=two.firm.pk, went_well="Vi fik en ny lade"))
    page = late.content.decode()
    assert (late.status_code, "Nogen har skrevet her" in page, "Ti nye kom med" in page, "Vi fik en ny lade" in page) == (409, True, True, True)
    saved = client_of(two.owner).post(f"{two.address}status/skriv/", filled_in(two, for_organisation=two.firm.pk, went_well="Begge dele", revision=1))
    assert (saved.status_code, QuarterStatus.objects.get().went_well) == (302, "Begge dele")


@pytest.mark.django_db
def test_what_cannot_be_written_is_refused(make_person: Any) -> None:
    two = joined(make_person)
    client, address = client_of(two.chair), f"{two.address}status/skriv/"
    before = quarter_of(localdate()).before
    for changed, status in (
        ({"went_well": ""}, 422),
        ({"hard": "010190-1234"}, 422),
        ({"needed": "x" * 301}, 422),
        ({"quarter": 5}, 422),
        ({"year": before.year, "quarter": before.number}, 409),
        ({"for_organisation": two.firm.pk}, 409),
        ({"for_organisation": ""}, 409),
    ):
        assert client.post(address, filled_in(two, **changed)).status_code == status, changed
    Alliance.objects.filter(pk=two.alliance.pk).update(stage=Stage.CLOSED.value)
    assert client.post(address, filled_in(two)).status_code == 409
    assert not QuarterStatus.objects.exists()
    assert code(write_status(who(two.chair), two.slug, two.club.pk, Quarter(2026, 1), NewStatus(" ", "", ""), now=now())) == "not-now"


@pytest.mark.django_db
def test_everybody_else_reads_only_the_newest_that_the_parties_show_on_an_open_page(make_person: Any) -> None:
    two = joined(make_person)
    address, stranger = f"{two.address}status/", client_of(member(make_person, "fremmed@example.dk", organisation("De andre")))
    fine(write_status(who(two.chair), two.slug, two.club.pk, quarter_of(localdate()), NEW, now=now()))
    for client in (Client(), stranger):
        assert (client.get(address).status_code, client.get(f"{address}skriv/").status_code in {302, 404}) == (404, True)
    fine(write_status(who(two.chair), two.slug, two.club.pk, quarter_of(localdate()), replace(NEW, shown=True), revision=1, now=now()))
    assert Client().get(address).status_code == 404, "the page itself is the parties' own"
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(show_alliance(who(person), two.slug, one.pk, shown=True))
    STORE.clear()
    page = Client().get(address).content.decode()
    assert ("Ti nye kom med" in page, "Skriv tre linjer" in page) == (True, False)
    assert 'status/"' in Client().get(two.address).content.decode()
    QuarterStatus.objects.update(shown=False)
    assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_alliances_that_run_are_asked_once_in_the_last_two_weeks_of_a_quarter(make_person: Any) -> None:
    two, written, draft = joined(make_person), joined(make_person, "Skrevet"), started(make_person, "Kladde")
    for one in (two, written):
        Alliance.objects.filter(pk=one.alliance.pk).update(stage=Stage.RUNNING.value)
    QuarterStatus.objects.create(alliance=written.alliance, year=2026, quarter=4, went_well="Alt", written_at=now())
    assert remind_of_status(date(2026, 12, 17)) == 0
    assert remind_of_status(date(2026, 12, 18)) == 1
    assert remind_of_status(date(2026, 12, 19)) == 0
    assert RecordedEvent.objects.get(kind="alliances.StatusDue").payload["alliance_id"] == two.alliance.pk
    assert draft.alliance.pk
    events.deliver_waiting()
    assert set(Notice.objects.filter(dedupe_key__startswith="status-due").values_list("recipient_id", flat=True)) == {two.chair.pk, two.owner.pk}


@pytest.mark.django_db
def test_the_newest_of_each_alliance_is_one_question_and_stays_when_its_writer_goes(make_person: Any) -> None:
    two, other = joined(make_person), joined(make_person, "En anden")
    writer = member(make_person, "skriver@example.dk", two.club)
    for year, quarter in ((2026, 3), (2026, 2), (2025, 4)):
        told = {"year": year, "quarter": quarter, "went_well": f"{quarter}", "written_at": now(), "written_by": writer}
        QuarterStatus.objects.create(alliance=two.alliance, party=two.party(two.club), **told)
    QuarterStatus.objects.create(alliance=other.alliance, year=2024, quarter=1, went_well="Gammel", written_at=now())
    assert delete_account(who(writer)) is None
    assert not Person.objects.filter(pk=writer.pk).exists()
    newest = QuarterStatus.objects.latest_of([two.alliance.pk, other.alliance.pk])
    assert sorted(row.when for row in newest) == [Quarter(2024, 1), Quarter(2026, 3)]
    page = client_of(two.owner).get(f"{two.address}status/").content.decode()
    assert page.index("3. kvartal 2026") < page.index("2. kvartal 2026") < page.index("4. kvartal 2025")
