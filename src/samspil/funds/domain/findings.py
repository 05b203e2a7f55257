"""What is found when a call, a form, a budget or an applicant is looked at: what is said, where, and whether it stops anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from samspil.funds.domain.remarks import Remark, Value, remark


class Severity(StrEnum):
    """STOP: cannot go on before it is otherwise. WARNING: can go on, and should know this."""

    STOP = "stop"
    WARNING = "warning"


SEVERITY_DA = {Severity.STOP: "Skal rettes", Severity.WARNING: "Godt at vide"}


@dataclass(frozen=True)
class Finding:
    """One thing found. `where` names the field, the question or the line it stands at, so that the page can lead there."""

    where: str
    said: Remark
    severity: Severity = Severity.STOP


def stop(where: str, code: StrEnum, law: str = "", **values: Value) -> Finding:
    """A finding in the way; `law` and `values` as in `remark`."""
    return Finding(where, remark(code, law, **values))


def warning(where: str, code: StrEnum, law: str = "", **values: Value) -> Finding:
    """A finding that should be known and stops nothing."""
    return Finding(where, remark(code, law, **values), Severity.WARNING)


def stops(found: Iterable[Finding]) -> list[Finding]:
    """Those that are in the way, in their order."""
    return [one for one in found if one.severity is Severity.STOP]
