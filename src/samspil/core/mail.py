"""Mail: Danish text and HTML from one template pair. Nothing sensitive is ever put in a mail.

Only the resolver (identity/telling.py) sends: whoever has something to tell says it there.
"""

import re
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.signing import Signer
from django.template.loader import render_to_string

MARK = Signer(salt="samspil.mail")


class Letter(EmailMultiAlternatives):
    """A mail whose parts are divided by a line that is drawn here. Left to itself the library searches the finished mail for its own drawn line with a
    pattern made for that one mail, which is half of what writing a mail costs; 128 drawn bits stand in no text.
    """

    def message(self, *arguments: Any, **named: Any) -> Any:
        """The mail as it is sent."""
        made = super().message(*arguments, **named)
        if made.is_multipart():
            made.set_boundary(f"samspil-{secrets.token_hex(16)}")
        return made


def mark_for(address: str) -> str:
    """What a mail to this address carries, so that only who has had it can tell us that it came back."""
    return MARK.signature(address.strip().lower())


def compose(template: str, to: str, context: Mapping[str, Any], *, unsubscribe: str = "") -> Letter:
    """A message from `TEMPLATE.txt` (first line is the subject) and `core/mail.html`; header line breaks are removed.

    `unsubscribe` is the address that ends mails of this kind in one click (RFC 8058); mails that may be turned off have one.
    """
    lines = render_to_string(f"{template}.txt", {**context, "base_url": settings.BASE_URL}).strip().split("\n")
    subject, body = re.sub(r"\s+", " ", lines[0]).strip(), "\n".join(lines[1:]).strip()
    headers = {"X-Samspil-Mail": mark_for(to)}
    if unsubscribe:
        headers |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated"}
        body += f"\n\nVælg, hvad du får mail om: {settings.BASE_URL}/min-side/besked/valg/\nStop disse mails: {unsubscribe}"
    message = Letter(subject, body, to=[to], headers=headers)
    message.attach_alternative(render_to_string("core/mail.html", {"subject": subject, "body": body, "base_url": settings.BASE_URL}), "text/html")
    return message


class FolderBackend(BaseEmailBackend):
    """Development's post box: each mail is a file under <home>/mail, newest last."""

    def send_messages(self, messages: Any) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            recipient = re.sub(r"[^a-z0-9@.]", "_", (message.to or ["?"])[0].lower())[:100]
            (folder / f"{time.time_ns()}-{recipient}.eml").write_bytes(message.message().as_bytes())
        return len(messages)
