"""What moderation keeps of a person: what they reported and appealed, and what they decided."""

from django.db.models import Q, QuerySet

from samspil.core.personal_data import Holding, Rows, Subject, rows_of
from samspil.moderation.models import Appeal, Case, Decision, Report

TAKEN_BACK = "Teksten er slettet, fordi den, der skrev, har slettet sin konto."


def own_reports(subject: Subject) -> "QuerySet[Report]":
    """Made while logged in, or with one of the person's addresses."""
    return Report.objects.filter(Q(reporter=subject.person_id) | Q(email__in=[address.lower() for address in subject.addresses]))


def own_appeals(subject: Subject) -> "QuerySet[Appeal]":
    return Appeal.objects.filter(Q(person=subject.person_id) | Q(report__in=own_reports(subject)))


def export_reports(subject: Subject) -> Rows:
    return rows_of(own_reports(subject), "received_at", "reason", "text", "email", "case__title", "decision__outcome", "decision__decided_at")


def shred_reports(subject: Subject) -> None:
    """The case stays for the desk, without who reported; what waits keeps its words, or nobody could decide it (jobs.py removes it in time)."""
    own_appeals(subject).filter(report__isnull=False, answer__isnull=False).update(text=TAKEN_BACK)
    own_appeals(subject).filter(report__isnull=False).update(person=None)
    own_reports(subject).filter(decision__isnull=False).update(text=TAKEN_BACK)
    own_reports(subject).update(email="", reporter=None)


def export_appeals(subject: Subject) -> Rows:
    return rows_of(own_appeals(subject), "made_at", "text", "decision__case__title")


def export_decisions(subject: Subject) -> Rows:
    return rows_of(Decision.objects.filter(decided_by=subject.person_id), "decided_at", "outcome", "rule", "text", "case__title")


def export_reported_messages(subject: Subject) -> Rows:
    """Once it is decided: what waits would tell that somebody has reported it."""
    decided = Case.objects.filter(author=subject.person_id, decisions__isnull=False).distinct()
    return rows_of(decided, "title", "decisions__outcome", "decisions__rule", "decisions__text", "decisions__decided_at")


HOLDINGS = (
    Holding(
        key="reported-messages",
        title="Beskeder og tilbud, du har skrevet, som en moderator har afgjort",
        why="Så du kan se, hvad der blev afgjort, og klage.",
        fate="Afgørelsen bliver uden beskedens ord. Forbindelsen til din konto slettes.",
        tables=("moderation_case",),
        export=export_reported_messages,
    ),
    Holding(
        key="reports",
        title="Sider, du har anmeldt",
        why="Så en moderator kan se på det, og du kan få svar.",
        fate="Din e-mail slettes med det samme. Det gør din tekst også, når sagen er afgjort. En sag, der venter, beholder teksten, så den kan afgøres.",
        tables=("moderation_report",),
        export=export_reports,
        shred=shred_reports,
    ),
    Holding(
        key="appeals",
        title="Afgørelser, du har klaget over",
        why="Så en anden moderator kan se på det igen.",
        fate="Teksten i afgjorte klager over dine egne anmeldelser slettes. En klage for en organisation bliver, uden at vise, hvem der skrev den.",
        tables=("moderation_appeal",),
        export=export_appeals,
    ),
    Holding(
        key="moderation-decisions",
        staff=True,
        title="Anmeldelser, du har afgjort",
        why="Så en klage bliver afgjort af en anden end dig.",
        fate="Afgørelsen bliver, fordi andre retter sig efter den. Forbindelsen til din konto slettes.",
        tables=("moderation_decision",),
        export=export_decisions,
    ),
)
