"""Meetings as a calendar file (RFC 5545): times in UTC, one UID through every change, and no more than a calendar needs: neither agenda nor minutes."""

from collections.abc import Iterable
from datetime import UTC

from django.conf import settings

from samspil.alliances.models import Meeting
from samspil.core import ical


def calendar_of(meetings: Iterable[Meeting], name: str) -> bytes:
    """A calendar with these meetings; a cancelled one says so, so that it goes from the calendars that have it."""
    return ical.calendar_of(map(told_of, meetings), name, about="Møder")


def told_of(meeting: Meeting) -> dict[str, object]:
    """What a calendar is told of one meeting."""
    page = f"{settings.BASE_URL}{meeting.alliance.address}moeder/{meeting.pk}/"
    summary = f"{meeting.title} ({meeting.alliance.initiative.title})"
    return {
        "uid": meeting.uid,
        "sequence": meeting.sequence,
        "dtstamp": meeting.changed_at.astimezone(UTC),
        "last-modified": meeting.changed_at.astimezone(UTC),
        "dtstart": meeting.begins.astimezone(UTC),
        "dtend": meeting.ends.astimezone(UTC),
        "summary": f"Aflyst: {summary}" if meeting.cancelled_at else summary,
        "status": "CANCELLED" if meeting.cancelled_at else "CONFIRMED",
        **({"location": meeting.place or meeting.link} if meeting.place or meeting.link else {}),
        "url": page,
        "description": f"Dagsorden og referat: {page}" + (f"\nVideomøde: {meeting.link}" if meeting.link else ""),
    }
