"""How allauth fits the house: Danish mails, one line about each change, and secrets that a copied database does not give away."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_second_step_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from samspil.identity.adapter import OWN_MAILS, SEALED, WHAT_CHANGED

ENGLISH = re.compile(r"\b(the|you|your|please|password|account|email)\b", re.IGNORECASE)
CONTEXT = {"code": "ABC-DEF", "password_reset_url": "https://samspil.example/konto/ny/"}


@pytest.mark.parametrize("name", sorted(OWN_MAILS | set(WHAT_CHANGED) | {"something_new_in_allauth"}))
def test_every_mail_is_danish_in_text_and_html(name: str) -> None:
    message = get_adapter().render_mail(f"account/email/{name}", "borger@example.dk", CONTEXT)
    assert message.to == ["borger@example.dk"]
    assert len(message.subject) > 10
    assert not ENGLISH.search(message.subject + str(message.body)), message.body
    assert message.alternatives[0][1] == "text/html"


def test_a_change_of_the_account_is_named() -> None:
    message = get_adapter().render_mail("mfa/email/totp_deactivated", "borger@example.dk", {})
    assert WHAT_CHANGED["totp_deactivated"] in message.body


def test_secrets_of_the_second_step_are_sealed_in_the_database(make_person: Callable[..., Any]) -> None:
    person = make_person("redaktoer@example.dk", "editor")
    stored = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    assert stored.data["secret"].startswith(SEALED)
    assert "JBSWY3" not in str(stored.data)
    assert TOTP(stored).instance.pk == stored.pk
    assert get_second_step_adapter().decrypt(stored.data["secret"]) == "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_secrets_from_before_they_were_sealed_still_open() -> None:
    assert get_second_step_adapter().decrypt("JBSWY3DPEHPK3PXP") == "JBSWY3DPEHPK3PXP"


def test_a_new_secret_key_opens_what_the_old_one_sealed(settings: Any) -> None:
    adapter = get_second_step_adapter()
    sealed = adapter.encrypt("hemmelighed")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "en helt ny nøgle"
    assert adapter.decrypt(sealed) == "hemmelighed"
    assert adapter.encrypt("hemmelighed") != sealed
