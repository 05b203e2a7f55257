"""Mails moderation sends. They say that something was received or decided, and where it stands; never what it is about: mail is not a safe place."""

from samspil.identity import telling
from samspil.moderation import queries
from samspil.moderation.domain.words import Verdict, told_to_owners
from samspil.moderation.events import CaseDecided, ThingReported
from samspil.moderation.models import Decision, Report


def send_receipt(event: ThingReported) -> None:
    """To whoever reported and left an address: they asked for an answer, so it always goes."""
    report = Report.objects.filter(pk=event.report_id).exclude(email="").first()
    if report:
        needed_if_taken("moderation/mail/receipt", report.email, {"token": queries.token_of(report)})


def tell_of_decision(event: CaseDecided) -> None:
    """To reporters who left an address, and to the owners when something is hidden, shown again or to be changed: nobody can defend what is theirs
    without knowing, so it always goes."""
    decision = Decision.objects.select_related("case__organisation", "case__initiative", "case__owner").filter(pk=event.decision_id).first()
    if decision is None:
        return
    for report in decision.reports.exclude(email=""):
        needed_if_taken("moderation/mail/decided", report.email, {"token": queries.token_of(report)})
    if concerns_owners(decision):
        for person in queries.owners_of(decision.case):
            needed_if_taken(
                "moderation/mail/decided_owner",
                person.email,
                {"address": decision.case.owners_address, "what": told_to_owners(decision.case.kind, Verdict(decision.outcome))},
            )


def concerns_owners(decision: Decision) -> bool:
    """True unless nothing happens to the thing: it was open, and stays so."""
    before = Decision.objects.filter(case=decision.case_id, pk__lt=decision.pk).first()
    return decision.outcome != Verdict.KEEP or (before is not None and before.outcome != Verdict.KEEP)


def needed_if_taken(template: str, to: str, context: dict[str, str]) -> None:
    """An address that no server takes must not keep the others from being told."""
    telling.send_optional(telling.needed_letter(template, to, context))
