"""What is kept of a person's shifts: for the file they can fetch, and when their account goes."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from samspil.core.personal_data import Rows, Subject, rows_of
from samspil.exchange.actions.take_shift import leave_shift
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import ShiftPlace, ShiftSwap, ShiftWish, SubstituteAsk


def own_places(subject: Subject) -> "QuerySet[ShiftPlace]":
    return ShiftPlace.objects.filter(person=subject.person_id).order_by("pk")


def own_swaps(subject: Subject) -> "QuerySet[ShiftSwap]":
    """Those they offered and those they were asked about."""
    return ShiftSwap.objects.filter(Q(gives__person=subject.person_id) | Q(wants__person=subject.person_id)).order_by("pk")


def export_shifts(subject: Subject) -> Rows:
    told = ("shift__need__title", "shift__role", "shift__starts_at", "shift__ends_at", "was_from", "was_to", "name", "phone", "state", "made_at")
    places = rows_of(own_places(subject), *told)
    wishes = rows_of(ShiftWish.objects.filter(person=subject.person_id).order_by("pk"), "need__title", "pattern", "most")
    swaps = rows_of(own_swaps(subject), "gives__shift__role", "gives__shift__starts_at", "wants__shift__role", "wants__shift__starts_at", "state", "asked_at")
    return [
        *places,
        *wishes,
        *swaps,
        *rows_of(SubstituteAsk.objects.filter(person=subject.person_id).order_by("pk"), "place__shift__role", "answer", "asked_at"),
    ]


def shred_shifts(subject: Subject) -> None:
    """Coming shifts are given back, so that others get them; of the rest the number stays, without whose it was. What one can and was asked goes."""
    for pk in own_places(subject).filter(state=SignupState.CONFIRMED).values_list("pk", flat=True):
        leave_shift(pk, now=timezone.now())
    own_swaps(subject).delete()
    own_places(subject).update(person=None, name="En, der hjalp", phone="")
    ShiftWish.objects.filter(person=subject.person_id).delete()
    SubstituteAsk.objects.filter(person=subject.person_id).delete()
