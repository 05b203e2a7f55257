"""What core needs to know of whoever looks: nothing but an id and the audiences they belong to."""

from dataclasses import dataclass
from typing import Protocol


class Viewer(Protocol):
    """Anybody who looks at something. `identity.Actor` is the real one."""

    @property
    def person_id(self) -> int | None:
        """The person's id, or None for a visitor who is not logged in."""

    @property
    def audiences(self) -> frozenset[str]:
        """Names of the audiences the viewer belongs to; always contains "public"."""


class Public:
    """A visitor who is not logged in: feeds, sitemap, open data and counts for everybody are made for this viewer."""

    person_id: int | None = None
    audiences: frozenset[str] = frozenset({"public"})


PUBLIC = Public()


@dataclass(frozen=True)
class Eyes:
    """A viewer as nothing but what decides what they see now: what is kept for them is kept under this, and not under who they were when it was made."""

    person_id: int | None
    audiences: frozenset[str]


def eyes_of(viewer: Viewer) -> Eyes:
    """What the viewer sees with at this moment."""
    return Eyes(viewer.person_id, viewer.audiences)
