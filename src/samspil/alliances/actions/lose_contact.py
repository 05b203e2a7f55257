"""When somebody is gone: nothing they were turned to for is left without a word."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import ContactGone, HolderGone
from samspil.alliances.models import Alliance, Party, Task
from samspil.core import events
from samspil.identity.events import MemberLeft, PersonBlocked
from samspil.identity.models import Membership, Person


@transaction.atomic
def member_left(event: MemberLeft) -> None:
    """A reaction: the party has no contact any more, unless the person came back meanwhile."""
    if not Membership.objects.active().filter(organisation=event.organisation_id, person=event.person_id).exists():
        lose_contact(event.person_id, [event.organisation_id])


@transaction.atomic
def person_blocked(event: PersonBlocked) -> None:
    """A reaction: whoever cannot log in is turned to in vain."""
    if Person.objects.filter(pk=event.person_id, is_active=False).exists():
        lose_contact(event.person_id, Membership.objects.filter(person=event.person_id).values_list("organisation", flat=True))


def lose_contact(person_id: int, organisations: Iterable[int]) -> None:
    """In each alliance of these organisations: the party and the tasks that named the person say that nobody is turned to. Doing it twice is doing it once."""
    now, known = timezone.now(), list(organisations)
    joined = Party.objects.filter(organisation__in=known, state=PartyState.JOINED)
    for party in joined.filter(keeper=person_id).select_for_update(of=("self",), no_key=True).order_by("pk"):
        party.keeper, party.keeper_gone_at = None, now
        party.save(update_fields=["keeper", "keeper_gone_at"])
        events.record(ContactGone(alliance_id=party.alliance_id, party_id=party.pk))
    person = Person.objects.filter(pk=person_id).first()
    name = person.get_full_name() if person else ""
    if name:
        Task.objects.filter(alliance__in=joined.values("alliance"), contact__icontains=name).update(contact_gone=True)


def lose_holder(alliances: Iterable[Alliance]) -> None:
    """Whoever held them in their own name is going: the parties are asked who takes over."""
    for alliance in alliances:
        alliance.holder_gone_at = timezone.now()
        alliance.save(update_fields=["holder_gone_at"])
        events.record(HolderGone(alliance_id=alliance.pk))
