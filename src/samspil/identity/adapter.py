"""How allauth fits this house: mail through core.mail's look, and no open doors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage

from samspil.core import mail

OWN_MAILS = {
    "account_already_exists",
    "email_confirmation",
    "email_confirmation_signup",
    "login_code",
    "password_reset_key",
    "unknown_account",
}


class AccountAdapter(DefaultAccountAdapter):
    """Mails use our templates `identity/mail/<name>.txt`; any other change of the account gets one general mail."""

    def render_mail(self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None) -> EmailMessage:
        name = template_prefix.rpartition("/")[2]
        return mail.compose(f"identity/mail/{name if name in OWN_MAILS else 'account_event'}", email, context)
