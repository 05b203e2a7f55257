"""Mail: Danish text and HTML from one template pair, sent by the worker. Nothing sensitive is ever put in a mail."""

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string


def compose(template: str, to: str, context: Mapping[str, Any]) -> EmailMultiAlternatives:
    """A message from `TEMPLATE.txt` (first line is the subject) and `core/mail.html`; header line breaks are removed."""
    lines = render_to_string(f"{template}.txt", {**context, "base_url": settings.BASE_URL}).strip().split("\n")
    subject, body = re.sub(r"\s+", " ", lines[0]).strip(), "\n".join(lines[1:]).strip()
    message = EmailMultiAlternatives(subject, body, to=[to])
    message.attach_alternative(render_to_string("core/mail.html", {"subject": subject, "body": body, "base_url": settings.BASE_URL}), "text/html")
    return message


def send(template: str, to: str, context: Mapping[str, Any]) -> None:
    """Compose and send one mail now; raises the backend's error, so a job that calls it is retried."""
    compose(template, to, context).send()


class FolderBackend(BaseEmailBackend):
    """Development's post box: each mail is a file under <home>/mail, newest last."""

    def send_messages(self, messages: Any) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            recipient = re.sub(r"[^a-z0-9@.]", "_", (message.to or ["?"])[0].lower())[:100]
            (folder / f"{time.time_ns()}-{recipient}.eml").write_bytes(message.message().as_bytes())
        return len(messages)
