"""What waits for a party while the work goes on: a check-up it has not answered, and a question it decides."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspil.alliances.models import CheckUp, CheckUpReply, Matter, Party, Say
from samspil.alliances.rooms import Room

UNSAID = Q(said_at=None, matter__decided_at=None, matter__taken_back_at=None)


def rounds_open_to_party() -> QuerySet[CheckUp]:
    """The open check-up that a party has not answered; for a subquery of parties."""
    replied = CheckUpReply.objects.filter(checkup=OuterRef("pk"), party=OuterRef(OuterRef("pk")))
    return CheckUp.objects.filter(~Exists(replied), alliance=OuterRef("alliance"), closed_on=None)


def questions_to_party() -> QuerySet[Say]:
    """The questions that wait for a party's word; for a subquery of parties."""
    return Say.objects.filter(UNSAID, party=OuterRef("pk"))


def rounds_open_to(parties: QuerySet[Party]) -> QuerySet[CheckUp]:
    """The open check-ups that at least one of these parties has not answered."""
    replied = CheckUpReply.objects.filter(checkup=OuterRef(OuterRef("pk")), party=OuterRef("pk"))
    return CheckUp.objects.filter(Exists(parties.filter(~Exists(replied), alliance=OuterRef("alliance"))), closed_on=None)


def questions_to(parties: QuerySet[Party, Any] | list[Party]) -> QuerySet[Say]:
    """The questions these parties must answer, the one whose day comes first before the others."""
    return Say.objects.filter(UNSAID, party__in=parties).order_by("matter__due_day", "pk")


def rounds_open() -> QuerySet[CheckUp]:
    """The open check-up of an alliance; for a subquery of alliances."""
    return CheckUp.objects.filter(alliance=OuterRef("pk"), closed_on=None)


def questions_open() -> QuerySet[Say]:
    """What still has to be said in an alliance; for a subquery of alliances."""
    return Say.objects.filter(UNSAID, matter__alliance=OuterRef("pk"))


def round_for(room: Room, parties: list[Party]) -> tuple[CheckUp, Party] | None:
    """The open check-up, and the first of these parties that has not answered it."""
    found = room.alliance.checkups.filter(closed_on=None).first()
    if found is None:
        return None
    replied = set(found.replies.values_list("party", flat=True))
    return next(((found, party) for party in parties if party.pk not in replied), None)


def question_for(room: Room, parties: list[Party]) -> Matter | None:
    """The question these parties must answer first: the one whose day comes first."""
    said = questions_to(parties).filter(matter__alliance=room.alliance).select_related("matter__raised_by__organisation").first()
    return said.matter if said else None
