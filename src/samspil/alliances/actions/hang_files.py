"""Which of the parties' files hang on a meeting."""

from collections.abc import Collection

from django.db import transaction

from samspil.alliances import gatherings
from samspil.alliances.actions.attend import TOO_LATE
from samspil.alliances.actions.call_meeting import GONE
from samspil.alliances.actions.working import begin
from samspil.alliances.models import Meeting, SharedFile
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

MOST_FILES = 20
MANY = Refusal("many-files", f"Der kan ligge {MOST_FILES} filer ved et møde. Vælg de vigtigste.")
NO_FILE = Refusal("no-file", "En af filerne er fjernet, mens du valgte. Genindlæs siden, og vælg igen.")


@transaction.atomic
def hang_files(actor: Actor, slug: str, meeting_id: int, files: Collection[int]) -> Meeting | Refusal:
    """These files of the alliance hang on the meeting, and no others; whoever takes part may, before it and after."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    meeting = gatherings.meeting_of(room, meeting_id)
    if meeting is None or meeting.cancelled_at:
        return TOO_LATE if meeting else GONE
    found = set(SharedFile.objects.filter(alliance=room.alliance, removed_at=None, pk__in=list(files)[: MOST_FILES + 1]).values_list("pk", flat=True))
    if len(files) > MOST_FILES:
        return MANY
    if found != set(files):
        return NO_FILE
    meeting.files.set(sorted(found))
    return meeting
