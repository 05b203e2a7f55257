"""What the municipality's desk of alliances shows, and writes into its sheet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from samspil.alliances import desk
from samspil.alliances.desk import Scope, Seen
from samspil.alliances.domain.desk import LOOK_DA, NONE_DA, Line, Look, asks
from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.domain.quarters import Quarter
from samspil.alliances.domain.words import SECTOR_DA, Sector, circles
from samspil.alliances.models.alliance import address_of
from samspil.alliances.models.desk_change import desk_mark
from samspil.core.drawn import drawn
from samspil.core.kept import piece
from samspil.core.sheets import Value
from samspil.core.viewers import eyes_of
from samspil.initiatives.models import Openness

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


class Work(NamedTuple):
    """The desk drawn: what it shows, how many alliances call, and the HTML."""

    look: Look
    calling: int
    html: SafeString


def work(scope: Scope, wished: Look | None, today: date, after: str, chosen: str) -> Work:
    """The desk. The first page is kept until something that a desk shows has changed, told by the mark; `after` is typed by anybody and keeps nothing."""
    if after:
        return drawn_work(scope, wished, today, after, chosen)
    actor = scope.actor
    choices = (bool(actor.roles), actor.moderates_in)
    key = ("alliances", "desk", eyes_of(actor), choices, scope.codes, chosen, wished, today, desk_mark())
    return piece(key, lambda: drawn_work(scope, wished, today, "", chosen))


def drawn_work(scope: Scope, wished: Look | None, today: date, after: str, chosen: str) -> Work:
    numbers, choices = desk.numbers(scope, today), desk.choices(scope.actor)
    look = wished or (Look.CALLING if numbers[Look.CALLING] else Look.ALL)  # nothing calls: all of them stand there
    shown = page(scope, look, today, numbers, after, chosen)
    html = drawn("alliances/desk/work.html", **shown, choices=choices if len(choices) > 1 else [])
    return Work(look, numbers[Look.CALLING], html)


def page(scope: Scope, look: Look, today: date, numbers: Mapping[Look, int], after: str, chosen: str) -> dict[str, Any]:
    """The desk as plain values: numbers that lead to what they count, and a page of it."""
    query = f"kommune={chosen}&" if chosen else ""
    found, following = desk.page_of(scope, look, today, desk.key_of(after))
    return {
        "look": look.value,
        "heading": LOOK_DA[look],
        "none": NONE_DA[look],
        "rows": [row(one, today) for one in found],
        "pressing": [(numbers[one], LOOK_DA[one], f"?{query}vis={one.value}") for one in PRESSING],
        "looks": looks(numbers, look, query),
        "chosen": chosen,
        "further": bool(after),
        "begin": f"?{query}vis={look.value}",
        "more": f"?{query}vis={look.value}&efter={following}" if following else "",
    }


def sheet_address(look: Look, chosen: str) -> str:
    """Where the same is fetched as a sheet."""
    return f"{ADDRESS}alliancer.xlsx?{f'kommune={chosen}&' if chosen else ''}vis={look.value}"


def looks(numbers: Mapping[Look, int], chosen: Look, query: str) -> list[dict[str, Any]]:
    """The filters as links."""
    return [{"name": LOOK_DA[one], "number": numbers[one], "address": f"?{query}vis={one.value}", "here": one is chosen} for one in Look]


def line_of(seen: Seen) -> Line:
    """What the desk may know of it: what its parties keep to themselves only where the municipality is one of them."""
    if not seen.inside:
        return Line(ends_on=seen.ends_on, unmet_on=seen.unmet_on, missed=seen.missed)
    again, stops = (seen.law_again if seen.stage in HOLDS else "", seen.stops) if seen.law else ("", 0)
    return Line(seen.review_on, seen.ends_on, seen.unmet_on, seen.missed, seen.waiting, seen.orphaned, again, stops)


def status_of(seen: Seen) -> dict[str, Any] | None:
    """The newest quarterly status with its quarter in words (`when`): the parties' own where the municipality takes part, of others one that everybody
    may read."""
    told = seen.status
    if told is None or not (seen.inside or told["shown"]):
        return None
    return {**told, "when": Quarter(told["year"], told["quarter"]).words}


def row(seen: Seen, today: date) -> Row:
    line, status, address = line_of(seen), status_of(seen), address_of(seen.slug)
    return Row(
        seen.title,
        address,
        STAGE_DA[Stage(seen.stage)],
        seen.stage in HOLDS,
        tuple(circles(seen.sectors)),
        "1 part" if seen.parties == 1 else f"{seen.parties} parter",
        " · ".join(part for part in (seen.place, seen.area) if part),
        tuple(asks(line, today)),
        line.ends_on,
        "Skjult af moderator" if seen.hidden_at else "" if seen.inside else "Åben for alle",
        f"{status['when']}: {Truncator(status['went_well']).chars(LINE)}" if status else "",
        f"{address}status/",
    )


def sheet_rows(scope: Scope, look: Look, today: date) -> Iterator[Sequence[Value]]:
    """Every alliance of the choice as a row of the sheet."""
    return (sheet_row(seen, today) for seen in desk.every_line(scope, look, today, AT_ONCE))


def sheet_row(seen: Seen, today: date) -> Sequence[Value]:
    line, status = line_of(seen), status_of(seen)
    return (
        seen.title,
        STAGE_DA[Stage(seen.stage)],
        seen.place,
        seen.area or "",
        seen.kle or "",
        seen.parties,
        ", ".join(SECTOR_DA[Sector(sector)] for sector in seen.sectors),
        seen.first_day,
        seen.last_day,
        line.review_on,
        line.unmet_on,
        line.missed,
        line.waiting,
        law_in_words(line),
        "; ".join(asks(line, today)),
        *((status["when"], status["went_well"], status["hard"], status["needed"]) if status else ("", "", "", "")),
        "ja" if seen.openness == Openness.PUBLIC and not seen.hidden_at else "nej",
        settings.BASE_URL + address_of(seen.slug),
    )


def law_in_words(line: Line) -> str:
    """The legal tasks alone."""
    return "; ".join(asks(Line(law_again=line.law_again, stops=line.stops), date.min))
