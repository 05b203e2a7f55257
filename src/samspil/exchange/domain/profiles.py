"""The profile people own and take with them: what a certificate (PDF) and an export (JSON) hold, and only what they chose to show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.core.periods import danish_date
from samspil.exchange.domain.hours import Hours, HourState, hours_words, in_hours, totals


class ProfilePart(StrEnum):
    """What a person may choose to show in a profile."""

    NAME = "name"
    HOURS = "hours"
    YEARS = "years"
    ORGANISERS = "organisers"
    KINDS = "kinds"
    QUALIFICATIONS = "qualifications"
    THANKS = "thanks"


PART_DA = {
    ProfilePart.NAME: "Navn",
    ProfilePart.HOURS: "Timer i alt",
    ProfilePart.YEARS: "Timer år for år",
    ProfilePart.ORGANISERS: "Hvem jeg har hjulpet",
    ProfilePart.KINDS: "Slags opgaver",
    ProfilePart.QUALIFICATIONS: "Kurser og beviser",
    ProfilePart.THANKS: "Tak, jeg har fået",
}


@dataclass(frozen=True)
class Proof:
    """A course or qualification the person has, with the last day it holds (None: for good)."""

    name: str
    issuer: str
    until: date | None = None


@dataclass(frozen=True)
class Thanks:
    """A thanks somebody got."""

    sender: str
    day: date
    text: str


@dataclass(frozen=True)
class Record:
    """All that is known of one person's effort: what a profile is made from, and nobody sees whole but the person."""

    person: str
    name: str
    entries: Sequence[Hours] = ()
    qualifications: Sequence[Proof] = ()
    thanks: Sequence[Thanks] = ()


@dataclass(frozen=True)
class Profile:
    """What a certificate (PDF) and an export (JSON) hold: what the person chose to show, None for all else. Hours have one decimal."""

    made_on: date
    name: str | None = None
    hours: float | None = None
    years: Mapping[int, float] | None = None
    organisers: Sequence[str] | None = None
    kinds: Sequence[str] | None = None
    qualifications: Sequence[Proof] | None = None
    thanks: Sequence[Thanks] | None = None


def profile(record: Record, shown: Iterable[ProfilePart], kind_words: Mapping[str, str], today: date) -> Profile:
    """The profile somebody chose to show, of the confirmed hours they gave themselves: of a party only their own. A proof that has run out is left out.

    `kind_words`: the Danish word of each kind of need; a kind without one is told by its own name.
    """
    chosen = frozenset(shown)
    found = totals(entry for entry in record.entries if entry.person == record.person and entry.state is HourState.CONFIRMED)
    holding = [one for one in record.qualifications if one.until is None or one.until >= today]
    return Profile(
        made_on=today,
        name=record.name if ProfilePart.NAME in chosen else None,
        hours=in_hours(found.all.minutes) if ProfilePart.HOURS in chosen else None,
        years={year: in_hours(total.minutes) for year, total in found.by_year.items()} if ProfilePart.YEARS in chosen else None,
        organisers=list(found.by_organiser) if ProfilePart.ORGANISERS in chosen else None,
        kinds=[kind_words.get(kind, kind) for kind in found.by_kind] if ProfilePart.KINDS in chosen else None,
        qualifications=sorted(holding, key=lambda one: (one.name, one.issuer)) if ProfilePart.QUALIFICATIONS in chosen else None,
        thanks=sorted(record.thanks, key=lambda one: (one.day, one.sender, one.text)) if ProfilePart.THANKS in chosen else None,
    )


def export(found: Profile) -> dict[str, object]:
    """The profile as plain data for JSON, days as ISO; what was not chosen does not stand there at all."""
    data: dict[str, object] = {"made_on": found.made_on.isoformat(), "made_by": "Samspil"}
    plain = {"name": found.name, "hours": found.hours, "organisers": found.organisers, "kinds": found.kinds}
    data |= {key: value for key, value in plain.items() if value is not None}
    if found.years is not None:
        data["years"] = {str(year): hours for year, hours in found.years.items()}
    if found.qualifications is not None:
        data["qualifications"] = [{"name": one.name, "issuer": one.issuer, "until": one.until and one.until.isoformat()} for one in found.qualifications]
    if found.thanks is not None:
        data["thanks"] = [{"sender": one.sender, "day": one.day.isoformat(), "text": one.text} for one in found.thanks]
    return data


def certificate(found: Profile) -> list[tuple[str, list[str]]]:
    """The certificate as headings with lines, in Danish; headings with nothing under them are left out."""
    parts = [
        (ProfilePart.NAME, [found.name] if found.name else []),
        (ProfilePart.HOURS, [hours_words(round(found.hours * 60))] if found.hours is not None else []),
        (ProfilePart.YEARS, [f"{year}: {hours_words(round(hours * 60))}" for year, hours in (found.years or {}).items()]),
        (ProfilePart.ORGANISERS, list(found.organisers or [])),
        (ProfilePart.KINDS, list(found.kinds or [])),
        (ProfilePart.QUALIFICATIONS, [proof_words(one) for one in found.qualifications or []]),
        (ProfilePart.THANKS, [f"{one.text} ({one.sender}, {danish_date(one.day)})" for one in found.thanks or []]),
    ]
    return [(PART_DA[field], lines) for field, lines in parts if lines]


def proof_words(proof: Proof) -> str:
    """Førstehjælp, Røde Kors, gælder til 1. maj 2027."""
    return f"{proof.name}, {proof.issuer}" + (f", gælder til {danish_date(proof.until)}" if proof.until else "")
