"""Telling moderators on their own pages that somebody waits for them, and owners that something was decided. A notice never says what was reported."""

from django.utils import timezone

from samspil.core.models import Notice
from samspil.identity.domain.telling import Theme
from samspil.moderation import queries
from samspil.moderation.domain.words import Kind, Verdict
from samspil.moderation.events import CaseDecided, DecisionAppealed, ThingReported
from samspil.moderation.mails import concerns_owners
from samspil.moderation.models import Appeal, Case, Decision, Report
from samspil.site import notices

DECIDED_DA = {
    Verdict.KEEP: "En side, du er med til at eje, kan ses igen",
    Verdict.WARN: "En side, du er med til at eje, skal rettes",
    Verdict.HIDE: "En side, du er med til at eje, er skjult",
}


MESSAGE_DECIDED_DA = {
    Verdict.KEEP: "En besked, du har skrevet, kan læses igen",
    Verdict.WARN: "En besked, du har skrevet, skal du tage tilbage eller rette",
    Verdict.HIDE: "En besked, du har skrevet, er fjernet af en moderator",
}


def said_of(decision: Decision) -> str:
    """What whoever owns the thing reads."""
    return (MESSAGE_DECIDED_DA if decision.case.kind is Kind.MESSAGE else DECIDED_DA)[Verdict(decision.outcome)]


def tell(case: Case, key: str, text: str, *, but: int | None = None) -> None:
    """Whoever may decide the case, in the way they chose."""
    people = queries.moderators_for(case, but=but)
    notices.tell(people, "moderation", key, text, case.desk_address, about=text, theme=Theme.REPORTS, waits=True)


def thing_reported(event: ThingReported) -> None:
    """Somebody reported something that nobody has decided yet; many reports of it at once are one line."""
    report = Report.objects.select_related("case__organisation", "case__initiative", "case__owner").filter(pk=event.report_id, decision=None).first()
    if report:
        first = report.case.reports.filter(decision=None).earliest("pk")
        tell(report.case, f"reported:{first.pk}", "En side er anmeldt og venter på en afgørelse", but=report.reporter_id)


def decision_appealed(event: DecisionAppealed) -> None:
    """Another than the one who decided is to look again."""
    rows = Appeal.objects.select_related("decision__case__organisation", "decision__case__initiative", "decision__case__owner")
    appeal = rows.filter(pk=event.appeal_id, answer=None).first()
    if appeal:
        tell(appeal.decision.case, f"appealed:{appeal.pk}", "Der er klaget over en afgørelse", but=appeal.decision.decided_by_id)


def case_decided(event: CaseDecided) -> None:
    """The owners find on their own page what their mail says. The mail always goes by itself, so this line has no theme to choose and is in no digest."""
    decision = Decision.objects.select_related("case__organisation", "case__initiative", "case__owner").filter(pk=event.decision_id).first()
    if decision and concerns_owners(decision):
        row = {"kind": "decision", "text": said_of(decision), "url": decision.case.owners_address, "mailed_at": timezone.now()}
        for person in queries.owners_of(decision.case):
            Notice.objects.get_or_create(recipient_id=person.pk, dedupe_key=f"decided:{decision.pk}", defaults=row)
