"""Tell what one knows or has, and note that its paper was seen. A paper is never kept."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core.refusals import Refusal
from samspil.exchange.actions.answer_place import held
from samspil.exchange.domain.skills import SKILL_DA
from samspil.exchange.eligible import asked_by
from samspil.exchange.models import Qualification
from samspil.exchange.models.signup import LIVE
from samspil.identity.actor import Actor

LOG_IN = Refusal("log-in", "Log ind for at skrive, hvad du kan.")
UNKNOWN = Refusal("unknown", "Vælg en af dem på listen.")
PAST = Refusal("past", "Den dag er forbi. Skriv en dato, der kommer, når du har fornyet det.")
NOT_YOURS = Refusal("not-yours", "Det kan kun den, der søger folk til opgaven.")
OWN = Refusal("own", "Du kan ikke skrive, at du selv har set dit bevis. Bed en anden i organisationen gøre det.")
NOT_ASKED = Refusal("not-asked", "Opgaven kræver det ikke, så det skal I ikke skrive ned om personen.")


@transaction.atomic
def tell_qualification(actor: Actor, skill: str, expires_on: date | None, *, now: datetime) -> Qualification | Refusal:
    """Write down one's own, or its new last day. What is changed must be seen again."""
    if actor.person_id is None:
        return LOG_IN
    if skill not in set(SKILL_DA):
        return UNKNOWN
    if expires_on and expires_on < localdate(now):
        return PAST
    row = Qualification.objects.select_for_update(of=("self",)).filter(person=actor.person_id, skill=skill).first()
    if row and row.expires_on == expires_on:
        return row
    told = {"expires_on": expires_on, "seen_by": None, "seen_on": None, "told_at": now}
    return Qualification.objects.update_or_create(person_id=actor.person_id, skill=skill, defaults=told)[0]


@transaction.atomic
def drop_qualification(actor: Actor, skill: str) -> None:
    """One's own goes at once."""
    if actor.person_id is not None:
        Qualification.objects.filter(person=actor.person_id, skill=skill).delete()


@transaction.atomic
def see_qualification(actor: Actor, signup_id: int, skill: str, expires_on: date | None, *, now: datetime) -> Qualification | Refusal:
    """Those who ask note that they saw the paper of somebody who said yes; of what the task requires alone."""
    both = held(signup_id)
    if both is None or not actor.may("exchange.work", both[0]) or both[1].person_id is None or both[1].state not in LIVE:
        return NOT_YOURS
    need, person_id = both[0], both[1].person_id
    if person_id == actor.person_id:
        return OWN
    if skill not in asked_by(need):
        return NOT_ASKED
    if expires_on and expires_on < localdate(now):
        return PAST
    told = {"expires_on": expires_on, "seen_by_id": need.organisation_id, "seen_on": localdate(now), "told_at": now}
    return Qualification.objects.update_or_create(person_id=person_id, skill=skill, defaults=told)[0]


@transaction.atomic
def forget_qualifications(day: date) -> None:
    """Those that ended by that day go."""
    Qualification.objects.filter(expires_on__lte=day).delete()
