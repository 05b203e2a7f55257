"""What the page of quarterly statuses shows: to those who take part all of them, to everybody else the newest one that may stand there."""

from datetime import date, datetime
from typing import Any, NamedTuple

from samspil.alliances.actions.write_status import TELLING_STAGES
from samspil.alliances.domain.quarters import quarter_of, time_to_write
from samspil.alliances.models import QuarterStatus
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor

MOST_SHOWN = 40


class Told(NamedTuple):
    """A status as its page shows it; `lines` are pairs of what was asked and what was answered."""

    when: str
    lines: list[tuple[str, str]]
    by: str
    at: datetime
    shown: bool


def told(row: QuarterStatus) -> Told:
    lines = [("Det gik godt", row.went_well), ("Det er svært", row.hard), ("Det har vi brug for", row.needed)]
    return Told(row.when.words, [(asked, text) for asked, text in lines if text], row.party.name if row.party else "", row.written_at, row.shown)


def page(actor: Actor, room: Room, today: date) -> dict[str, Any]:
    """For those who take part: this quarter's, with a way to write it, and the earlier ones."""
    rows = list(QuarterStatus.objects.filter(alliance=room.alliance).select_related("party")[:MOST_SHOWN])
    now = quarter_of(today)
    current = next((row for row in rows if row.when == now), None)
    place = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "own": room.own(actor), "works": True}
    shown = {"quarter": now.words, "until": now.last, "soon": time_to_write(today), "open": room.alliance.stage in TELLING_STAGES}
    return {**place, **shown, "current": told(current) if current else None, "earlier": [told(row) for row in rows if row is not current]}


def public_page(room: Room, row: QuarterStatus) -> dict[str, Any]:
    """For everybody else: the newest one that the parties show."""
    place = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "works": False}
    return {**place, "current": told(row), "earlier": [], "open": False, "quarter": row.when.words}
