"""What parties promised and who is bound, as events of an alliance need them."""

from datetime import UTC, datetime
from uuid import uuid4

from samspil.alliances.models import Commitment, Delivery, Imposition
from samspil.alliances.tests.making import Two
from samspil.identity.models import Person

MORNING = datetime(2026, 11, 23, 6, 3, tzinfo=UTC)


def promised(two: Two, *, missed: str) -> int:
    """What the club promised and was reminded of; the others hear of it when it was missed."""
    giver = two.party(two.firm if missed else two.club)
    said = {"missed_reason": missed, "reminded_on": MORNING.date()}
    told = {"kind": "hours", "what": f"Timer{missed}", "quantity": 1, "unit": "timer", "due_day": MORNING.date()}
    return Commitment.objects.update_or_create(alliance=two.alliance, party=giver, defaults={**told, **said})[0].pk


def bound(two: Two, person: Person, *, confirmed: bool = False) -> int:
    """Confidentiality that the club imposed on somebody, or that this person confirmed."""
    said = {"name": "En", "about": "Noget", "text": [], "imposed_at": MORNING, "key": uuid4(), "email": "" if confirmed else "en@example.dk"}
    said |= {"confirmed_at": MORNING, "confirmed_name": "En", "person": person} if confirmed else {}
    Imposition.objects.filter(alliance=two.alliance).delete()
    return Imposition.objects.create(alliance=two.alliance, party=two.party(two.club), **said).pk


def unmissed(two: Two) -> int:
    """What the firm said it could not keep, and took that back."""
    kept = promised(two, missed="x")
    Commitment.objects.filter(pk=kept).update(missed_reason="", unmissed_reason="y")
    return kept


def undone(two: Two) -> int:
    """A delivery somebody wrote down and took back."""
    said = {"quantity": 1, "written_at": MORNING, "undone_at": MORNING, "undone_why": "Tastefejl"}
    return Delivery.objects.create(commitment_id=promised(two, missed="x"), day=MORNING.date(), **said).pk
