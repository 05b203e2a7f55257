"""Remember how far a person has read."""

from django.db.models.functions import Greatest

from samspil.alliances.models import LastSeen
from samspil.identity.actor import Actor


def see_messages(actor: Actor, alliance_id: int, message_id: int, *, seen: int) -> None:
    """The person has met all messages up to this one; `seen` is what is written down already. It holds nothing: two pages at once end at the later one."""
    if actor.person_id is None or message_id <= seen:
        return
    own = LastSeen.objects.filter(person=actor.person_id, alliance=alliance_id)
    if seen and own.update(message=Greatest("message", message_id)):
        return
    LastSeen.objects.update_or_create(person_id=actor.person_id, alliance_id=alliance_id, defaults={"message": message_id})
