"""A person takes along what is kept, and deletes the account: afterwards nothing in the whole database says who it was."""

import io
import json
import time
import uuid
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled
from wagtail.admin.models import FormState
from wagtail.models import Comment, UploadedFile
from wagtail.users.models import UserProfile

from samspil.alliances.tests.making import member, organisation
from samspil.core import events, personal_data
from samspil.core.models import Notice, RecordedEvent
from samspil.core.personal_data import Holding, Subject
from samspil.core.refusals import Refusal
from samspil.identity import telling
from samspil.identity.actions import staff_session
from samspil.identity.actions.delete_account import delete_account, subject_of
from samspil.identity.actions.roles import give
from samspil.identity.actor import VISITOR, Actor, actor_for
from samspil.identity.domain.roles import Role
from samspil.identity.domain.telling import Theme, Way
from samspil.identity.models import AddressTrouble, Membership, NoticeChoice, Person, Session
from samspil.knowledge.models import Enquiry, Example
from samspil.site import personal_data as register
from samspil.site.exporting import label, own_data, shown

pytestmark = pytest.mark.django_db
ADDRESS, NAME, SECRET = "ulrikke.proeve@example.dk", "Ulrikke Prøvenavn", "Mit nummer på vejen er 12"
DELETE, DOWNLOAD = "/min-side/mine-data/slet/", "/min-side/mine-data/hent/"
CODE_PAGE = "/konto/bekraeft-med-kode/"


