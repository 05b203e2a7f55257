"""How allauth fits this house: mail in our look, errors in our words, and secrets of the second step not in clear."""

import base64
import hashlib
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from samspil.core.text import refuse_cpr_number
from samspil.identity import telling
from samspil.identity.actions import staff_session
from samspil.identity.actions.forget_secrets import forget_links, forget_secrets, has_proved_address
from samspil.identity.actor import actor_of
from samspil.identity.outside_adapter import told_by
from samspil.identity.outside_session import forget, remember, remembered

log = structlog.get_logger(__name__)
OWN_MAILS = {
    "account_already_exists",
    "email_confirmation",
    "email_confirmation_signup",
    "login_code",
    "password_reset_key",
    "unknown_account",
}
WHAT_CHANGED = {
    "email_changed": "Du logger nu ind med en anden e-mail.",
    "email_deleted": "En e-mail er fjernet fra din konto.",
    "password_changed": "Din adgangskode er skiftet.",
    "password_reset": "Din adgangskode er skiftet.",
    "password_set": "Din konto har fået en adgangskode.",
    "recovery_codes_generated": "Din konto har fået nye nødkoder.",
    "totp_activated": "Din konto har fået et andet trin: en app.",
    "totp_deactivated": "Appen er fjernet som andet trin.",
    "webauthn_added": "Din konto har fået en adgangsnøgle.",
    "webauthn_removed": "En adgangsnøgle er fjernet fra din konto.",
}
SEALED = "sealed:"
OWN_STAGES = {"allauth.account.stages.EmailVerificationStage": "samspil.identity.signing_up.AddressStage"}


class AccountAdapter(DefaultAccountAdapter):
    """Mails use our templates `identity/mail/<name>.txt` and always go (identity/telling.py): they hold codes.

    Any other change of the account gets one mail that says what changed.
    """

    error_messages = {  # noqa: RUF012  # allauth declares it so
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Write to us if that is wrong."),
        "duplicate_email": _("It is the address you have now."),
        "email_password_mismatch": _("The e-mail or the password is not right."),
        "enter_current_password": _("Write the password you have now."),
        "incorrect_code": _("The code is not right. Look again, or get a new one."),
        "incorrect_password": _("The password is not right."),
        "too_many_login_attempts": _("There have been too many tries. Wait five minutes, or log in with a code by mail."),
        "rate_limited": _("There have been too many tries. Wait a few minutes."),
        "same_as_current": _("It is the address you have now."),
    }

    def render_mail(self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None) -> EmailMessage:
        name = template_prefix.rpartition("/")[2]
        if name in OWN_MAILS:
            return telling.needed_letter(f"identity/mail/{name}", email, context)
        return telling.needed_letter("identity/mail/account_event", email, {"what": WHAT_CHANGED.get(name, "Der er ændret noget ved, hvordan du logger ind.")})

    def clean_email(self, email: str) -> str:
        """An address is stored like any other text: it holds no CPR number."""
        refuse_cpr_number(email)
        return email

    def get_login_stages(self) -> list[str]:
        """The library's steps; the one that asks for the code of a new address knows the address already."""
        return [OWN_STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in the mail is the installation's own, whatever host the request named."""
        made: str = super().get_reset_password_from_key_url(key)
        return f"{settings.BASE_URL}{urlsplit(made).path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Whoever proves an address by a log-in code need not be the one who signed up with it: what that one set is forgotten."""
        if template_prefix.endswith(("login_code", "password_reset_key")):
            for unproved in EmailAddress.objects.filter(email__iexact=email, verified=False).select_related("user"):
                # Somebody who is changing address has proved another one; what they set is theirs.
                if not has_proved_address(unproved.user):
                    # The address in a mail for a new password holds only as long as the old one stands: that is replaced anyway.
                    (forget_secrets if template_prefix.endswith("login_code") else forget_links)(unproved.user)
        super().send_mail(template_prefix, email, context)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """A new log-in begins without a level of assurance, and nothing half-done at the outside provider follows into it."""
        forget(request.session)
        request.session.pop("socialaccount_sociallogin", None)
        super().login(request, user)
        log.info("logged_in", person=user.pk)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **hooks: Any) -> HttpResponse:
        """After every step of the log-in: what the outside provider told is this session's, and no other's."""
        came_by = (hooks.get("signal_kwargs") or {}).get("sociallogin")
        if came_by is not None:
            remember(request.session, user.pk, told_by(came_by))
        onward: HttpResponse = super().post_login(request, user, **hooks)
        return onward

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Who came through the outside provider is logged out there too, where it offers that."""
        came = remembered(request.session, request.user.pk)
        if came is None or not came.leave or settings.OUTSIDE_LOGIN is None:
            return str(super().get_logout_redirect_url(request))
        asked = {"client_id": settings.OUTSIDE_LOGIN.client_id, "post_logout_redirect_uri": f"{settings.BASE_URL}/"}
        return f"{came.leave}{'&' if '?' in came.leave else '?'}{urlencode(asked)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Noted without the address: it may be somebody's who has no account here."""
        log.warning("log_in_failed")

    def logout(self, request: HttpRequest) -> None:
        """Whoever logs out lays staff powers down too."""
        log.info("logged_out", person=request.user.pk)
        session_id = request.session.get("staff_session")
        if session_id:
            staff_session.end(actor_of(request), session_id, now=timezone.now())
        super().logout(request)


class SecondStepAdapter(DefaultMFAAdapter):
    """Authenticator secrets and recovery seeds are sealed with a key made from SECRET_KEY, so a copied database opens nothing."""

    error_messages = {  # noqa: RUF012  # allauth declares it so
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. It changes every half minute: write the newest."),
    }

    def encrypt(self, text: str) -> str:
        return SEALED + seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Secrets written before they were sealed are still read."""
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        return seal().decrypt(encrypted_text.removeprefix(SEALED).encode()).decode()


def seal() -> MultiFernet:
    """The newest key seals; older ones (SECRET_KEY_FALLBACKS) still open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.blake2b(force_bytes(secret), digest_size=32, person=b"second-step").digest())) for secret in secrets]
    )
