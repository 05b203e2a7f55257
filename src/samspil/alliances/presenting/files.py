"""What the page of files shows."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Prefetch

from samspil.alliances.actions.remove_file import may_remove
from samspil.alliances.domain.files import MOST_BYTES, size_in_words
from samspil.alliances.models import FileVersion, SharedFile
from samspil.alliances.presenting import talk
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor

MOST_SHOWN = 200


class Version(NamedTuple):
    """A version as its line shows it; `address` is below the alliance's."""

    number: int
    address: str
    by: str
    at: datetime
    size: str
    kind: str


class Shared(NamedTuple):
    """A file: its newest version, the earlier ones, and whether the reader's party may take it away."""

    pk: int
    title: str
    newest: Version
    earlier: list[Version]
    yours: bool


def page(actor: Actor, room: Room) -> dict[str, Any]:
    """All that is shared, the newest first, and what was taken away."""
    versions = Prefetch("versions", FileVersion.objects.select_related("party").order_by("-number"))
    rows = list(SharedFile.objects.filter(alliance=room.alliance).select_related("party", "removed_for").prefetch_related(versions)[: 2 * MOST_SHOWN])
    kept = [row for row in rows if row.removed_at is None]
    used = sum(version.size for row in kept for version in row.versions.all())
    removed = [(row.title, row.removed_for.name if row.removed_for else "", row.removed_at) for row in rows if row.removed_at]
    files = [shared(row, may_remove(actor, room, row)) for row in kept if row.versions.all()]
    return {**talk.place(actor, room), "files": files, "removed": removed, "used": size_in_words(used) if used else "", "most": size_in_words(MOST_BYTES)}


def shared(row: SharedFile, yours: bool) -> Shared:
    newest, *earlier = [line(row, version) for version in row.versions.all()]
    return Shared(row.pk, row.title, newest, earlier, yours)


def line(row: SharedFile, version: FileVersion) -> Version:
    by = version.party.name if version.party else ""
    return Version(version.number, f"filer/{row.pk}/{version.number}/", by, version.uploaded_at, size_in_words(version.size), version.kind.upper())
