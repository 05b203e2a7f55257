"""Note that a child certificate was asked for, or what came of it. The day the row goes follows from what it says (our own rules, not the law's)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.exchange.domain.checks import CONSENT_DAYS, Assessor, CheckOutcome, assessed, requested
from samspil.exchange.models import Certificate, ShiftPlace, Signup
from samspil.identity.actor import Actor

NOT_YOURS = Refusal("not-yours", "Det kan kun en administrator i den organisation, opgaven er hos.")
OWN = Refusal("own", "Du kan ikke skrive om din egen attest. Bed en anden i ledelsen gøre det.")
NO_HELPER = Refusal("no-helper", "Den person har ikke sagt ja til noget hos jer.")
WAITS = Refusal("waits", "Der er allerede bestilt en attest. Skriv, når den er set.")
INCOMPLETE = Refusal("incomplete", "Skriv både udfaldet, dagen, attesten blev set, og hvem der så den.")
# Nobody wrote an answer: a quarter of a year after the time for the person's yes.
UNANSWERED = timedelta(days=CONSENT_DAYS + 92)
# A no is kept so long that the same question need not be asked again at once.
AFTER_NO = timedelta(days=183)
# An ok goes two years after it was seen; who still helps keeps it a year at a time (`jobs.py`).
AFTER_OK = timedelta(days=730)
STILL_HELPS = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the form gathered: the day it was asked for, and if somebody saw it the day, the role and the outcome."""

    requested_on: date
    assessed_on: date | None = None
    assessor: str = ""
    outcome: str = ""


@transaction.atomic
def keep_certificate(actor: Actor, organisation_id: int, person_id: int, seen: Seen, *, now: datetime) -> Certificate | Refusal:
    """Keep a new certificate, or the outcome of the one that waits."""
    if not actor.may("exchange.vet", organisation_id):
        return NOT_YOURS
    if actor.person_id == person_id:
        return OWN
    if not Signup.objects.filter(need__organisation=organisation_id, person=person_id).exists():
        return NO_HELPER
    today, told = localdate(now), (seen.assessed_on, seen.assessor, seen.outcome)
    if any(told) and not all(told):
        return INCOMPLETE
    waits = Certificate.objects.select_for_update(of=("self",)).filter(organisation=organisation_id, person=person_id, outcome="").first()
    if waits and not seen.outcome and today <= waits.check_.consent_deadline:
        return WAITS
    check = requested(organisation_id, seen.requested_on, today)
    if not isinstance(check, Refusal) and seen.outcome and seen.assessed_on:
        check = assessed(check, CheckOutcome(seen.outcome), Assessor(seen.assessor), seen.assessed_on, today)
    if isinstance(check, Refusal):
        return check
    history.done_by(actor.person_id)
    row = waits or Certificate(organisation_id=organisation_id, person_id=person_id)
    row.requested_on, row.assessed_on = check.requested_on, check.assessed_on
    row.assessor, row.outcome = check.assessor or "", check.outcome or ""
    row.delete_on = goes_on(row)
    row.save()
    return row


def goes_on(row: Certificate) -> date:
    """The day the row goes."""
    if row.assessed_on is None:
        return row.requested_on + UNANSWERED
    return row.assessed_on + (AFTER_OK if row.outcome == CheckOutcome.OK else AFTER_NO)


@transaction.atomic
def forget_certificates(today: date) -> None:
    """Delete rows whose day has come, with their history; an ok of somebody who helped within a year stays a year more."""
    for row in Certificate.objects.filter(delete_on__lte=today).order_by("pk"):
        if row.outcome == CheckOutcome.OK and helps(row, today - STILL_HELPS):
            Certificate.objects.filter(pk=row.pk).update(delete_on=today + STILL_HELPS)
        else:
            delete_certificates([row.pk])


def helps(row: Certificate, since: date) -> bool:
    """Whether the person said yes to something, or had a shift, in the organisation since then."""
    said_yes = Signup.objects.filter(need__organisation=row.organisation_id, person=row.person_id, moved_at__date__gte=since)
    shifts = ShiftPlace.objects.filter(shift__need__organisation=row.organisation_id, person=row.person_id, shift__ends_at__date__gte=since)
    return said_yes.exists() or shifts.exists()


def delete_certificates(ids: list[int]) -> None:
    """These rows go, with their history."""
    Certificate.pgh_event_model.objects.filter(pgh_obj_id__in=ids).delete()  # type: ignore[attr-defined]  # pghistory adds it
    Certificate.objects.filter(pk__in=ids).delete()
