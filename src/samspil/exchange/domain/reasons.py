"""Reasons and questions of a found need in Danish: "2 km fra dig", "passer til onsdag aften", "mangler 1 plads i morgen"."""

from collections.abc import Callable
from datetime import datetime

from samspil.exchange.domain.finding import AN_HOUR, DANISH, NEW_DAYS, Found, Looker, Opening, ReasonKind
from samspil.exchange.domain.matching.clocks import DAYS, ZONE
from samspil.exchange.domain.matching.facts import HardFact, listed
from samspil.exchange.domain.nights import moment

# From this hour on, Danish time, it is called so; before the first it is night.
PARTS_OF_DAY = ((22, "nat"), (17, "aften"), (12, "eftermiddag"), (9, "formiddag"), (5, "morgen"), (0, "nat"))
WHOLE_KM, NEAREST_M = 10_000, 100
LEFT_OUT_DA = {
    HardFact.REFUSED: "du har sagt nej tak til {them}",
    HardFact.TIME: "tiden passer ikke",
    HardFact.PLACE: "{they} ligger længere væk, end du har valgt",
    HardFact.AGE: "{they} har en aldersgrænse, du ikke har nået endnu",
    HardFact.HOURS: "{they} tager længere tid, end du har valgt",
    HardFact.QUALIFICATION: "{they} kræver noget, du ikke har skrevet, at du har",
    HardFact.LANGUAGE: "{they} kræver et sprog, du ikke har skrevet, at du taler",
}


def distance_words(metres: int) -> str:
    """A distance as people say it, never more exact than 100 metres: 400 m, 2,1 km, 2 km, 14 km."""
    rounded = max(NEAREST_M, (metres + NEAREST_M // 2) // NEAREST_M * NEAREST_M)
    if rounded < 1000:
        return f"{rounded} m"
    if rounded >= WHOLE_KM:
        return f"{(metres + 500) // 1000} km"
    return f"{rounded / 1000:g} km".replace(".", ",")


def part_of_week(time: datetime) -> str:
    """Onsdag aften, with a small first letter; the night up to five belongs to the day before."""
    local = moment(time).astimezone(ZONE)
    part = next(word for hour, word in PARTS_OF_DAY if local.hour >= hour)
    day = local.weekday() - (local.hour < PARTS_OF_DAY[-2][0])
    return f"{DAYS[day]} {part}"


def seats_words(opening: Opening, now: datetime) -> str:
    """Mangler 1 plads i morgen."""
    starts = opening.starts_at or now
    day = "i dag" if moment(starts).astimezone(ZONE).date() == moment(now).astimezone(ZONE).date() else "i morgen"
    if opening.seats_free is None:
        return f"mangler hjælp {day}"
    return f"mangler {opening.seats_free} {'plads' if opening.seats_free == 1 else 'pladser'} {day}"


def length_words(minutes: int) -> str:
    """Kun én time, kun en halv time, kun 45 minutter."""
    return {AN_HOUR: "kun én time", AN_HOUR // 2: "kun en halv time"}.get(minutes, f"kun {minutes} minutter")


def fresh_words(opening: Opening, now: datetime) -> str:
    """Why it is fresh: new this week, or nobody ever helped."""
    new = opening.published is not None and moment(opening.published) > moment(now) - NEW_DAYS
    return "ny i denne uge" if new else "her har ingen hjulpet endnu"


Words = Callable[[Opening, Looker, datetime], str]
TOLD: dict[ReasonKind, Words] = {
    ReasonKind.NEAR: lambda o, _l, _n: f"{distance_words(o.distance_m or 0)} fra dig",
    ReasonKind.TIME: lambda o, _l, n: f"passer til {part_of_week(o.starts_at or n)}",
    ReasonKind.FLEXIBLE: lambda _o, _l, _n: "når det passer dig",
    ReasonKind.URGENT: lambda o, _l, n: seats_words(o, n),
    ReasonKind.SHORT: lambda o, _l, _n: length_words(o.minutes or 0),
    ReasonKind.LANGUAGE: lambda o, looker, _n: f"på dit sprog ({listed((o.languages - {DANISH}) & (looker.languages or frozenset()))})",
    ReasonKind.INTEREST: lambda o, looker, _n: f"du har valgt {listed(o.topics & looker.interests)}",
    ReasonKind.NO_LICENCE: lambda _o, _l, _n: "kræver ikke kørekort",
    ReasonKind.FRESH: lambda o, _l, n: fresh_words(o, n),
    ReasonKind.FULL: lambda _o, _l, _n: "fuldt lige nu, men der er venteliste",
}


def told(found: Found, looker: Looker, now: datetime) -> list[str]:
    """Every reason of a found need, in a fixed order."""
    return [TOLD[kind](found.opening, looker, now) for kind in found.reasons]


def to_check(opening: Opening, looker: Looker) -> list[str]:
    """What the task demands and the looker has not told us about: shown beside it, so that people see for themselves."""
    found = []
    if opening.min_age is not None and looker.age is None:
        found.append(f"fra {opening.min_age} år")
    if opening.requires and looker.qualifications is None:
        found.append(f"kræver {listed(opening.requires)}")
    if opening.languages - {DANISH} and looker.languages is None:
        found.append(f"på {listed(opening.languages - {DANISH})}")
    return found


def left_out_words(left_out: dict[HardFact, int]) -> list[str]:
    """What was left out and why, most first: "3 opgaver er ikke vist: de ligger længere væk, end du har valgt"."""
    rows = sorted(left_out.items(), key=lambda row: (-row[1], row[0]))
    return [f"{many} {'opgave' if many == 1 else 'opgaver'} er ikke vist: {why(fact, many)}." for fact, many in rows if many]


def why(fact: HardFact, many: int) -> str:
    """Why so many were left out by one fact."""
    return LEFT_OUT_DA[fact].format(they="den" if many == 1 else "de", them="den" if many == 1 else "dem")
