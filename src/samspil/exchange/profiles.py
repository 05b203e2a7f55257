"""The profile somebody owns: what they chose of all they gave, as a file of their own and as what a proof says."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from samspil.exchange import efforts
from samspil.exchange.domain.hours import Hours, HourState
from samspil.exchange.domain.profiles import Profile, ProfilePart, Proof, Record, Thanks, export, profile
from samspil.exchange.domain.words import NEED_DA
from samspil.exchange.models import EffortProof, Qualification
from samspil.identity.actor import Actor
from samspil.identity.models import Person

# The shape of the file: docs/volunteer-profile.md. A change of what a key means is a new version.
FORMAT, VERSION = "samspil-volunteer-profile", 1
PARTS = list(ProfilePart)


def record_of(person_id: int, name: str, to: str = "") -> Record:
    """All that is known of somebody's effort; `to`: only what was given to one organisation, by its name."""
    entries = [line.hours for line in efforts.lines_of(person_id) if to in {"", line.hours.organiser}]
    thanks = [Thanks(efforts.name_of(one.signup.need), one.day, one.text) for one in efforts.thanks_of(person_id)]
    return Record(str(person_id), name, entries, seen_of(person_id), [one for one in thanks if to in {"", one.sender}])


def seen_of(person_id: int) -> list[Proof]:
    """What somebody knows or has, as far as an organisation has seen the paper."""
    rows = Qualification.objects.filter(person=person_id, seen_by__isnull=False).select_related("seen_by")
    return [Proof(one.name, one.seen_by.name if one.seen_by else "", one.expires_on) for one in rows]


def profile_of(record: Record, shown: Iterable[ProfilePart], today: date) -> Profile:
    """What somebody chose to show of it."""
    words = {str(kind): word for kind, word in NEED_DA.items()}
    return profile(record, shown, words, today)


def period_of(entries: Sequence[Hours]) -> tuple[date, date] | None:
    """The first and the last day of what is confirmed; None for nothing."""
    days = [entry.day for entry in entries if entry.state is HourState.CONFIRMED]
    return (min(days), max(days)) if days else None


def file_of(record: Record, shown: Sequence[ProfilePart], today: date) -> dict[str, Any]:
    """The person's own file: what they chose, with the shape's name and version."""
    period = period_of(record.entries)
    told = {"first_day": period[0].isoformat(), "last_day": period[1].isoformat()} if period and ProfilePart.HOURS in shown else {}
    return {"format": FORMAT, "version": VERSION, **export(profile_of(record, shown, today)), **told}


def called(actor: Actor) -> str:
    """The name of the actor's account, "" where none is written."""
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    return person.get_full_name() if person else ""


def organisers_of(person_id: int) -> list[str]:
    """Those somebody gave confirmed hours to, by name."""
    found = {line.hours.organiser for line in efforts.lines_of(person_id) if line.hours.state is HourState.CONFIRMED}
    return sorted(found - {""})


def proofs_of(person_id: int | None) -> list[EffortProof]:
    """The proofs somebody has made and not taken back, the newest first."""
    return list(EffortProof.objects.filter(person=person_id)) if person_id else []


def read_again(data: dict[str, Any]) -> Profile:
    """A proof's profile as it was made."""
    thanks = [Thanks(one["sender"], date.fromisoformat(one["day"]), one["text"]) for one in data["thanks"]] if "thanks" in data else None
    years = {int(year): hours for year, hours in data["years"].items()} if "years" in data else None
    made_on, name, hours = date.fromisoformat(data["made_on"]), data.get("name"), data.get("hours")
    held = [Proof(one["name"], one["issuer"], one["until"] and date.fromisoformat(one["until"])) for one in data.get("qualifications", [])]
    return Profile(made_on, name, hours, years, data.get("organisers"), data.get("kinds"), held, thanks)
