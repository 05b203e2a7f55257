"""The municipality's desk of alliances: who sees what, what calls today, and the sheet."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from samspil.alliances import desk
from samspil.alliances.actions import renew_law
from samspil.alliances.actions.amend import Proposal, begin_amendment
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.domain.desk import EXPIRING_DAYS, Line, Look, asks
from samspil.alliances.models import AgreementVersion, Alliance, Amendment, Commitment, DeskLine, Party, QuarterStatus, WrittenTerms
from samspil.alliances.models.desk_line import NEVER, renew_all_desk_lines
from samspil.alliances.tests.making import DEMO, OTHER, Two, agreed, fine, joined, member, now, organisation, started, who
from samspil.alliances.tests.test_directory import hidden, opened
from samspil.core import events
from samspil.core.sheets import FORMULA_SIGNS, Value, inert, write_sheet
from samspil.identity.models import Membership, Organisation
from samspil.initiatives.models import Initiative
from samspil.moderation.tests.making import moderator, working
from tests.access.roles import begin_session
from tests.access.roles import client_of as client_in_role

TODAY = date(2026, 11, 22)
DESK, SHEET = "/bord/alliancer/", "/bord/alliancer/alliancer.xlsx"


def clerk_client(make_person: Any) -> Client:
    """An administrator of the made-up municipality, at work."""
    return client_in_role("clerk", make_person)


def with_the_town(two: Two) -> Two:
    """The municipality is asked to take part."""
    fine(invite_organisation(who(two.chair), two.slug, Organisation.objects.get(of_municipality=DEMO).pk, now=now()))
    events.deliver_waiting()
    return two


def read(client: Client, look: Look = Look.ALL) -> str:
    answer = client.get(f"{DESK}?vis={look.value}")
    assert answer.status_code == 200
    return answer.content.decode()


def sheet_of(client: Client, query: str = "?vis=alle") -> list[list[Any]]:
    """The rows of the sheet, headings first."""
    answer = client.get(SHEET + query)
    assert answer.status_code == 200
    page = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]  # a file's answer streams
    return [[cell.value for cell in row] for row in page.rows]


def titles(client: Client) -> set[str]:
    return {row[0] for row in sheet_of(client)[1:]}


@pytest.mark.django_db
def test_the_desk_shows_what_the_municipality_takes_part_in_and_of_others_what_everybody_sees(make_person: Any) -> None:
    with_the_town(started(make_person, "Vi er spurgt"))
    joined(make_person, "Kun foreningens egen")
    opened(joined(make_person, "Åben for alle"))
    hidden(opened(joined(make_person, "Skjult for alle")))
    elsewhere = opened(joined(make_person, "I en anden kommune"))
    Initiative.objects.filter(alliance=elsewhere.alliance).update(lead=OTHER)
    events.deliver_waiting()
    client = clerk_client(make_person)
    told = read(client)
    for title, seen in (("Vi er spurgt", True), ("Åben for alle", True), ("Kun foreningens egen", False), ("I en anden kommune", False)):
        assert (title in told, title in titles(client)) == (seen, seen), title
    assert "Skjult af moderator" in told, "its own moderators see what they hid"
    editor = client_in_role("editor", make_person)
    assert titles(editor) == {"Åben for alle", "I en anden kommune"}, "the installation's staff see what everybody sees"


@pytest.mark.django_db
def test_what_the_parties_keep_to_themselves_calls_on_nobody_else(make_person: Any) -> None:
    own, others = with_the_town(started(make_person, "Vores")), opened(agreed(make_person, "De andres")[0])
    for two in (own, others):
        Alliance.objects.filter(pk=two.alliance.pk).update(stage="running")
        WrittenTerms.objects.create(alliance=two.alliance, review_on=TODAY - timedelta(900))
        Party.objects.create(alliance=two.alliance, name="Endnu en", sector="civil", state="invited", asked_at=now())
    renew_all_desk_lines()
    client = clerk_client(make_person)
    review, waiting = read(client, Look.REVIEW), read(client, Look.WAITING)
    assert "Vores" in review
    assert "De andres" not in review
    assert "2 parter har ikke svaret" in waiting
    assert "De andres" not in waiting
    row = next(row for row in sheet_of(client)[1:] if row[0] == "De andres")
    assert (row[9], row[12], row[14]) == (None, 0, None)


@pytest.mark.django_db
def test_everything_that_calls_is_counted_and_leads_to_what_it_counts(make_person: Any) -> None:
    two = with_the_town(joined(make_person, "Det kalder"))
    Alliance.objects.filter(pk=two.alliance.pk).update(stage="running")
    today = localdate()
    Initiative.objects.filter(alliance=two.alliance).update(first_day=today - timedelta(400), last_day=today + timedelta(EXPIRING_DAYS))
    promised = {"kind": "hours", "what": "Timer", "quantity": Decimal(10), "unit": "timer", "due_day": today - timedelta(1)}
    promise = Commitment.objects.create(alliance=two.alliance, party=two.party(two.club), **promised)
    renew_all_desk_lines()
    client = clerk_client(make_person)
    for look in (Look.CALLING, Look.EXPIRING, Look.UNMET):
        assert "Det kalder" in read(client, look), look
    scope = desk.scope_of(working(moderator(make_person)))
    assert desk.numbers(scope, today)[Look.UNMET] == 1
    promise.deliveries.create(day=today, quantity=Decimal(10), written_at=now())
    Initiative.objects.filter(alliance=two.alliance).update(last_day=today + timedelta(EXPIRING_DAYS + 1))
    renew_all_desk_lines()
    assert desk.numbers(scope, today)[Look.CALLING] == 0
    assert "Alle i gang" in client.get(DESK).content.decode(), "when nothing calls, all of them stand there"


@pytest.mark.django_db
def test_an_alliance_in_which_nobody_can_act_is_said_to_be_so(make_person: Any) -> None:
    two = with_the_town(started(make_person, "Uden nogen"))
    assert not DeskLine.objects.get(pk=two.alliance.pk).orphaned
    Membership.objects.filter(organisation=two.club).delete()
    renew_all_desk_lines()
    assert DeskLine.objects.get(pk=two.alliance.pk).orphaned
    assert "Ingen kan handle i den længere" in read(clerk_client(make_person), Look.ORPHANED)


@pytest.mark.django_db
def test_a_line_is_written_when_something_happens(make_person: Any) -> None:
    two = started(make_person)
    events.deliver_waiting()
    line = DeskLine.objects.get(pk=two.alliance.pk)
    assert (line.parties, line.waiting, line.sectors, line.due_on) == (1, 0, ["civil"], NEVER)
    fine(invite_organisation(who(two.chair), two.slug, two.firm.pk, now=now()))
    events.deliver_waiting()
    assert DeskLine.objects.get(pk=two.alliance.pk).waiting == 1


@pytest.mark.django_db
def test_the_desk_is_leafed_through_and_takes_few_queries_however_many_there_are(make_person: Any) -> None:
    two, town = with_the_town(started(make_person, "Nr. 0")), Organisation.objects.get(of_municipality=DEMO)
    client = clerk_client(make_person)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            read(client)
        return len(caught)

    few = asked()
    for number in range(1, desk.A_PAGE + 3):
        about = {"title": f"Nr. {number}", "slug": f"nr-{number}", "lead_id": DEMO, "state": "draft", "begun_at": timezone.now()}
        alliance = Alliance.objects.create(initiative=Initiative.objects.create(**about))
        alliance.initiative.participations.create(organisation=town)
    renew_all_desk_lines()
    assert asked() <= few <= 14
    actor, met, after = working(moderator(make_person)), list[str](), ""
    while True:
        found, after = desk.page_of(desk.scope_of(actor), Look.ALL, TODAY, desk.key_of(after))
        met += [one.title for one in found]
        if not after:
            break
    assert len(met) == len(set(met)) == desk.numbers(desk.scope_of(actor), TODAY)[Look.ALL]
    assert two.alliance.initiative.title in met
    with CaptureQueriesContext(connection) as caught:
        assert len(sheet_of(client)) == len(met) + 1
    assert len(caught) <= 14


@pytest.mark.django_db
def test_an_alliance_that_several_municipalities_take_part_in_is_counted_once(make_person: Any) -> None:
    two = with_the_town(started(make_person, "Fælles for to"))
    fine(invite_organisation(who(two.chair), two.slug, Organisation.objects.get(of_municipality=OTHER).pk, now=now()))
    opened(joined(make_person, "Den andens"))
    events.deliver_waiting()
    actor = replace(working(moderator(make_person)), moderates_in=frozenset({DEMO, OTHER}))
    scope = desk.scope_of(actor)
    found, _ = desk.page_of(scope, Look.ALL, TODAY, None)
    assert [(one.title, one.inside) for one in found] == [("Den andens", False), ("Fælles for to", True)]
    assert desk.numbers(scope, TODAY)[Look.ALL] == 2
    assert desk.numbers(scope, TODAY)[Look.WAITING] == 1
    assert {one.title for one in desk.every_line(scope, Look.ALL, TODAY, 1)} == {"Den andens", "Fælles for to"}


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?efter=x", "?efter=2026-13-01~1", "?vis=findes-ikke", "?kommune=9999", "?efter=2026-01-01~%C2%B2", "?kommune=%00"])
def test_an_address_somebody_has_played_with_gives_the_desk(make_person: Any, query: str) -> None:
    assert clerk_client(make_person).get(DESK + query).status_code == 200


@pytest.mark.django_db
def test_the_volunteer_centre_has_no_desk_here(make_person: Any) -> None:
    centre = member(make_person, "frivilligcenter@example.dk", organisation("Centret", "volunteer-centre"), administrator=True)
    client = client_in_role("person", make_person)
    client.force_login(centre, backend="samspil.identity.backend.PersonBackend")
    begin_session(client, centre)
    assert client.get(DESK).status_code in {302, 403}
    assert client.get(SHEET).status_code in {302, 403}


@pytest.mark.django_db
def test_the_sheet_has_days_as_days_and_no_formulas(make_person: Any) -> None:
    two = with_the_town(started(make_person, '=HYPERLINK("http://ond.example";"Klik")'))
    Initiative.objects.filter(alliance=two.alliance).update(first_day=TODAY, last_day=TODAY + timedelta(30))
    headings, row = sheet_of(clerk_client(make_person))
    assert headings[:2] == ["Alliance", "Trin"]
    assert row[0].startswith("'=HYPERLINK")
    assert row[7].date() == TODAY


def legal(two: Two, why: str = "svar er ændret", stops: tuple[str, ...] = ("Kør ikke.",)) -> Two:
    """An agreement holds, and the legal check says something else."""
    Alliance.objects.filter(pk=two.alliance.pk).update(stage="running", law_again=why, law_stops=list(stops))
    return two


@pytest.mark.django_db
def test_legal_tasks_call_on_the_municipality_that_takes_part_and_on_no_other(make_person: Any) -> None:
    own, others = legal(with_the_town(started(make_person, "Vores"))), legal(opened(agreed(make_person, "De andres")[0]))
    renew_all_desk_lines()
    client = clerk_client(make_person)
    shown = read(client, Look.LAW)
    assert ("Juridisk tjek: stop" in shown, "Se loven igen: svar er ændret" in shown, "De andres" in shown) == (True, True, False)
    assert "Vores" in read(client, Look.CALLING)
    headings, *rows = sheet_of(client)
    told = {row[0]: row[headings.index("Jura")] for row in rows}
    assert told == {"Vores": "Juridisk tjek: stop; Se loven igen: svar er ændret", "De andres": None}
    legal(own, "", ())
    renew_all_desk_lines()
    assert "Vores" not in read(client, Look.LAW)
    assert others.alliance.pk


@pytest.mark.django_db
def test_a_new_law_is_on_the_desk_the_same_morning(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    two = legal(started(make_person), "", ())
    events.deliver_waiting()

    def says_stop(alliance: Alliance, today: date) -> bool:
        alliance.law_stops = ["Kør ikke."]
        return False

    monkeypatch.setattr(renew_law, "hold_against", says_stop)
    assert not renew_law.renew_one(two.alliance.pk, TODAY)
    assert DeskLine.objects.get(pk=two.alliance.pk).law


@pytest.mark.django_db
def test_the_latest_status_stands_on_the_desk_and_of_others_only_what_everybody_may_read(make_person: Any) -> None:
    own, others, shown = with_the_town(started(make_person, "Vores")), opened(joined(make_person, "De andres")), opened(joined(make_person, "Vist"))
    for two, public in ((own, False), (others, False), (shown, True)):
        for quarter in (2, 3):
            told = {"went_well": f"Godt i {quarter}. kvartal", "hard": "Plads", "shown": public, "written_at": now()}
            QuarterStatus.objects.create(alliance=two.alliance, year=2026, quarter=quarter, **told)
    client = clerk_client(make_person)
    page = read(client)
    assert page.count("3. kvartal 2026: Godt i 3. kvartal") == 2
    assert "Godt i 2. kvartal" not in page
    headings, *rows = sheet_of(client)
    place = headings.index("Seneste status")
    assert {row[0]: tuple(row[place : place + 3]) for row in rows} == {
        "Vores": ("3. kvartal 2026", "Godt i 3. kvartal", "Plads"),
        "Vist": ("3. kvartal 2026", "Godt i 3. kvartal", "Plads"),
        "De andres": (None, None, None),
    }


@pytest.mark.django_db
def test_the_days_are_the_agreements_and_a_review_is_over_once_it_was_looked_at(make_person: Any) -> None:
    two, version = agreed(make_person)
    content = {**version.content, "last": "2027-06-30", "terms": {**version.content["terms"], "review": "2026-11-01"}}
    AgreementVersion.objects.filter(pk=version.pk).update(content=content)
    Initiative.objects.filter(alliance=two.alliance).update(last_day=date(2029, 1, 1))

    def line() -> DeskLine:
        renew_all_desk_lines()
        return DeskLine.objects.get(pk=two.alliance.pk)

    assert (line().review_on, line().ends_on) == (date(2026, 11, 1), date(2027, 6, 30)), "not what an amendment would make it"
    AgreementVersion.objects.filter(pk=version.pk).update(reviewed_at=datetime(2026, 10, 31, 23, 30, tzinfo=UTC))
    assert line().review_on is None, "it was the first of November in Denmark"
    AgreementVersion.objects.filter(pk=version.pk).update(reviewed_at=datetime(2026, 10, 31, 22, 30, tzinfo=UTC))
    assert line().review_on == date(2026, 11, 1)
    AgreementVersion.objects.filter(pk=version.pk).update(content={**content, "terms": None})
    assert line().review_on is None


@pytest.mark.django_db
def test_the_sheet_has_the_days_that_were_agreed_until_an_amendment_of_them_is_signed(make_person: Any) -> None:
    two, version = agreed(make_person)
    two.alliance.initiative.participations.create(organisation=Organisation.objects.get(of_municipality=DEMO))
    renew_all_desk_lines()
    client = clerk_client(make_person)

    def days() -> tuple[date, date | None]:
        headings, row = sheet_of(client)
        assert (headings[7], headings[8]) == ("Begynder", "Slutter")
        return row[7].date(), row[8].date() if row[8] else None

    stood = (date.fromisoformat(version.content["first"]), date.fromisoformat(version.content["last"]))
    assert days() == stood
    amendment = fine(begin_amendment(who(two.chair), two.slug, Proposal(two.club.pk, "Vi flytter den", "Lokalet er optaget"), now=now()))
    proposed = (stood[0] + timedelta(20), stood[1] + timedelta(300))
    Initiative.objects.filter(alliance=two.alliance).update(first_day=proposed[0], last_day=proposed[1])
    for state in ("writing", "waiting"):
        Amendment.objects.filter(pk=amendment.pk).update(state=state)
        assert days() == stood, state
    Amendment.objects.filter(pk=amendment.pk).update(state="writing", stood={**amendment.stood, "last": None})
    assert days() == (stood[0], None), "without an end is not the end that is proposed"
    Amendment.objects.filter(pk=amendment.pk).update(state="agreed")
    assert days() == proposed


DAYS = st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1))
LINES = st.builds(Line, DAYS, DAYS, DAYS, st.integers(0, 3), st.integers(0, 3), st.booleans(), st.sampled_from(["", "ny lov"]), st.integers(0, 2))


@given(LINES, st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_an_alliance_asks_for_something_exactly_when_something_is_due(line: Line, today: date) -> None:
    due = [line.orphaned, line.waiting > 0, line.unmet_on is not None and line.unmet_on < today, line.review_on is not None and line.review_on < today]
    ends = line.ends_on is not None and line.ends_on <= today + timedelta(EXPIRING_DAYS)
    assert len(asks(line, today)) == sum([*due, ends, bool(line.law_again), line.stops > 0])


@given(st.text())
def test_no_text_of_a_sheet_begins_a_formula(text: str) -> None:
    assert inert(text).lstrip(" ")[:1] not in FORMULA_SIGNS or not text.strip(" ")


def test_signs_that_no_sheet_can_hold_are_left_out_and_markup_is_text() -> None:
    file = io.BytesIO()
    rows: list[list[Value]] = [["a\x00b\ud800\uffff"], [None], [3], [' <b>&amp; "»æ🍎\n'], [date(2026, 3, 1)], [date(1999, 12, 31)]]
    write_sheet(file, 'Prøve & "<b>"', [("Navn", 10)], rows)
    page = load_workbook(file).active
    assert [row[0].value for row in page.rows][:5] == ["Navn", "ab", None, 3, ' <b>&amp; "»æ🍎\n']
    assert [(row[0].value.date(), row[0].number_format) for row in list(page.rows)[5:]] == [(day, "dd\\-mm\\-yyyy") for day in (rows[4][0], rows[5][0])]
    assert (page.title, page.freeze_panes, page["A1"].font.bold, page.column_dimensions["A"].width) == ('Prøve & "<b>"', "A2", True, 10)
