"""Share a file with the other parties, or a new version of one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum

from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.domain.files import why_no_room
from samspil.alliances.events import FileShared
from samspil.alliances.models import FileVersion, Party, SharedFile
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

# Below the store's root. No address of the site leads here: only the gate's view reads it.
FOLDER = "alliance-files"
SENT_TWICE = timedelta(minutes=5)
GONE = Refusal("no-file", "Filen er fjernet, mens du valgte. Læg den op som en ny, hvis I stadig vil have den.")


@dataclass(frozen=True)
class NewFile:
    """A file that was found in order (content/uploads.py). `name` is what it was called, `kind` its sort by content."""

    title: str
    name: str
    kind: str
    content: IO[bytes]

    @property
    def size(self) -> int:
        """Bytes."""
        self.content.seek(0, 2)
        return self.content.tell()

    @property
    def sha256(self) -> str:
        """The hash of the content."""
        self.content.seek(0)
        return hashlib.file_digest(self.content, "sha256").hexdigest()  # type: ignore[arg-type]  # any readable file will do


@transaction.atomic
def share_file(actor: Actor, slug: str, for_organisation: int | None, file_id: int | None, new: NewFile, *, now: datetime) -> FileVersion | Refusal:
    """A new file (`file_id` None), or the next version of one: earlier ones are kept. Anybody who takes part may, signed by their party."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, for_organisation) if for_organisation else None
    if party is None and (for_organisation is not None or room.holder_id != actor.person_id):
        return NOT_YOUR_PARTY
    files = SharedFile.objects.filter(alliance=room.alliance, removed_at=None)
    found = files.filter(pk=file_id).first() if file_id is not None else None
    if file_id is not None and found is None:
        return GONE
    again = sent_before(actor, room, found, new, now)
    if again:
        return again
    refusal = no_room(room, found, new)
    return refusal or kept(actor, room, party, found, new, now)


def sent_before(actor: Actor, room: Room, found: SharedFile | None, new: NewFile, now: datetime) -> FileVersion | None:
    """The version that the same form made when it was sent the first time."""
    own = FileVersion.objects.filter(file__alliance=room.alliance, uploaded_by=actor.person_id, uploaded_at__gt=now - SENT_TWICE, sha256=new.sha256)
    own = own.filter(file__removed_at=None)
    return own.filter(file=found).first() if found else own.filter(file__title=new.title).first()


def no_room(room: Room, found: SharedFile | None, new: NewFile) -> Refusal | None:
    """Why the alliance cannot take it."""
    kept_now = FileVersion.objects.filter(file__alliance=room.alliance).exclude(place="")
    used = kept_now.aggregate(used=Sum("size"))["used"] or 0
    files = 0 if found else SharedFile.objects.filter(alliance=room.alliance, removed_at=None).count()
    why = why_no_room(files, found.versions.count() if found else 0, used, new.size)
    return Refusal("no-room", why) if why else None


def kept(actor: Actor, room: Room, party: Party | None, found: SharedFile | None, new: NewFile, now: datetime) -> FileVersion:
    """The version's row and its bytes; when the row cannot be written, the bytes go too."""
    file = found or SharedFile.objects.create(alliance=room.alliance, title=new.title, party=party)
    last = file.versions.order_by("-number").values_list("number", flat=True).first() or 0
    told: dict[str, Any] = {"number": last + 1, "party": party, "uploaded_by_id": actor.person_id, "uploaded_at": now}
    told |= {"name": new.name, "kind": new.kind, "size": new.size, "sha256": new.sha256}
    new.content.seek(0)
    place = default_storage.save(f"{FOLDER}/{room.alliance.pk}/{uuid4().hex}", File(new.content))
    try:
        with transaction.atomic():
            version = FileVersion.objects.create(file=file, place=place, **told)
            events.record(FileShared(alliance_id=room.alliance.pk, file_id=file.pk), actor_id=actor.person_id)
    except BaseException:
        default_storage.delete(place)
        raise
    return version
