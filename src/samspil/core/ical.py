"""A calendar file (RFC 5545) of entries; times in UTC, so that no calendar needs to know how Denmark moves its clocks."""

from collections.abc import Iterable, Mapping

Entry = Mapping[str, object]
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(entries: Iterable[Entry], name: str, *, about: str) -> bytes:
    """A calendar that is called `name`; each entry maps properties of an event ("uid", "dtstart", "summary") to what they are."""
    from icalendar import Calendar, Event  # ten megabytes that no other page needs

    calendar = Calendar()
    for key, value in (("prodid", f"-//Samspil//{about}//DA"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"), ("x-wr-calname", name)):
        calendar.add(key, value)
    for entry in entries:
        event = Event()
        for field, said in entry.items():
            event.add(field, said)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
