"""Logging in through another, against a real OpenID Connect provider over HTTP."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg import sql

from samspil.core.models import RecordedEvent
from samspil.identity.actions.delete_account import subject_of
from samspil.identity.actor import actor_of
from samspil.identity.domain.assurance import Assurance
from samspil.identity.models import Person
from samspil.identity.personal_data import export_links
from samspil.identity.tests.provider import EXPIRED, LEVELS, NAME, Provider, at_the_provider, query_environ, running, somebody, walk

pytestmark = pytest.mark.django_db
START, BACK, SIGN_UP, MINE = (f"/konto/andet-log-ind/{end}" for end in ("begynd/", "tilbage/", "opret/", ""))
PEOPLE = [somebody("borger-1"), somebody("borger-2", "High"), somebody("ny", email="fra-udbyderen@example.dk", email_verified=True), somebody("010190-1234")]
PEOPLE += [somebody("uden-niveau", "Ukendt"), somebody("x" * 192), somebody("kapret", email="borger@example.dk", email_verified=True)]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        with running(Provider(user_claims=PEOPLE)) as started:
            yield started


@pytest.fixture(autouse=True)
def installed(provider: Provider, settings: Any) -> Iterator[None]:
    """The installation uses the provider, which is straight again after each test."""
    settings.OUTSIDE_LOGIN = provider.login()
    cache.clear()
    yield
    provider.bend.clear()
    cache.clear()


@pytest.fixture
def linked(make_person: Callable[..., Any], provider: Provider) -> Any:
    """A person whom the provider knows as borger-1."""
    person = make_person("borger@example.dk")
    SocialAccount.objects.create(user=person, provider=provider.issuer, uid="borger-1")
    return person


@pytest.fixture
def with_email(settings: Any, provider: Provider) -> None:
    """An installation that asks for the e-mail, so that the ID token holds one, and calls it verified."""
    settings.OUTSIDE_LOGIN = provider.login(scopes=("openid", "email"))


def code_in_mail() -> str:
    found = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(1)


def is_in(client: Client) -> bool:
    return client.get("/min-side/").status_code == 200


def level_in(client: Client) -> Assurance | None:
    return actor_of(client.get("/min-side/").wsgi_request).assurance


def refused(answer: Any, client: Client) -> bool:
    return answer.status_code == 401 and "Der er ikke ændret noget" in answer.content.decode() and not is_in(client)


def sign_up(client: Client, subject: str, email: str) -> None:
    assert walk(client, subject)["Location"] == SIGN_UP
    client.post(SIGN_UP, {"email": email})
    client.post("/konto/bekraeft-e-mail/", {"code": code_in_mail()})


def log_in_fresh(client: Client, email: str = "borger@example.dk") -> None:
    """By password, and the proof of it just now."""
    client.post("/konto/log-ind/", {"login": email, "password": "en lang adgangskode"})
    client.post("/konto/bekraeft-dig/", {"password": "en lang adgangskode"})


def test_the_log_in_page_names_the_provider_and_leads_there_with_pkce_state_and_nonce(client: Client, provider: Provider) -> None:
    assert "Log ind med Prøve-ID" in client.get("/konto/log-ind/").content.decode()
    at_the_provider(client.post(START), "borger-1")
    asked = provider.asked("/oauth2/authorize")
    assert asked["code_challenge_method"] == "S256"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 16
    assert (asked["scope"], asked["response_type"], asked["redirect_uri"]) == ("openid", "code", "http://127.0.0.1:8000/konto/andet-log-ind/tilbage/")


def test_a_visitor_changes_nothing_of_what_is_asked_of_the_provider(client: Client, provider: Provider) -> None:
    at_the_provider(client.post(f"{START}?scope=ssn&auth_params=prompt%3Dnone%26nonce%3Dmin&process=connect&action=rerequest"), "borger-1")
    asked = provider.asked("/oauth2/authorize")
    assert asked["scope"] == "openid"
    assert "prompt" not in asked
    assert asked["nonce"] != "min"


def test_the_first_log_in_makes_a_person_and_the_second_finds_them(client: Client) -> None:
    sign_up(client, "borger-1", "Ny@example.dk")
    assert is_in(client)
    person = Person.objects.get(email="ny@example.dk")
    assert (person.first_name, person.has_usable_password()) == ("", False)
    assert EmailAddress.objects.get(user=person).verified
    later = Client()
    assert walk(later, "borger-1")["Location"] == "/min-side/"
    assert actor_of(later.get("/min-side/").wsgi_request).person_id == person.pk
    assert Person.objects.filter(email="ny@example.dk").count() == SocialAccount.objects.count() == 1


def test_the_new_persons_email_is_proved_by_a_code_whatever_the_provider_says_of_it(client: Client, with_email: None) -> None:
    form = client.get(walk(client, "ny")["Location"]).content.decode()
    assert "Prøve-ID kender dig" in form
    assert 'value="fra-udbyderen@example.dk"' in form
    client.post(SIGN_UP, {"email": "fra-udbyderen@example.dk"})
    assert not is_in(client)
    assert not EmailAddress.objects.get(email="fra-udbyderen@example.dk").verified


def test_the_visitor_comes_to_the_page_they_asked_for_and_nowhere_outside(linked: Any) -> None:
    assert walk(Client(), "borger-1", "/organisationer/ny/")["Location"] == "/organisationer/ny/"
    assert walk(Client(), "borger-1", "https://ond.example/")["Location"] == "/min-side/"


def test_the_level_is_the_sessions_and_of_no_other(linked: Any) -> None:
    sure, other = Client(), Client()
    walk(sure, "borger-1")
    log_in_fresh(other)
    actor = actor_of(sure.get("/min-side/").wsgi_request)
    assert actor.assurance is Assurance.SUBSTANTIAL
    assert actor.assured_at is not None
    assert timezone.now() - actor.assured_at < timedelta(minutes=1)
    assert (is_in(other), level_in(other)) == (True, None)


def test_the_level_goes_with_log_out_and_with_the_next_log_in(linked: Any) -> None:
    client = Client()
    walk(client, "borger-1")
    client.post("/konto/log-ud/")
    log_in_fresh(client)
    assert (is_in(client), level_in(client)) == (True, None)


def test_a_level_noted_for_another_person_counts_for_nobody(linked: Any, make_person: Callable[..., Any]) -> None:
    client = Client()
    walk(client, "borger-1")
    session = client.session
    session["_auth_user_id"] = str(make_person("anden@example.dk").pk)
    session["_auth_user_hash"] = Person.objects.get(email="anden@example.dk").get_session_auth_hash()
    session.save()
    assert (is_in(client), level_in(client)) == (True, None)


def test_a_value_that_is_not_mapped_gives_no_level(client: Client) -> None:
    sign_up(client, "uden-niveau", "ny@example.dk")
    assert (is_in(client), level_in(client)) == (True, None)


def test_the_level_survives_the_code_that_proves_the_address(client: Client) -> None:
    sign_up(client, "borger-2", "ny@example.dk")
    assert level_in(client) is Assurance.HIGH


def test_a_wrong_nonce_is_refused(client: Client, linked: Any, provider: Provider) -> None:
    left = client.post(START)
    provider.bend["/oauth2/authorize"] = query_environ(nonce="en anden")
    assert refused(client.get(at_the_provider(left, "borger-1")), client)


def test_a_wrong_or_used_state_is_refused(client: Client, linked: Any) -> None:
    back = at_the_provider(client.post(START), "borger-1")
    assert refused(client.get(re.sub("state=[^&]+", "state=fremmed", back)), client)
    assert refused(Client().get(back), Client()), "another browser has another state"
    assert client.get(back).status_code == 302
    client.post("/konto/log-ud/")
    assert refused(client.get(back), client), "it works once"


def test_a_token_of_another_issuer_is_refused(client: Client, linked: Any, provider: Provider) -> None:
    back = at_the_provider(client.post(START), "borger-1")
    provider.bend["/oauth2/token"] = lambda environ: environ.update(HTTP_HOST="ond.example")
    assert refused(client.get(back), client)


def test_a_description_of_another_issuer_is_refused_before_anybody_leaves(client: Client, provider: Provider) -> None:
    provider.bend["/.well-known/openid-configuration"] = lambda environ: environ.update(HTTP_HOST="ond.example")
    assert refused(client.post(START), client)


def test_a_token_signed_with_another_key_is_refused(client: Client, linked: Any, provider: Provider) -> None:
    with running(Provider()) as other:
        back = at_the_provider(client.post(START), "borger-1")

        def other_keys(environ: dict[str, Any]) -> None:
            straight, provider.program = provider.program, other.program
            environ["samspil.straight"] = straight

        provider.bend["/jwks"] = other_keys
        straight = provider.program
        assert refused(client.get(back), client)
        provider.program = straight


def test_a_token_that_has_run_out_is_refused(client: Client, settings: Any) -> None:
    with running(Provider(user_claims=PEOPLE, access_token_max_age=EXPIRED)) as slow:
        settings.OUTSIDE_LOGIN = slow.login()
        assert refused(walk(client, "borger-1"), client)


@pytest.mark.parametrize("subject", ["010190-1234", "x" * 192])
def test_a_subject_that_is_a_cpr_number_or_too_long_is_refused(client: Client, subject: str) -> None:
    assert refused(walk(client, subject), client)


def test_a_provider_that_does_not_answer_is_a_clear_page(client: Client, settings: Any, provider: Provider) -> None:
    back = at_the_provider(client.post(START), "borger-1")
    settings.OUTSIDE_LOGIN = provider.login(issuer="http://127.0.0.1:9")
    assert refused(client.post(START), client)
    assert refused(client.get(back), client)


def test_somebody_who_says_no_at_the_provider_is_told_so(client: Client) -> None:
    answer = client.get(at_the_provider(client.post(START), deny=True))
    assert answer["Location"] == "/konto/andet-log-ind/afbrudt/"
    assert "Du afbrød" in client.get(answer["Location"]).content.decode()
    assert not is_in(client)


def test_an_address_that_a_person_has_is_not_linked_to_them(client: Client, make_person: Callable[..., Any], with_email: None) -> None:
    person = make_person("borger@example.dk")
    known = walk(client, "kapret")
    assert known["Location"] == SIGN_UP
    assert 'value="borger@example.dk"' in client.get(SIGN_UP).content.decode(), "the provider did say it"
    answer = client.post(SIGN_UP, {"email": "borger@example.dk"})
    assert answer["Location"] == "/konto/bekraeft-e-mail/", "the answer is the one a new address gets"
    assert not is_in(client)
    assert not SocialAccount.objects.filter(user=person).exists()
    assert mail.outbox[-1].to == ["borger@example.dk"]


def test_whoever_signed_up_with_another_persons_address_is_out_when_its_owner_comes(client: Client) -> None:
    walk(client, "borger-1")
    client.post(SIGN_UP, {"email": "offer@example.dk"})
    assert SocialAccount.objects.filter(user__email="offer@example.dk").exists()
    owner = Client()
    owner.post("/konto/log-ind/kode/", {"email": "offer@example.dk"})
    owner.post("/konto/log-ind/kode/bekraeft/", {"code": code_in_mail()})
    assert is_in(owner)
    assert walk(Client(), "borger-1")["Location"] == SIGN_UP


def test_a_new_password_for_an_unproved_address_unties_too(client: Client) -> None:
    walk(client, "borger-1")
    client.post(SIGN_UP, {"email": "offer@example.dk"})
    Client().post("/konto/adgangskode/glemt/", {"email": "offer@example.dk"})
    assert not SocialAccount.objects.exists()


def test_a_person_ties_the_provider_to_their_account_after_a_fresh_proof(client: Client, make_person: Callable[..., Any]) -> None:
    person = make_person("borger@example.dk")
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    assert client.post(START)["Location"] == MINE, "not proved just now"
    assert "/konto/bekraeft-dig/" in client.get(MINE).content.decode()
    log_in_fresh(client)
    assert "Gå til Prøve-ID" in client.get(MINE).content.decode()
    assert walk(client, "borger-1")["Location"] == MINE
    page = client.get(MINE).content.decode()
    assert "Du kan nu logge ind med Prøve-ID." in page
    made = SocialAccount.objects.get()
    assert (made.user_id, made.uid, made.extra_data) == (person.pk, "borger-1", {})
    assert RecordedEvent.objects.filter(kind="identity.LoginLinked", payload__person_id=person.pk).exists()
    assert walk(Client(), "borger-1")["Location"] == "/min-side/"


def test_a_proof_that_grew_old_at_the_provider_is_asked_for_again(client: Client, make_person: Callable[..., Any], time_machine: Any) -> None:
    make_person("borger@example.dk")
    log_in_fresh(client)
    back = at_the_provider(client.post(START), "borger-1")
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    client.get(back)
    assert not SocialAccount.objects.exists()


def test_a_log_in_that_another_person_has_cannot_be_tied_to_a_second(client: Client, linked: Any, make_person: Callable[..., Any]) -> None:
    make_person("anden@example.dk")
    log_in_fresh(client, "anden@example.dk")
    walk(client, "borger-1")
    assert "hører til en anden konto" in client.get(MINE).content.decode()
    assert SocialAccount.objects.get().user_id == linked.pk


def test_whoever_left_as_somebody_else_ties_nothing(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("borger@example.dk")
    back = at_the_provider(client.post(START), "borger-1")
    log_in_fresh(client)
    assert client.get(back).status_code == 401
    assert not SocialAccount.objects.exists()


def test_a_person_unties_it_after_a_fresh_proof(client: Client, linked: Any) -> None:
    client.force_login(linked, backend="samspil.identity.backend.PersonBackend")
    client.post(MINE)
    assert SocialAccount.objects.exists()
    log_in_fresh(client)
    client.post(MINE)
    assert not SocialAccount.objects.exists()
    assert RecordedEvent.objects.filter(kind="identity.LoginUnlinked").exists()
    assert is_in(client)


def test_a_blocked_person_does_not_come_in(client: Client, linked: Any) -> None:
    Person.objects.filter(pk=linked.pk).update(blocked_at=timezone.now(), is_active=False)
    assert walk(client, "borger-1")["Location"] == "/konto/lukket/"
    assert not is_in(client)


def test_staff_still_need_their_second_step_at_any_level(client: Client, make_person: Callable[..., Any], provider: Provider) -> None:
    editor = make_person("redaktoer@example.dk", "editor")
    SocialAccount.objects.create(user=editor, provider=provider.issuer, uid="borger-2")
    assert walk(client, "borger-2")["Location"] == "/konto/sikkerhed/kode/"
    assert not is_in(client)


def test_logging_out_here_logs_out_there_too(client: Client, linked: Any, provider: Provider) -> None:
    walk(client, "borger-1")
    left = client.post("/konto/log-ud/")["Location"]
    assert left.startswith(f"{provider.issuer}/oauth2/end_session?client_id=samspil&post_logout_redirect_uri=http")
    assert "id_token" not in left
    assert not is_in(client)


def everything_stored() -> str:
    """Every row of every table as text, sealed sessions opened."""
    from samspil.identity.models import Session

    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            query = sql.SQL("SELECT t::text FROM {} t WHERE t::text ~ %s").format(sql.Identifier(table))
            cursor.execute(query, ["010190.?1234|Navn som|nsis|eyJ"])
            found += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return "\n".join([*found, *(str(session.get_decoded()) for session in Session.objects.all())])


def test_no_cpr_number_name_or_token_is_stored_in_any_table(client: Client, linked: Any, provider: Provider, caplog: Any) -> None:
    walk(Client(), "borger-1")
    walk(client, "borger-2")
    half_done = everything_stored()
    client.post(SIGN_UP, {"email": "ny@example.dk"})
    client.post("/konto/bekraeft-e-mail/", {"code": code_in_mail()})
    assert is_in(client)
    for stored in (half_done, everything_stored(), caplog.text):
        assert not re.search(r"010190.?1234|eyJ", stored), stored
        assert NAME not in stored
        assert LEVELS not in stored
    assert "borger-2" in half_done, "the search does look into sessions"
    assert "'token'" not in half_done
    assert not SocialToken.objects.exists()
    assert not [path for path, _ in provider.seen if path == "/userinfo"]


def test_what_is_kept_of_it_can_be_taken_along_and_goes_with_the_account(linked: Any, provider: Provider) -> None:
    (row,) = export_links(subject_of(linked))
    assert (row["provider"], row["uid"]) == (provider.issuer, "borger-1")
    linked.delete()
    assert not SocialAccount.objects.exists()


def test_without_a_provider_there_is_neither_button_nor_page_nor_query(client: Client, settings: Any) -> None:
    settings.OUTSIDE_LOGIN = None
    with CaptureQueriesContext(connection) as queries:
        assert "andet-log-ind" not in client.get("/konto/log-ind/").content.decode()
        assert {client.get(address).status_code for address in (BACK, SIGN_UP, MINE, "/konto/andet-log-ind/afbrudt/")} == {404}
        assert client.post(START).status_code == 404
    assert not [query for query in queries if "socialaccount" in query["sql"]]
