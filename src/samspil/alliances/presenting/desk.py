"""What the municipality's desk of alliances shows, and writes into its sheet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.text import Truncator

from samspil.alliances import desk
from samspil.alliances.desk import Scope
from samspil.alliances.domain.desk import LOOK_DA, NONE_DA, Line, Look, asks
from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.domain.words import SECTOR_DA, Sector, circles
from samspil.alliances.models import Alliance, QuarterStatus
from samspil.core.sheets import Value

ADDRESS = "/bord/alliancer/"
HOLDS = frozenset({Stage.AGREED, Stage.RUNNING})
# So much of a status stands on the desk.
LINE = 90
PRESSING = (Look.REVIEW, Look.EXPIRING, Look.UNMET, Look.ORPHANED, Look.LAW)
# So many rows of the sheet are read at once.
AT_ONCE = 2000
HEADINGS = (
    ("Alliance", 38),
    ("Trin", 18),
    ("Kommune", 16),
    ("Velfærdsområde", 22),
    ("KLE", 10),
    ("Parter", 8),
    ("Sektorer", 28),
    ("Begynder", 12),
    ("Slutter", 12),
    ("Ses på igen", 12),
    ("Næste tilsagn", 14),
    ("Tilsagn ikke holdt", 16),
    ("Har ikke svaret", 14),
    ("Jura", 40),
    ("Det kalder", 60),
    ("Seneste status", 18),
    ("Det gik godt", 40),
    ("Det er svært", 40),
    ("Det har vi brug for", 40),
    ("Alle kan se den", 14),
    ("Adresse", 44),
)


class Row(NamedTuple):
    """An alliance on the desk; `asks` is what it asks for, the most pressing first."""

    title: str
    url: str
    stage: str
    going: bool
    circles: tuple[bool, ...]
    parties: str
    place: str
    asks: tuple[str, ...]
    ends_on: date | None
    mark: str
    status: str
    status_url: str


def page(scope: Scope, look: Look, today: date, after: str, chosen: str) -> dict[str, Any]:
    """The desk: numbers that lead to what they count, and a page of it."""
    numbers, query = desk.numbers(scope, today), f"kommune={chosen}&" if chosen else ""
    found, following = desk.page_of(scope, look, today, desk.key_of(after))
    statuses = desk.statuses_of(found)
    return {
        "section": "desk",
        "look": look.value,
        "heading": LOOK_DA[look],
        "none": NONE_DA[look],
        "rows": [row(one, today, statuses.get(one.pk)) for one in found],
        "total": numbers[look],
        "calling": numbers[Look.CALLING],
        "pressing": [(numbers[one], LOOK_DA[one], f"?{query}vis={one.value}") for one in PRESSING],
        "looks": looks(numbers, look, query),
        "chosen": chosen,
        "further": bool(after),
        "begin": f"?{query}vis={look.value}",
        "more": f"?{query}vis={look.value}&efter={following}" if following else "",
        "sheet": f"{ADDRESS}alliancer.xlsx?{query}vis={look.value}",
    }


def looks(numbers: Mapping[Look, int], chosen: Look, query: str) -> list[dict[str, Any]]:
    """The filters as links."""
    return [{"name": LOOK_DA[one], "number": numbers[one], "address": f"?{query}vis={one.value}", "here": one is chosen} for one in Look]


def line_of(alliance: Alliance) -> Line:
    """What the desk may know of it: what its parties keep to themselves only where the municipality is one of them."""
    inside, told = vars(alliance)["inside"], alliance.desk
    if not inside:
        return Line(ends_on=told.ends_on, unmet_on=told.unmet_on, missed=told.missed)
    again, stops = (alliance.law_again if alliance.stage in HOLDS else "", len(alliance.law_stops)) if told.law else ("", 0)
    return Line(told.review_on, told.ends_on, told.unmet_on, told.missed, told.waiting, told.orphaned, again, stops)


def row(alliance: Alliance, today: date, status: QuarterStatus | None) -> Row:
    initiative, told, line = alliance.initiative, alliance.desk, line_of(alliance)
    return Row(
        initiative.title,
        alliance.address,
        STAGE_DA[Stage(alliance.stage)],
        alliance.stage in HOLDS,
        tuple(circles(told.sectors)),
        "1 part" if told.parties == 1 else f"{told.parties} parter",
        " · ".join(part for part in (initiative.lead.name, str(initiative.area or "")) if part),
        tuple(asks(line, today)),
        line.ends_on,
        "Skjult af moderator" if initiative.hidden_at else "" if vars(alliance)["inside"] else "Åben for alle",
        f"{status.when.words}: {Truncator(status.went_well).chars(LINE)}" if status else "",
        f"{alliance.address}status/",
    )


def sheet_rows(scope: Scope, look: Look, today: date) -> Iterator[Sequence[Value]]:
    """Every alliance of the choice as a row of the sheet, read some at a time."""
    found = desk.lines(scope, look, today).iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        statuses = desk.statuses_of(some)
        for alliance in some:
            yield sheet_row(alliance, today, statuses.get(alliance.pk))


def sheet_row(alliance: Alliance, today: date, status: QuarterStatus | None) -> Sequence[Value]:
    initiative, told, line = alliance.initiative, alliance.desk, line_of(alliance)
    return (
        initiative.title,
        STAGE_DA[Stage(alliance.stage)],
        initiative.lead.name,
        str(initiative.area or ""),
        alliance.kle.number if alliance.kle else "",
        told.parties,
        ", ".join(SECTOR_DA[Sector(sector)] for sector in told.sectors),
        initiative.first_day,
        initiative.last_day,
        line.review_on,
        line.unmet_on,
        line.missed,
        line.waiting,
        law_in_words(line),
        "; ".join(asks(line, today)),
        *((status.when.words, status.went_well, status.hard, status.needed) if status else ("", "", "", "")),
        "ja" if initiative.openness == "public" and not initiative.hidden_at else "nej",
        settings.BASE_URL + alliance.address,
    )


def law_in_words(line: Line) -> str:
    """The legal tasks alone."""
    return "; ".join(asks(Line(law_again=line.law_again, stops=line.stops), date.min))
