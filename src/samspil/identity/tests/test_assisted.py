"""People without e-mail: helped in by their municipality's staff, let in by a code on paper, and told by hand."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from samspil.core.models import Notice, RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity import assisted, telling
from samspil.identity.actions import assist
from samspil.identity.actions.block import block
from samspil.identity.actions.delete_account import subject_of
from samspil.identity.actions.enter_by_code import WRONG, enter_by_code
from samspil.identity.actor import Actor, actor_for
from samspil.identity.domain.assisted import MOST_TRIES, ConsentWay, ContactWay, as_typed, code_holds, has_mailbox, in_pairs
from samspil.identity.domain.telling import Theme
from samspil.identity.models import AssistedPerson, Person
from samspil.identity.models.municipality import DEMO_CODE
from samspil.identity.personal_data import export_assistance
from tests.access.roles import client_of, prove_second_step

DESK, ENTER = "/bord/uden-mail/", "/konto/log-ind/nummer/"
FORM = {"municipality": DEMO_CODE, "name": "Besøgsven", "contact_way": "phone", "contact": "12 34 56 78", "purpose": "Være besøgsven",
        "consent_way": "spoken", "consented_on": "2026-01-05", "heard": "on"}  # fmt: skip


@pytest.fixture(autouse=True)
def empty_counters(request: pytest.FixtureRequest) -> None:
    """Limits count from nothing in each test that has a database."""
    if "db" in request.fixturenames:
        cache.clear()


@pytest.fixture
def clerk(make_person: Any) -> Client:
    """Staff of the made-up municipality, who are no editors, in a running staff session."""
    return client_of("clerk", make_person)


@pytest.fixture
def staff(clerk: Client) -> Actor:
    person = Person.objects.get(email="clerk@example.dk")
    return replace(actor_for(person), staff_until=timezone.now() + timedelta(hours=1))


def registration(**changes: Any) -> assist.Registration:
    said = {"consent_way": ConsentWay.PAPER, "consented_on": date(2026, 1, 5)}
    made = {"municipality": DEMO_CODE, "name": "Besøgsven", "contact_way": ContactWay.LETTER, "contact": "Vejen 1", "purpose": "Være besøgsven", **said}
    return assist.Registration(**{**made, **changes})


@pytest.fixture
def helped(staff: Actor) -> AssistedPerson:
    made = assist.register(staff, registration(), now=timezone.now())
    assert isinstance(made, AssistedPerson)
    return made


def code_for(staff: Actor, helped: AssistedPerson) -> str:
    code = assist.issue_code(staff, helped.pk, now=timezone.now())
    assert isinstance(code, str)
    return code


def kinds() -> list[str]:
    return [kind.partition(".")[2] for kind in RecordedEvent.objects.order_by("pk").values_list("kind", flat=True)]


@pytest.mark.django_db
def test_the_whole_way_from_the_desk_to_the_persons_own_page(clerk: Client) -> None:
    left = clerk.post(DESK, FORM)
    made = AssistedPerson.objects.get()
    assert left["Location"] == f"{DESK}{made.pk}/"
    page = clerk.post(f"{DESK}{made.pk}/kode/").content.decode()
    number, code = re.findall(r"Skriv (?:dit nummer|din kode): <b>([^<]+)</b>", page)
    visitor = Client()
    assert visitor.post(ENTER, {"number": number, "code": code.lower()})["Location"] == "/min-side/"
    own = visitor.get("/min-side/").content.decode()
    assert f"Du er logget ind med nummer {in_pairs(made.number)}" in own
    assert "Samspilkøbing" in own or made.municipality.name in own
    assert "clerk@example.dk" in own
    assert "uden-mail.invalid" not in own
    assert visitor.get("/min-side/mine-data/").status_code == 200
    staffs = Person.objects.get(email="clerk@example.dk").pk
    done = list(RecordedEvent.objects.filter(kind__in=["identity.PersonAssisted", "identity.EntryCodeIssued"]).values_list("actor_id", flat=True))
    assert done == [staffs, staffs]
    assert kinds()[-1] == "EntryCodeUsed"
    assert not mail.outbox


@pytest.mark.django_db
def test_a_municipalitys_staff_who_are_no_editors_begin_a_session_of_their_own(clerk: Client) -> None:
    session = clerk.session
    del session["staff_session"]
    session.save()
    assert clerk.get(DESK)["Location"].startswith("/konto/arbejdssession/")
    prove_second_step(clerk, Person.objects.get(email="clerk@example.dk"))
    assert clerk.post("/konto/arbejdssession/", {"reason": "Skriv en person ind", "next": DESK})["Location"] == DESK
    assert clerk.get(DESK).status_code == 200


@pytest.mark.django_db
def test_a_code_lets_in_once_and_counts_as_a_fresh_proof(staff: Actor, helped: AssistedPerson, client: Client) -> None:
    code = code_for(staff, helped)
    client.post(ENTER, {"number": in_pairs(helped.number), "code": in_pairs(code)})
    assert client.get("/min-side/mine-data/slet/").status_code == 200, "no code by mail is asked of who has none"
    assert client.get(ENTER)["Location"] == "/min-side/"
    again = Client().post(ENTER, {"number": helped.number, "code": code})
    assert again.status_code == 422
    assert WRONG.text in again.content.decode()


@pytest.mark.django_db
def test_a_code_runs_out_dies_of_wrong_tries_and_is_replaced_by_the_next(staff: Actor, helped: AssistedPerson) -> None:
    now, first = timezone.now(), code_for(staff, helped)
    assert enter_by_code(helped.number, first, now=now + timedelta(days=8)) == WRONG
    second = code_for(staff, helped)
    assert enter_by_code(helped.number, first, now=now) == WRONG
    for _ in range(MOST_TRIES - 1):
        assert enter_by_code(helped.number, "B" * 8, now=now) == WRONG
    assert enter_by_code(helped.number, second, now=now) == WRONG
    assert enter_by_code(helped.number, code_for(staff, helped), now=now) == helped.person
    assert enter_by_code("00000000", second, now=now) == WRONG


@pytest.mark.django_db
def test_only_the_seal_of_a_code_is_kept(staff: Actor, helped: AssistedPerson) -> None:
    code = code_for(staff, helped)
    row = AssistedPerson.objects.filter(pk=helped.pk).values().get()
    assert code not in str(row)
    assert len(row["code_seal"]) == 64


@pytest.mark.django_db
def test_one_address_may_not_try_many_numbers(client: Client, staff: Actor, helped: AssistedPerson) -> None:
    for _ in range(10):
        client.post(ENTER, {"number": "11112222", "code": "BBBBBBBB"})
    answer = client.post(ENTER, {"number": helped.number, "code": code_for(staff, helped)})
    assert "for mange gange" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["name", "contact", "purpose"])
def test_a_cpr_number_is_refused_in_every_field(clerk: Client, field: str) -> None:
    answer = clerk.post(DESK, {**FORM, field: "Anna 010190-1234"})
    assert answer.status_code == 422
    assert "CPR" in answer.content.decode()
    assert not AssistedPerson.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes", [{"heard": ""}, {"consented_on": ""}, {"consented_on": "2999-01-01"}, {"purpose": ""}, {"contact": ""}, {"municipality": "0350"}]
)
def test_nobody_is_registered_without_consent_contact_purpose_and_the_right_place(clerk: Client, changes: dict[str, str]) -> None:
    assert clerk.post(DESK, {**FORM, **changes}).status_code == 422
    assert not AssistedPerson.objects.exists()


@pytest.mark.django_db
def test_other_municipalities_staff_administrators_and_staff_without_a_session_see_and_do_nothing(
    staff: Actor, helped: AssistedPerson, make_person: Any
) -> None:
    others = [replace(staff, confirms_in=frozenset({"0350"})), replace(staff, staff_until=None), Actor()]
    others.append(replace(staff, confirms_in=frozenset(), roles=frozenset(actor_for(make_person("a@example.dk", "administrator")).roles)))
    now = timezone.now()
    for other in others:
        assert not AssistedPerson.objects.visible_to(other).exists()
        assert assist.register(other, registration(), now=now) == assist.NOT_YOURS
        assert assist.issue_code(other, helped.pk, now=now) == assist.told(other, helped.pk, 1, now=now) == assist.delete_for(other, helped.pk) == assist.GONE
    editor = client_of("administrator", make_person)
    assert editor.get(DESK).status_code == 403
    assert {editor.get(f"{DESK}{helped.pk}/").status_code, editor.post(f"{DESK}{helped.pk}/kode/").status_code} == {404}
    assert editor.post(f"{DESK}{helped.pk}/slet/").status_code == 404
    assert Person.objects.filter(pk=helped.person_id).exists()


@pytest.mark.django_db
def test_a_message_stands_on_the_page_and_at_the_desk_and_goes_nowhere_else(clerk: Client, helped: AssistedPerson) -> None:
    message = telling.Message(kind="x", theme=Theme.ORGANISATIONS, key="x", text="Foreningen har svaret dig.", url="/min-side/", waits=True)
    telling.tell([helped.person], message)
    telling.send_digests(timezone.now() + timedelta(days=1))
    telling.needed("identity/mail/account_event", helped.person.email, {"what": "Noget."})
    assert not mail.outbox
    notice = Notice.objects.get(recipient_id=helped.person_id)
    assert "Skal have besked: 1" in clerk.get(DESK).content.decode()
    assert "Foreningen har svaret dig." in clerk.get(f"{DESK}{helped.pk}/").content.decode()
    clerk.post(f"{DESK}{helped.pk}/fortalt/{notice.pk}/")
    notice.refresh_from_db()
    assert notice.read_at
    assert kinds()[-1] == "ToldByHand"
    assert clerk.post(f"{DESK}{helped.pk}/fortalt/{notice.pk}/").status_code == 409


@pytest.mark.django_db
def test_staff_tick_off_nobody_elses_messages(staff: Actor, helped: AssistedPerson, make_person: Any) -> None:
    other = Notice.objects.create(recipient_id=make_person("anden@example.dk").pk, kind="x", text="Til en anden", dedupe_key="x")
    assert assist.told(staff, helped.pk, other.pk, now=timezone.now()) == assist.GONE


@pytest.mark.django_db
def test_no_log_in_code_or_new_password_goes_to_an_address_that_is_none(client: Client, helped: AssistedPerson) -> None:
    client.post("/konto/log-ind/kode/", {"email": helped.person.email})
    client.post("/konto/adgangskode/glemt/", {"email": helped.person.email})
    assert not mail.outbox


@pytest.mark.django_db
def test_the_person_gets_an_email_and_is_one_like_others(client: Client, staff: Actor, helped: AssistedPerson) -> None:
    client.post(ENTER, {"number": helped.number, "code": code_for(staff, helped)})
    assert "uden-mail" not in client.get("/konto/e-mail/").content.decode()
    client.post("/konto/e-mail/", {"email": "ny@example.dk", "action_add": ""})
    found = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    client.post("/konto/bekraeft-e-mail/", {"code": found.group(1)})
    assert Person.objects.get(pk=helped.person_id).email == "ny@example.dk"
    assert "Du er logget ind som ny@example.dk" in client.get("/min-side/").content.decode()
    assert assisted.people_for(staff)[0].untold == 0
    assert [letter.to for letter in mail.outbox] == [["ny@example.dk"]]


@pytest.mark.django_db
def test_a_blocked_person_is_not_let_in_by_a_code(client: Client, staff: Actor, helped: AssistedPerson, staff_actor: Any) -> None:
    code = code_for(staff, helped)
    assert not isinstance(block(staff_actor("administrator"), helped.person.email, "Truer andre", now=timezone.now()), Refusal)
    assert client.post(ENTER, {"number": helped.number, "code": code})["Location"] == "/konto/lukket/"
    assert client.get("/min-side/").status_code == 302


@pytest.mark.django_db
def test_what_is_kept_can_be_taken_along_and_staff_delete_it_when_asked(clerk: Client, helped: AssistedPerson) -> None:
    (row,) = export_assistance(subject_of(helped.person))
    assert (row["contact"], row["registered_by__email"]) == ("Vejen 1", "clerk@example.dk")
    assert not [name for name in row if "code" in name]
    clerk.post(f"{DESK}{helped.pk}/slet/")
    assert not Person.objects.filter(pk=helped.person_id).exists()
    assert not AssistedPerson.objects.exists()
    assert RecordedEvent.objects.filter(kind="identity.AccountDeleted", actor_id=Person.objects.get(email="clerk@example.dk").pk).exists()
    assert not mail.outbox


@pytest.mark.django_db
def test_the_list_costs_the_same_for_one_and_for_many(clerk: Client, staff: Actor, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 6):
        for _ in range(number):
            assist.register(staff, registration(), now=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            clerk.get(DESK)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_numbers_and_codes_are_read_as_they_are_written_on_paper() -> None:
    assert in_pairs("12345678") == "1234 5678"
    assert as_typed(" bcdf-Ghjk ") == "BCDFGHJK"
    assert (has_mailbox("12345678@UDEN-MAIL.invalid"), has_mailbox("a@example.dk")) == (False, True)


def test_a_code_holds_until_its_time_and_no_longer() -> None:
    now = timezone.now()
    assert code_holds(now + timedelta(seconds=1), MOST_TRIES - 1, now)
    assert not code_holds(now, 0, now)
    assert not code_holds(None, 0, now)
    assert not code_holds(now + timedelta(days=1), MOST_TRIES, now)


@pytest.mark.django_db
def test_staff_have_no_way_in_to_an_account_that_has_got_its_own_email(staff: Actor, helped: AssistedPerson) -> None:
    now, code = timezone.now(), code_for(staff, helped)
    Person.objects.filter(pk=helped.person_id).update(email="min-egen@example.dk")
    assert enter_by_code(helped.number, code, now=now) == WRONG, "not by a code made before either"
    assert assist.issue_code(staff, helped.pk, now=now) == assist.delete_for(staff, helped.pk) == assist.OWN_MAIL
    assert Person.objects.filter(pk=helped.person_id).exists()


@pytest.mark.django_db
def test_buttons_that_would_be_refused_are_not_shown(clerk: Client, helped: AssistedPerson) -> None:
    address, buttons = f"{DESK}{helped.pk}/", ("Lav en kode", "Slet kontoen")
    before = clerk.get(address).content.decode()
    Person.objects.filter(pk=helped.person_id).update(email="min-egen@example.dk")
    after = clerk.get(address).content.decode()
    assert [text in before for text in buttons] == [True, True]
    assert [text in after for text in buttons] == [False, False]
    assert "Personen har fået sin egen e-mail" in after
