"""A browser's session: Django's, with a column for the person who is logged in."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from samspil.identity.models.person import Person


class Session(AbstractBaseSession):
    """`person` is who is logged in, as the sealed data says too: so the two are read at once, and a person's sessions are found without opening all."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = "session"
        verbose_name_plural = "sessioner"

    def __str__(self) -> str:
        return "Session"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """What opens and keeps sessions."""
        return import_module(settings.SESSION_ENGINE).SessionStore
