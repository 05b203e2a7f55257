"""How a new account is kept: in few statements, once for each address, and as the library would have kept it."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from samspil.identity import signing_up
from samspil.identity.models import Person, Session

pytestmark = pytest.mark.django_db
PASSWORD = "en lang adgangskode"


def test_signing_up_asks_little_of_the_database(client: Client, settings: Any, django_assert_max_num_queries: Any) -> None:
    settings.RATE_LIMITS, settings.ACCOUNT_RATE_LIMITS = False, False
    with django_assert_max_num_queries(4):
        assert client.post("/konto/opret/", {"email": "ny@example.dk", "password1": ""}).status_code == 302
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("password", [PASSWORD, ""])
def test_what_is_kept_is_a_person_with_nothing_more_than_was_said(client: Client, password: str) -> None:
    client.post("/konto/opret/", {"email": "Ny@Example.dk", "password1": password})
    person = Person.objects.get(email="ny@example.dk")
    assert (person.is_active, person.is_staff, person.is_superuser, person.last_login) == (True, False, False, None)
    assert person.has_usable_password() is bool(password)
    assert person.check_password(PASSWORD) is bool(password)
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == ("ny@example.dk", False, True)
    assert Session.objects.get().person_id is None  # nobody is logged in before the code


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_that_somebody_is_about_to_get_makes_no_second_account(client: Client, make_person: Callable[..., Any], verified: bool) -> None:
    """It stands among the addresses, though nobody logs in with it yet."""
    EmailAddress.objects.create(user=make_person("borger@example.dk"), email="ny@example.dk", verified=verified, primary=False)
    client.post("/konto/opret/", {"email": "ny@example.dk", "password1": PASSWORD})
    assert not Person.objects.filter(email="ny@example.dk").exists()
    assert "Du har allerede en konto" in mail.outbox[-1].subject


def test_two_who_sign_up_with_one_address_at_once_make_one_account(client: Client, make_person: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looked before the first had written; both are answered alike, and the first keeps the account."""
    first = make_person("ny@example.dk")
    monkeypatch.setattr(signing_up, "is_taken", lambda _: False)
    reply = client.post("/konto/opret/", {"email": "ny@example.dk", "password1": PASSWORD})
    assert reply.headers["Location"] == "/konto/bekraeft-e-mail/"
    assert Person.objects.get(email="ny@example.dk") == first
    assert EmailAddress.objects.filter(email="ny@example.dk").count() == 1
    assert "Du har allerede en konto" in mail.outbox[-1].subject
