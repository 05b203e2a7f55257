"""The contact form as a visitor fills it in, and what has become of it."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django_scopes import scopes_disabled

from samspil.knowledge.models import Enquiry

MEGABYTE = "å" * 1_000_000
TEXTS = ("message", "organisation", "name", "email")


def filled(**changes: str) -> dict[str, str]:
    """A form that would be taken."""
    return {"form_key": str(uuid.uuid4()), "topic": "other", "message": "Vi vil gerne høre mere.", "organisation": "", "name": "", "email": "", **changes}


def send(client: Client, *, headers: Any = None, **changes: str) -> HttpResponse:
    """Send the form; the answer is 302 when it was taken."""
    return client.post("/kontakt/", filled(**changes), headers=headers)  # type: ignore[return-value]  # the test client's own response class


def kept() -> list[Enquiry]:
    with scopes_disabled():
        return list(Enquiry.objects.order_by("pk"))


def said(response: Any) -> str:
    return str(response.content.decode())
