"""Who has confirmed that they keep to themselves what a need tells them, and the words they read."""

from collections.abc import Collection
from datetime import date

from django.utils.timezone import localdate

from samspil.core.periods import danish_date
from samspil.exchange.models import Need, Pledge, ShiftPlace, Signup
from samspil.exchange.models.signup import LIVE
from samspil.law.domain.confidentiality import imposed_text, promised_text

PUBLIC = "public"


def imposes(need: Need) -> bool:
    """Whether whoever asks is an authority, which can impose it; others can ask for a promise (forvaltningsloven § 27, paragraph 6)."""
    return need.organisation is not None and need.organisation.sector == PUBLIC


def text_for(need: Need, name: str, day: date) -> list[str]:
    """What a person by that name reads, in paragraphs."""
    words = imposed_text if imposes(need) else promised_text
    asker = need.organisation.name if need.organisation else ""
    return words(asker, f"opgaven »{need.title}«", name.strip(), need.confidential, danish_date(day))


def pledge_of(person_id: int | None, need: Need) -> Pledge | None:
    """The person's receipt for what the need says now; None where nothing is asked for, or it is not confirmed."""
    if not need.confidential or person_id is None:
        return None
    return Pledge.objects.filter(need=need, person=person_id, about=need.confidential).first()


def unbound(person_id: int | None, need: Need) -> bool:
    """Whether something must be confirmed before the person is told what is confidential."""
    return bool(need.confidential) and pledge_of(person_id, need) is None


def days_of(need: Need, people: Collection[int]) -> dict[int, date]:
    """The day each of these confirmed what the need says now."""
    if not need.confidential or not people:
        return {}
    found = Pledge.objects.filter(need=need, person__in=people, about=need.confidential)
    return {person: localdate(at) for person, at in found.values_list("person", "confirmed_at") if person}


def has_a_place(person_id: int | None, need: Need) -> bool:
    """Whether somebody has said yes, or has a shift: whoever is asked to confirm."""
    if person_id is None:
        return False
    places = Signup.objects.filter(need=need, person=person_id, state__in=LIVE)
    return places.exists() or ShiftPlace.objects.filter(shift__need=need, person=person_id, state__in=LIVE).exists()
