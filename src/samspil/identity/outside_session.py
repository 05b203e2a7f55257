"""The outside provider of this installation, and what a browser session remembers of a log-in through it. That ends with the log-in."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404

from samspil.identity.domain.assurance import Assurance
from samspil.identity.domain.outside_login import OutsideLogin

KEY = "outside_login"


@dataclass(frozen=True)
class OutsideSession:
    """`level` is None when the provider told none that is known here; `leave` is the provider's own address for logging out, or ""."""

    at: datetime
    level: Assurance | None = None
    leave: str = ""


def provider_here() -> OutsideLogin:
    """The provider; Http404 where the installation has none."""
    if settings.OUTSIDE_LOGIN is None:
        raise Http404
    return settings.OUTSIDE_LOGIN


def remember(session: MutableMapping[str, Any], person_id: int, noted: OutsideSession) -> None:
    """Note it for this person in this session."""
    session[KEY] = {"person": person_id, "at": noted.at.isoformat(), "level": noted.level or "", "leave": noted.leave}


def remembered(session: MutableMapping[str, Any], person_id: int | None) -> OutsideSession | None:
    """What was noted for this person; another person's never counts."""
    noted = session.get(KEY)
    if not noted or noted["person"] != person_id:
        return None
    return OutsideSession(datetime.fromisoformat(noted["at"]), Assurance(noted["level"]) if noted["level"] else None, noted["leave"])


def forget(session: MutableMapping[str, Any]) -> None:
    """The next log-in begins without a level, whoever's it is."""
    session.pop(KEY, None)