def proved(client: Client) -> Client:
    """As after the password was asked for once more."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client


def logged_in(person: Person) -> Client:
    client = Client()
    client.post("/konto/log-ind/", {"login": person.email, "password": "en lang adgangskode"})
    assert client.get("/min-side/").status_code == 200
    return client


@pytest.fixture
def person(make_person: Callable[..., Any]) -> Person:
    """Somebody of whom something is kept in every way there is."""
    made: Person = make_person(ADDRESS)
    Person.objects.filter(pk=made.pk).update(first_name=NAME.split()[0], last_name=NAME.split()[1])
    return made


@pytest.fixture
def everything(person: Person, make_person: Callable[..., Any], staff_actor: Callable[[str], Actor]) -> Person:
    """Traces of all kinds: as a citizen, as staff, in sessions, in the machinery."""
    now = timezone.now()
    Client().post("/kontakt/", {"form_key": str(uuid.uuid4()), "topic": "other", "message": f"{SECRET}. Hilsen {ADDRESS}", "name": NAME,
                                "organisation": f"Foreningen {NAME}", "email": ADDRESS.title()})  # fmt: skip
    make_person("ny@example.dk", "administrator")
    give(staff_actor("administrator"), ADDRESS, Role.EDITOR)
    staff_session.begin(actor_for(Person.objects.get(pk=person.pk)), f"Retter for {NAME}", now=now)
    telling.tell([person], telling.Message(kind="x", theme=Theme.DESK, key="x", text=f"Hej {NAME}", url="/bord/"))
    NoticeChoice.objects.create(person=person, theme=Theme.ALLIANCES, way=Way.OFF)
    AddressTrouble.objects.create(email=ADDRESS, status="5.2.2", first_at=now, last_at=now)
    EmailAddress.objects.create(user=person, email=f"ny.{ADDRESS}", verified=False, primary=False)
    page = Example.objects.get(slug="aeblemosteriet")
    page.save_revision(user=person, log_action=True)
    Comment.objects.create(page=page, user=person, text=SECRET, contentpath="title")
    FormState.objects.create(user=person, content_type=page.content_type, object_id=str(page.pk), data=f"title={NAME}", last_updated_at=now)
    UploadedFile.objects.create(file=ContentFile(b"x", "a.png"), uploaded_by_user=person)
    UserProfile.get_for_user(person)
    Client().post("/konto/log-ind/kode/", {"email": ADDRESS})
    logged_in(person)
    events.deliver_waiting()
    return person


def tables() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        yield from [row[0] for row in cursor.fetchall()]


def found_in_database(*words: str) -> set[str]:
    """Every table with one of the words in any column of any row; sessions are opened, because they are sealed."""
    found = set()
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE ANY(%s)", [[f"%{word}%" for word in words]])  # noqa: S608  # names from the catalogue
            if cursor.fetchone()[0]:
                found.add(table)
    opened = [json.dumps(session.get_decoded(), default=str).lower() for session in Session.objects.all()]
    return found | ({"identity_session"} if any(word.lower() in text for word in words for text in opened) else set())


def test_after_deletion_the_whole_database_knows_neither_address_nor_name(everything: Person, django_capture_on_commit_callbacks: Any) -> None:
    words = ("ulrikke", "prøvenavn", SECRET)
    before = found_in_database(*words)
    assert {"identity_person", "account_emailaddress", "knowledge_enquiry", "knowledge_enquiryevent", "core_notice", "identity_staffsession",
            "identity_addresstrouble", "wagtailcore_comment", "identity_session"} <= before  # fmt: skip
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_account(actor_for(everything)) is None
    assert found_in_database(*words) == set()
    assert [letter.to for letter in mail.outbox if "slettet" in letter.subject] == [[ADDRESS]]
    events.deliver_waiting()
    assert found_in_database(*words) == set()


def test_what_stays_names_nobody_and_the_case_stays_for_the_desk(everything: Person) -> None:
    number = everything.pk
    delete_account(actor_for(everything))
    with scopes_disabled():
        enquiry = Enquiry.objects.latest("pk")
    assert (enquiry.name, enquiry.organisation, enquiry.email, enquiry.topic) == ("", "", "", "other")
    assert "slettet" in enquiry.message
    assert RecordedEvent.objects.filter(kind="identity.AccountDeleted", payload={"person_id": number}).exists()
    assert not UploadedFile.objects.exists()
    assert not Notice.objects.filter(recipient_id=number).exists()
    assert not [session for session in Session.objects.all() if session.get_decoded().get("_auth_user_id") == str(number)]


def test_the_file_holds_it_all_and_a_page_to_read(everything: Person) -> None:
    archive = zipfile.ZipFile(io.BytesIO(own_data(subject_of(everything), timezone.now())))
    told = {name.partition("-")[2].removesuffix(".json"): json.loads(archive.read(name))["rows"] for name in archive.namelist() if name.endswith(".json")}
    assert set(told) == {holding.key for holding in register.HOLDINGS}
    filled = {"account", "addresses", "sessions", "roles", "staff-sessions", "choices", "trouble", "notices", "events", "enquiries", "texts", "comments"}
    assert {key for key, rows in told.items() if rows} >= filled
    assert told["account"][0]["email"] == ADDRESS
    assert told["enquiries"][0]["message"].startswith(SECRET)
    page = archive.read("laes-mig.html").decode()
    assert page.startswith("<!DOCTYPE html>")
    assert all(holding.title in page for holding in register.HOLDINGS)
    assert SECRET in page
    assert ("first_name" in page, "Fornavn" in page, "<td>True" in page) == (False, True, False)
    keys = {key for rows in told.values() for row in rows for key in row}
    assert {key for key in keys if label(key).split(" (")[0] == key.rpartition("__")[2]} == set(), "say what it is called in FIELDS_DA"
    assert shown("2026-11-22T12:15:00Z") == "22. november 2026 kl. 13.15"
    assert (shown("2026-11-22 kom vi"), label("organisation__name")) == ("2026-11-22 kom vi", "Navn (organisation)")


def test_no_secret_and_nothing_of_others_is_handed_out(everything: Person, make_person: Callable[..., Any]) -> None:
    other = make_person("en.anden@example.dk")
    telling.tell([other], telling.Message(kind="x", theme=Theme.DESK, key="y", text="Kun til den anden", url="/"))
    archive = zipfile.ZipFile(io.BytesIO(own_data(subject_of(Person.objects.get(pk=everything.pk)), timezone.now())))
    text = "".join(archive.read(name).decode() for name in archive.namelist())
    assert [word for word in ("en.anden", "Kun til den anden", "md5$", "sealed:", *Session.objects.values_list("pk", flat=True)) if word in text] == []


def test_what_was_written_with_an_address_the_person_never_proved_is_not_theirs(person: Person) -> None:
    EmailAddress.objects.create(user=person, email="offer@example.dk", verified=False, primary=False)
    Client().post("/kontakt/", {"form_key": str(uuid.uuid4()), "topic": "other", "message": "Fra offeret", "email": "offer@example.dk"})
    assert subject_of(person).addresses == (ADDRESS,)
    archive = zipfile.ZipFile(io.BytesIO(own_data(subject_of(person), timezone.now())))
    assert not [name for name in archive.namelist() if "Fra offeret" in archive.read(name).decode()]
    delete_account(actor_for(person))
    with scopes_disabled():
        assert Enquiry.objects.filter(message="Fra offeret", email="offer@example.dk").exists()


def test_the_pages_say_beforehand_what_happens_to_each_thing(person: Person) -> None:
    client = logged_in(person)
    for page in (client.get("/min-side/mine-data/"), proved(client).get(DELETE)):
        html = page.content.decode()
        assert all(holding.title in html and holding.fate.split(".")[0] in html for holding in register.HOLDINGS)


@pytest.mark.parametrize(("method", "address"), [("post", DOWNLOAD), ("get", DELETE), ("post", DELETE)])
def test_both_ask_for_the_password_again_even_just_after_log_in(person: Person, method: str, address: str) -> None:
    client = logged_in(person)
    answer = getattr(client, method)(address)
    assert answer["Location"].startswith("/konto/bekraeft-dig/?next=")
    assert Person.objects.filter(pk=person.pk).exists()


def test_by_password_to_the_end(person: Person) -> None:
    client = logged_in(person)
    client.post("/konto/bekraeft-dig/", {"password": "en lang adgangskode", "next": DELETE})
    answer = client.post(DOWNLOAD)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/zip", "private, no-store")
    assert client.post(DELETE)["Location"] == "/konto-slettet/"
    assert client.get("/konto-slettet/").status_code == 200
    assert client.get("/min-side/").status_code == 302
    assert not Person.objects.filter(email=ADDRESS).exists()


def code_from_mail() -> str:
    letter = next(letter for letter in reversed(mail.outbox) if letter.subject.startswith("Er det dig?"))
    return str(letter.body).split("\n")[2].strip()


def test_who_has_only_codes_by_mail_is_asked_for_one(person: Person) -> None:
    client = logged_in(person)
    person.set_unusable_password()
    Person.objects.filter(pk=person.pk).update(password=person.password)
    client.force_login(Person.objects.get(pk=person.pk), backend="samspil.identity.backend.PersonBackend")
    assert client.get(DELETE)["Location"].startswith(CODE_PAGE)
    assert client.post(CODE_PAGE, {"next": DELETE, "code": "BCDF-GHJK"}).status_code == 422
    client.post(CODE_PAGE, {"next": DELETE})
    code = code_from_mail()
    assert client.post(CODE_PAGE, {"next": DELETE, "code": f" {code.lower()} "})["Location"] == DELETE
    assert client.get(DELETE).status_code == 200
    assert client.post(CODE_PAGE, {"next": DELETE, "code": code}).status_code == 422, "a code works once"


def without_password(person: Person) -> Client:
    person.set_unusable_password()
    person.save()
    client = Client()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    client.post(CODE_PAGE)
    return client


def test_a_code_dies_after_five_tries_and_after_ten_minutes(person: Person) -> None:
    client = without_password(person)
    for _ in range(5):
        client.post(CODE_PAGE, {"code": "BBBB-BBBB"})
    assert client.post(CODE_PAGE, {"code": code_from_mail()}).status_code == 422
    client.post(CODE_PAGE)
    with time_machine.travel(timezone.now() + timedelta(seconds=601)):
        assert client.post(CODE_PAGE, {"code": code_from_mail()}).status_code == 422


def test_a_proof_lasts_five_minutes_and_leads_nowhere_else(person: Person) -> None:
    client = without_password(person)
    assert client.post(CODE_PAGE, {"code": code_from_mail(), "next": "https://evil.example/"})["Location"] == "/min-side/"
    assert client.get(DELETE).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=301)):
        assert client.get(DELETE).status_code == 302


def test_codes_are_not_sent_without_end(person: Person) -> None:
    client = without_password(person)
    answers = [client.post(CODE_PAGE).status_code for _ in range(6)]
    assert answers == [200] * 4 + [422] * 2


def test_the_last_administrator_gives_the_role_on_first(make_person: Callable[..., Any]) -> None:
    last = make_person("sidste@example.dk", "administrator")
    Person.objects.exclude(pk=last.pk).update(is_active=False)
    refused = delete_account(actor_for(last))
    assert isinstance(refused, Refusal)
    assert refused.code == "last-administrator"
    client = Client()
    client.force_login(last, backend="samspil.identity.backend.PersonBackend")
    page = proved(client).post(DELETE)
    assert page.status_code == 409
    assert "sidste administrator" in page.content.decode()
    make_person("naeste@example.dk", "administrator")
    assert delete_account(actor_for(last)) is None


def test_whoever_is_alone_in_an_organisation_is_told_before_the_account_goes(person: Person) -> None:
    club = organisation("Nørrevang Idrætsforening")
    Membership.objects.create(person=person, organisation=club, administrator=True, asked_at=timezone.now(), active_from=timezone.now())
    client = proved(logged_in(person))
    page = client.get(DELETE).content.decode()
    assert "Du er den eneste i Nørrevang Idrætsforening." in page
    assert club.members_address in page
    assert page.index("Slet kontoen nu") < page.index("<table"), "the button does not lie below a long table"
    member(lambda email: Person.objects.create_user(email), "kasserer@example.dk", club, administrator=True)
    assert "Du er den eneste" not in client.get(DELETE).content.decode()


def test_a_room_may_refuse_or_hand_over_and_then_it_is_all_or_nothing(everything: Person, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    handed: list[Subject] = []
    refusing = [Refusal("hand-over-first", "Giv først foreningen videre.")]
    room = Holding(
        key="associations", title="x", why="x", fate="x", tables=(), shred=handed.append, objection=lambda subject: refusing[0] if refusing else None
    )
    monkeypatch.setattr(register, "HOLDINGS", (*register.HOLDINGS, room))
    assert personal_data.holdings()[-1] is room
    refused = delete_account(actor_for(everything))
    assert refused == refusing[0]
    assert Person.objects.filter(email=ADDRESS).exists()
    assert Notice.objects.filter(recipient_id=everything.pk).exists()
    refusing.clear()
    assert delete_account(actor_for(everything)) is None
    assert [subject.addresses for subject in handed] == [(ADDRESS,)]


def test_visitors_delete_nothing() -> None:
    refused = delete_account(VISITOR)
    assert isinstance(refused, Refusal)
    assert delete_account(Actor(person_id=999_999)) == refused


def test_a_mail_server_that_is_away_does_not_undo_the_deletion(person: Person, settings: Any, django_capture_on_commit_callbacks: Any, caplog: Any) -> None:
    settings.EMAIL_BACKEND = "samspil.identity.tests.test_telling.Refusing"
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        delete_account(actor_for(person))
    assert len(callbacks) == 1
    with pytest.raises(OSError, match="away"):
        callbacks[0]()
    assert not Person.objects.filter(email=ADDRESS).exists()
