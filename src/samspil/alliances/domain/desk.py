"""What a municipality's desk looks for among its alliances, and what each asks for today."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samspil.core.periods import danish_date

# So long before its end an agreement stands on the desk.
EXPIRING_DAYS = 60


class Look(StrEnum):
    """What the desk shows. CALLING: anything below. REVIEW: should have been looked at again. EXPIRING: the agreement ends within EXPIRING_DAYS, or has
    ended and nobody said what now. UNMET: something promised was not delivered in time and nobody said why. ORPHANED: nobody who may act is left.
    LAW: the law must be
    looked at again, or the legal check says stop. WAITING: a party has not answered. ALL: all that are not over. OVER: closed or given up."""

    CALLING = "kalder"
    REVIEW = "gennemsyn"
    EXPIRING = "udloeber"
    UNMET = "tilsagn"
    ORPHANED = "ingen"
    LAW = "jura"
    WAITING = "svar"
    ALL = "alle"
    OVER = "slut"


LOOK_DA = {
    Look.CALLING: "Kalder på jer",
    Look.REVIEW: "Skal ses på igen",
    Look.EXPIRING: f"Udløber inden {EXPIRING_DAYS} dage",
    Look.UNMET: "Tilsagn ikke nået",
    Look.ORPHANED: "Ingen handler",
    Look.LAW: "Jura skal ses på",
    Look.WAITING: "Venter på svar",
    Look.ALL: "Alle i gang",
    Look.OVER: "Slut",
}
NONE_DA = {
    Look.CALLING: "Intet kalder på jer i dag. Her står aftaler, der udløber, gennemsyn, der er forsinket, og tilsagn, der ikke er nået.",
    Look.REVIEW: "Ingen gennemsyn er forsinket.",
    Look.EXPIRING: f"Ingen aftale udløber inden {EXPIRING_DAYS} dage.",
    Look.UNMET: "Alle tilsagn er nået til tiden, eller nogen har sagt hvorfor ikke.",
    Look.ORPHANED: "Alle alliancer har nogen, der kan handle.",
    Look.LAW: "Intet juridisk tjek siger stop eller skal læses igen.",
    Look.WAITING: "Ingen part mangler at svare.",
    Look.ALL: "Der er ingen alliancer, I kan se, endnu. Start den første, eller inviter en forening.",
    Look.OVER: "Ingen alliance er slut endnu.",
}


@dataclass(frozen=True)
class Line:
    """What the desk knows of one alliance; days that are None do not fall. `law_again`: why the law must be looked at again; `stops`: of the legal check."""

    review_on: date | None = None
    ends_on: date | None = None
    unmet_on: date | None = None
    missed: int = 0
    waiting: int = 0
    orphaned: bool = False
    law_again: str = ""
    stops: int = 0


def horizon(today: date) -> date:
    """The last day on which an end counts as near."""
    return today + timedelta(days=EXPIRING_DAYS)


def asks(line: Line, today: date) -> list[str]:
    """What the alliance asks for, the most pressing first; empty when nothing."""
    found = ["Ingen kan handle i den længere"] if line.orphaned else []
    if line.stops:
        found.append("Juridisk tjek: stop" if line.stops == 1 else f"Juridisk tjek: {line.stops} stop")
    if line.law_again:
        found.append(f"Se loven igen: {line.law_again}")
    if line.unmet_on and line.unmet_on < today:
        found.append(f"Tilsagn ikke nået {danish_date(line.unmet_on)}")
    if line.review_on and line.review_on < today:
        found.append(f"Skulle være set på igen {danish_date(line.review_on)}")
    if line.ends_on and line.ends_on < today:
        found.append(f"Aftalen udløb {danish_date(line.ends_on)}")
    elif line.ends_on and line.ends_on <= horizon(today):
        found.append(f"Aftalen udløber {danish_date(line.ends_on)}")
    if line.waiting:
        found.append("1 part har ikke svaret" if line.waiting == 1 else f"{line.waiting} parter har ikke svaret")
    return found
