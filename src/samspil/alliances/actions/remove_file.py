"""Take a file away again."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from samspil.alliances.actions.share_file import GONE
from samspil.alliances.actions.working import begin
from samspil.alliances.models import FileVersion, SharedFile
from samspil.alliances.rooms import Room
from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NOT_YOURS = Refusal("not-yours", "Det kan kun den part, der lagde filen op. Bed dem om det.")


@transaction.atomic
def remove_file(actor: Actor, slug: str, file_id: int, *, now: datetime) -> SharedFile | Refusal:
    """All its versions are deleted for good; the row says that it was there, who took it away and when. Removing twice is removing once."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = SharedFile.objects.select_for_update(of=("self",)).select_related("party").filter(alliance=room.alliance, pk=file_id).first()
    if found is None:
        return GONE
    if found.removed_at:
        return found
    if not may_remove(actor, room, found):
        return NOT_YOURS
    history.done_by(actor.person_id)
    found.removed_at, found.removed_for = now, found.party
    found.save(update_fields=["removed_at", "removed_for"])
    forget_bytes(found.versions.exclude(place=""))
    return found


def may_remove(actor: Actor, room: Room, file: SharedFile) -> bool:
    """True for the party that shared it. What a party left behind that went out, or a holder that is gone, is everybody's to take away."""
    if file.party_id in {party.pk for party in room.own(actor)}:
        return True
    if file.party_id is None:
        return room.holder_id in {None, actor.person_id}
    return file.party_id not in {party.pk for party in room.joined}


def forget_bytes(versions: Iterable[FileVersion]) -> None:
    """Delete what the store keeps, once the transaction holds."""
    for version in versions:
        place, version.place = version.place, ""
        version.save(update_fields=["place"])
        transaction.on_commit(partial(default_storage.delete, place), robust=True)
