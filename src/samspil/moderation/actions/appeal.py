"""An owner or a reporter asks another moderator to look at a decision."""

from datetime import datetime

from django.db import transaction

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.moderation import queries
from samspil.moderation.domain.cases import LIFECYCLE, OWNER, REPORTER, CaseState, why_no_appeal
from samspil.moderation.events import DecisionAppealed
from samspil.moderation.models import Appeal, Case, Report

NO_DECISION = Refusal("no-decision", "Der er ikke truffet en afgørelse endnu, så der er ikke noget at klage over.")
NOT_SPOKEN = Refusal("not-spoken", "Det må organisationens kontaktperson, underskriver eller administrator gøre.")
NO_TEXT = Refusal("no-text", "Skriv, hvad der er forkert ved afgørelsen.")


@transaction.atomic
def appeal_as_owner(actor: Actor, kind: str, thing_id: int, text: str, *, now: datetime) -> Appeal | Refusal:
    """Somebody who may speak for the thing's owners appeals; once in the course of a case, for all of them."""
    case = queries.get_own_case_for(actor, kind, thing_id)
    if not queries.answers_for(actor, case):
        return NOT_SPOKEN
    return appeal(actor, case, None, text, now)


@transaction.atomic
def appeal_as_reporter(actor: Actor, report: Report, text: str, *, now: datetime) -> Appeal | Refusal:
    """Whoever holds the report's own address appeals; once in the course of a case."""
    return appeal(actor, report.case, report, text, now)


def appeal(actor: Actor, about: Case, report: Report | None, text: str, now: datetime) -> Appeal | Refusal:
    """Keep the appeal, and let the case wait for another moderator."""
    case = Case.objects.select_for_update().get(pk=about.pk)
    decision = queries.latest_of(case)
    if decision is None or (report is not None and not Report.objects.filter(pk=report.pk).exclude(decision=None).exists()):
        return NO_DECISION
    before = queries.appealed_before(decision, report)
    refusal = why_no_appeal(decided_at=decision.decided_at, appealed_before=before, now=now) or (NO_TEXT if not text.strip() else None)
    if refusal:
        return refusal
    made = Appeal.objects.create(decision=decision, report=report, text=text, person_id=actor.person_id, made_at=now)
    if case.state != CaseState.APPEALED:
        case.state, case.waits_since = LIFECYCLE.next(case.state, "appeal", REPORTER if report else OWNER), now
        case.save(update_fields=["state", "waits_since"])
    events.record(DecisionAppealed(appeal_id=made.pk), actor_id=actor.person_id, municipality_code=case.municipality_id)
    return made
