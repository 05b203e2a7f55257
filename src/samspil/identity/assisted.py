"""Reading people without e-mail: for the staff of their municipality, and for themselves."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from samspil.core.models import Notice
from samspil.identity.actor import Actor
from samspil.identity.domain.assisted import has_mailbox
from samspil.identity.models import AssistedPerson
from samspil.identity.queries import municipality_names

MOST_SHOWN = 100


@dataclass(frozen=True)
class Row:
    """One person in the list, with how much they have not been told."""

    assisted: AssistedPerson
    untold: int


def places_of(actor: Actor) -> dict[str, str]:
    """Name by code of the municipalities where the actor may help people in. PermissionDenied when there is none."""
    own = {code: name for code, name in municipality_names().items() if actor.may("identity.assist_people", code)}
    if not own:
        raise PermissionDenied("Kun kommunens egne medarbejdere hjælper personer ind.")
    return own


def people_for(actor: Actor) -> list[Row]:
    """Those whom the actor may see, newest first. Who has got an e-mail since is told by mail."""
    places_of(actor)
    found = list(AssistedPerson.objects.visible_to(actor).select_related("person", "municipality")[:MOST_SHOWN])
    without = [row.person_id for row in found if not has_mailbox(row.person.email)]
    waiting = list(Notice.objects.filter(recipient_id__in=without, read_at=None).values_list("recipient_id", flat=True))
    return [Row(row, waiting.count(row.person_id)) for row in found]


def get_assisted_for(actor: Actor, assisted_id: int) -> AssistedPerson:
    """The person for staff of the municipality; Http404 for all others."""
    found = AssistedPerson.objects.visible_to(actor).select_related("person", "municipality", "registered_by").filter(pk=assisted_id).first()
    if found is None:
        raise Http404("Personen findes ikke her.")
    return found


def untold_of(assisted: AssistedPerson) -> list[Notice]:
    """What the person has not read and no mail tells, oldest first; asked for somebody whom the gate let through."""
    if has_mailbox(assisted.person.email):
        return []
    return list(Notice.objects.filter(recipient_id=assisted.person_id, read_at=None).order_by("pk"))


def own_registration(actor: Actor) -> AssistedPerson | None:
    """By whom the actor was registered, for as long as they have no e-mail; for others it asks nothing."""
    if actor.person_id is None or has_mailbox(actor.email):
        return None
    return AssistedPerson.objects.select_related("municipality", "registered_by").filter(person_id=actor.person_id).first()
