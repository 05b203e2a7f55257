"""Signing up is allauth's; this is how its form keeps a new account, in one statement where the library takes seven, and how long it takes for
somebody who has one. Named in the settings (ACCOUNT_FORMS) and by the adapter (get_login_stages), the library's own hooks.
"""

from functools import cache
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import Field
from django.http import HttpRequest, HttpResponse

from samspil.identity.models import Person

TAKEN = "SELECT EXISTS (SELECT FROM account_emailaddress WHERE email = %(email)s) OR EXISTS (SELECT FROM identity_person WHERE email = %(email)s)"
KEEP = """
WITH kept AS (INSERT INTO identity_person ({columns}) VALUES ({places}) ON CONFLICT (email) DO NOTHING RETURNING id)
INSERT INTO account_emailaddress (user_id, email, verified, "primary") SELECT id, %s, false, true FROM kept RETURNING user_id, id
"""


class AddressTakenError(Exception):
    """Somebody else signed up with the address between the look and the row."""


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth has no types
    """The library's form: with a known address it makes no account, mails the one who has it, and answers as for a new one."""

    def validate_unique_email(self, value: str) -> str:
        """Asked in one statement, also for an address that somebody has: a longer look at those could be timed. The answer is the library's own
        for an installation where every address is proved by a code and nobody is told who has an account (settings)."""
        self.account_already_exists = is_taken(value)
        return value

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """Signing up takes as long with a known address as with a new one: the time tells nothing either. What takes long is sealing a password."""
        password = self.cleaned_data.get("password1")
        if self.account_already_exists and password:
            make_password(password)
        try:
            found: tuple[Person | None, HttpResponse | None] = super().try_save(request)
        except AddressTakenError:
            self.account_already_exists = True
            found = super().try_save(request)
        return found

    def save(self, request: HttpRequest) -> Person:
        """Keep the person and the address, which waits for its code; raises AddressTakenError when the address got an account this very moment."""
        person: Person = get_adapter().new_user(request)
        get_adapter().save_user(request, person, self, commit=False)
        self.custom_signup(request, person)
        keep(person)
        return person


class AddressStage(EmailVerificationStage):  # type: ignore[misc]  # allauth has no types
    """The step that asks for the code by mail. At sign-up there is one address, and it was written a moment ago: it need not be looked for."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        new = self.login.signup and self.login.user is not None and self.login.email is None
        self.login.email = self.login.user.email if new else self.login.email
        try:
            found: tuple[HttpResponse | None, bool] = super().handle()
        finally:
            self.login.email = None if new else self.login.email
        return found


def is_taken(email: str) -> bool:
    """True when an account has this address, or is about to."""
    with connection.cursor() as cursor:
        cursor.execute(TAKEN, {"email": email.lower()})
        (taken,) = cursor.fetchone()
    return bool(taken)


def keep(person: Person) -> None:
    """Insert the person and their address, not proved yet, and let the library know it (`fill_cache_for_user`). Raises AddressTakenError."""
    values = [field.get_db_prep_save(field.pre_save(person, add=True), connection) for field in columns()]
    with connection.cursor() as cursor:
        cursor.execute(statement(), [*values, person.email])
        found = cursor.fetchone()
    if found is None:
        raise AddressTakenError
    person.pk, person._state.adding = found[0], False
    address = EmailAddress(pk=found[1], user=person, email=person.email, verified=False, primary=True)
    address._state.adding = False
    EmailAddress.objects.fill_cache_for_user(person, [address])


@cache
def columns() -> "list[Field[Any, Any]]":
    """What a new row of a person is given."""
    return [field for field in Person._meta.local_concrete_fields if not field.primary_key]


@cache
def statement() -> str:
    """The statement of `keep`."""
    return KEEP.format(columns=", ".join(f'"{field.column}"' for field in columns()), places=", ".join(["%s"] * len(columns())))
