"""Telling moderators on their own pages that somebody waits for them. A notice says only that, never what was reported."""

from samspil.identity.domain.telling import Theme
from samspil.moderation import queries
from samspil.moderation.events import DecisionAppealed, ThingReported
from samspil.moderation.models import Appeal, Case, Report
from samspil.site import notices


def tell(case: Case, key: str, text: str, *, but: int | None = None) -> None:
    """Whoever may decide the case, in the way they chose."""
    people = queries.moderators_for(case, but=but)
    notices.tell(people, "moderation", key, text, case.desk_address, about=text, theme=Theme.REPORTS, waits=True)


def thing_reported(event: ThingReported) -> None:
    """Somebody reported something that nobody has decided yet; many reports of it at once are one line."""
    report = Report.objects.select_related("case__organisation", "case__initiative").filter(pk=event.report_id, decision=None).first()
    if report:
        first = report.case.reports.filter(decision=None).earliest("pk")
        tell(report.case, f"reported:{first.pk}", "En side er anmeldt og venter på en afgørelse", but=report.reporter_id)


def decision_appealed(event: DecisionAppealed) -> None:
    """Another than the one who decided is to look again."""
    appeal = Appeal.objects.select_related("decision__case__organisation", "decision__case__initiative").filter(pk=event.appeal_id, answer=None).first()
    if appeal:
        tell(appeal.decision.case, f"appealed:{appeal.pk}", "Der er klaget over en afgørelse", but=appeal.decision.decided_by_id)
