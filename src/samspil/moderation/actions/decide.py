"""A moderator decides a case, or takes it up again."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from samspil.core import events
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.moderation import queries
from samspil.moderation.domain.cases import LIFECYCLE, MODERATOR, CaseState, why_not_decide
from samspil.moderation.domain.words import Rule, Verdict
from samspil.moderation.events import CaseDecided, CaseReopened, ThingHidden
from samspil.moderation.models import Appeal, Case, Decision, Report

NOT_NOW = Refusal("not-now", "Sagen er allerede afgjort. Genindlæs siden. Intet er ændret.")
CHANGED = Refusal("changed", "Der er kommet noget nyt i sagen, mens du læste. Læs det, og afgør så. Det, du skrev, står der endnu.")
NO_RULE = Refusal("no-rule", "Vælg den regel, siden ikke følger.")
NO_TEXT = Refusal("no-text", "Skriv hvorfor, så ejerne og den, der anmeldte, kan forstå det.")


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What stood in the form. `seen` is how many reports and appeals the moderator had before them, so that none is answered unread."""

    verdict: Verdict
    rule: Rule | None
    text: str
    seen: int


def seen_of(case: Case) -> int:
    """How much there is to read in a case."""
    return case.reports.count() + Appeal.objects.filter(decision__case=case).count()


@transaction.atomic
def decide_case(actor: Actor, case_id: int, ruling: Ruling, *, now: datetime) -> Decision | Refusal:
    """Decide for all reports and appeals that wait; the thing is hidden or shown at once, and nothing of it is changed or lost."""
    case = queries.get_case_for(actor, case_id, lock=True)
    refusal = why_not(actor, case) or lacking(case, ruling)
    if refusal:
        return refusal
    latest = queries.latest_of(case)
    root = (latest.root or latest) if latest and case.state == CaseState.APPEALED else None
    case.state, case.waits_since = LIFECYCLE.next(case.state, "decide", MODERATOR), None
    case.save(update_fields=["state", "waits_since"])
    rule = ruling.rule.value if ruling.rule and ruling.verdict is not Verdict.KEEP else ""
    decision = Decision.objects.create(
        case=case, outcome=ruling.verdict.value, rule=rule, text=ruling.text, root=root, decided_by_id=actor.person_id, decided_at=now
    )
    answered_reports(case, latest, again=root is not None).update(decision=decision)
    queries.open_appeals(case).update(answer=decision)
    set_hidden(actor, case, ruling.verdict is Verdict.HIDE, now)
    events.record(CaseDecided(decision_id=decision.pk), actor_id=actor.person_id, municipality_code=case.municipality_id)
    return decision


def answered_reports(case: Case, latest: Decision | None, *, again: bool) -> QuerySet[Report]:
    """The reports a decision answers: those that wait. When it looks at an earlier one again, also those that that one answered."""
    waiting = Q(decision=None)
    if again or not case.reports.filter(waiting).exists():
        waiting |= Q(decision=latest)
    return case.reports.filter(waiting)


def why_not(actor: Actor, case: Case) -> Refusal | None:
    """Why this moderator cannot decide this case now."""
    if case.state == CaseState.DECIDED:
        return NOT_NOW
    appealed, latest = case.state == CaseState.APPEALED, queries.latest_of(case)
    waiting = case.reports.filter(decision=None) if not appealed else case.reports.all()
    return why_not_decide(
        party=queries.is_party(actor, case),
        reported=queries.reported_by(actor, waiting),
        decided_last=bool(latest and latest.decided_by_id == actor.person_id),
        appealed=appealed,
    )


def lacking(case: Case, ruling: Ruling) -> Refusal | None:
    """What the moderator has still to write or read."""
    if ruling.seen != seen_of(case):
        return CHANGED
    if not ruling.text.strip():
        return NO_TEXT
    return NO_RULE if ruling.verdict is not Verdict.KEEP and ruling.rule is None else None


def set_hidden(actor: Actor, case: Case, hidden: bool, now: datetime) -> None:
    """Hide the thing, or show it as it was; everybody who shows it is told when that changes. A message is shown nowhere but on its parties' page,
    and of an offer or a need its own room tells."""
    if bool(queries.hidden_at(case)) == hidden:
        return
    if case.message:
        queries.messages().hide(case.message, now if hidden else None)
        return
    if case.posting:
        queries.postings().hide(case.kind, case.posting, now if hidden else None, actor.person_id)
    else:
        thing = type(case.thing)._default_manager.select_for_update().get(pk=case.thing.pk)
        thing.hidden_at = now if hidden else None
        thing.save(update_fields=["hidden_at"])
    told = ThingHidden(organisation_id=case.organisation_id, initiative_id=case.initiative_id, hidden=hidden)
    events.record(told, actor_id=actor.person_id, municipality_code=case.municipality_id)


@transaction.atomic
def reopen_case(actor: Actor, case_id: int, *, now: datetime) -> Case | Refusal:
    """Take up a decided case again, for instance when the owners have changed the text; the thing stays as it is until it is decided."""
    case = queries.get_case_for(actor, case_id, lock=True)
    if queries.is_party(actor, case):
        return why_not_decide(party=True, reported=False, decided_last=False, appealed=False) or case
    try:
        case.state = LIFECYCLE.next(case.state, "reopen", MODERATOR)
    except NotPossible as reason:
        return Refusal("not-now", str(reason))
    case.waits_since = now
    case.save(update_fields=["state", "waits_since"])
    events.record(CaseReopened(case_id=case.pk), actor_id=actor.person_id, municipality_code=case.municipality_id)
    return case
