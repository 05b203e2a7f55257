"""What funds keeps of a person."""

from samspil.core.personal_data import Holding, Rows, Subject, rows_of
from samspil.funds.models import Fund, FundRole, OpenPeriod


def export_parts(subject: Subject) -> Rows:
    rows = FundRole.objects.filter(person=subject.person_id).order_by("pk")
    return rows_of(rows, "fund__title", "part", "elected", "given_at")


def shred_parts(subject: Subject) -> None:
    """The parts go with their history: what the person did stands in the log of the cases, without them."""
    ids = list(FundRole.objects.filter(person=subject.person_id).values_list("pk", flat=True))
    FundRole.objects.filter(pk__in=ids).delete()
    FundRole.pgh_event_model.objects.filter(pgh_obj_id__in=ids).delete()  # type: ignore[attr-defined]  # pghistory adds it


def export_written(subject: Subject) -> Rows:
    funds = rows_of(Fund.objects.filter(made_by=subject.person_id).order_by("pk"), "title", "made_at")
    periods = OpenPeriod.objects.filter(made_by=subject.person_id).order_by("pk")
    return funds + rows_of(periods, "call__title", "opens_at", "closes_at", "reason", "made_at")


HOLDINGS = [
    Holding(
        key="funds-parts",
        title="Puljer, du arbejder med",
        why="For at du kan gøre dit arbejde, og for at andre kan se, hvem der gør hvad.",
        fate="Slettes, når opgaven tages fra dig, og med kontoen.",
        tables=("funds_fundrole", "funds_fundroleevent"),
        export=export_parts,
        shred=shred_parts,
    ),
    Holding(
        key="funds-written",
        title="Puljer og frister, du har skrevet for en kommune",
        why="For at kommunen kan se, hvem der satte en frist eller åbnede en runde igen.",
        fate="Bliver stående, når kontoen slettes, men uden at pege på dig.",
        tables=("funds_fund", "funds_fundevent", "funds_openperiod"),
        export=export_written,
    ),
]
