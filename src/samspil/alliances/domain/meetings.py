"""Meetings: when they are, whether they can be, and what a calendar is told of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEAST_MINUTES, MOST_MINUTES = 15, 24 * 60
# How far ahead a meeting may be: farther is a year that was written wrong.
FARTHEST = timedelta(days=3 * 366)


class MeetingState(StrEnum):
    """Where a meeting stands. OVER: its time has passed; its minutes may still be written."""

    COMING = "coming"
    OVER = "over"
    CANCELLED = "cancelled"


class Coming(StrEnum):
    """What a party has said of coming. SILENT: nothing yet."""

    YES = "yes"
    NO = "no"
    SILENT = "silent"


MEETING_DA = {MeetingState.COMING: "Kommende", MeetingState.OVER: "Holdt", MeetingState.CANCELLED: "Aflyst"}
UNDER_WAY_DA = "I gang nu"
COMING_DA = {Coming.YES: "Kommer", Coming.NO: "Kommer ikke", Coming.SILENT: "Har ikke svaret"}


@dataclass(frozen=True)
class Times:
    """When a meeting begins and ends; both know their time zone."""

    begins: datetime
    ends: datetime


def state_of(times: Times, now: datetime, *, cancelled: bool) -> MeetingState:
    """Where a meeting stands at a moment."""
    if cancelled:
        return MeetingState.CANCELLED
    return MeetingState.OVER if now >= times.ends else MeetingState.COMING


def under_way(times: Times, now: datetime, *, cancelled: bool) -> bool:
    """True while people are sitting there."""
    return not cancelled and times.begins <= now < times.ends


def why_impossible(times: Times, now: datetime) -> str:
    """Why no meeting can be called for that time, in Danish; "" when it can. A meeting that began a moment ago may still be written down."""
    if not timedelta(minutes=LEAST_MINUTES) <= times.ends - times.begins <= timedelta(minutes=MOST_MINUTES):
        return "Et møde varer mindst et kvarter og højst et døgn. Ret sluttidspunktet."
    if times.begins < now - timedelta(days=1):
        return "Dagen er gået. Vælg en senere dag."
    return "Dagen ligger mere end tre år ude i fremtiden. Ret året." if times.begins > now + FARTHEST else ""
