"""Tasks in people's own calendars: what is done, where and when, and nothing of anybody."""

from datetime import UTC, datetime

from django.conf import settings

from samspil.core.ical import Entry
from samspil.exchange.domain.needs import NeedState
from samspil.exchange.domain.signups import HOLDING, SignupState
from samspil.exchange.models import Need, ShiftPlace, Signup
from samspil.exchange.presenting.needs import place_of


def need_entry(need: Need) -> Entry:
    """A need with a time. Its number never changes, so a calendar follows it; one that is called off says so."""
    off = need.state == NeedState.CANCELLED
    changed = (need.shown_at or need.made_at).astimezone(UTC)
    return {
        "uid": f"behov-{need.pk}@samspil",
        "sequence": need.revision + off,
        "dtstamp": changed,
        "dtstart": utc(need.starts_at),
        "dtend": utc(need.ends_at),
        "summary": f"Aflyst: {need.title}" if off else need.title,
        "status": "CANCELLED" if off else "CONFIRMED",
        "location": place_of(need),
        "url": f"{settings.BASE_URL}{need.address}",
    }


def place_entry(signup: Signup) -> Entry:
    """Somebody's own place, in their own calendar; one that is given back or called off goes from it."""
    entry = dict(need_entry(signup.need))
    gone = signup.state not in {*HOLDING, SignupState.ASKED, SignupState.WAITING}
    waits = signup.state in {SignupState.ASKED, SignupState.WAITING, SignupState.OFFERED}
    entry |= {"uid": f"plads-{signup.pk}@samspil", "dtstamp": signup.moved_at.astimezone(UTC), "last-modified": signup.moved_at.astimezone(UTC)}
    entry |= {"dtstart": utc(signup.starts_at), "dtend": utc(signup.ends_at)}
    if entry["status"] == "CONFIRMED":
        entry["status"] = "CANCELLED" if gone else "TENTATIVE" if waits else "CONFIRMED"
    return entry


def shift_entry(one: ShiftPlace) -> Entry:
    """Somebody's own shift; one that is given back or called off goes from their calendar, and one that is moved moves in it (RFC 5545, 3.8.7.4:
    a later entry has a higher sequence)."""
    shift, need = one.shift, one.shift.need
    gone = one.state not in HOLDING or shift.cancelled_at is not None
    return {
        "uid": f"vagt-{one.pk}@samspil",
        "sequence": int((one.moved_at - one.made_at).total_seconds()) + gone,
        "dtstamp": one.moved_at.astimezone(UTC),
        "last-modified": one.moved_at.astimezone(UTC),
        "dtstart": utc(shift.starts_at),
        "dtend": utc(shift.ends_at),
        "summary": f"{'Aflyst: ' if shift.cancelled_at else ''}{shift.role} ({need.title})",
        "status": "CANCELLED" if gone else "CONFIRMED",
        "location": place_of(need),
        "url": f"{settings.BASE_URL}{need.address}vagter/",
    }


def utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None
