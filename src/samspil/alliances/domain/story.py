"""An alliance told as an example: what may be public of it, and what is missing before editors can read it.

A party that has not said yes stands as "En forening" (or what it is), without a word of its own, and its name stands nowhere in the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from samspil.alliances.domain.words import Sector


class Telling(StrEnum):
    """Where the story is. WRITING: with the parties. SENT: with the editors. PUBLISHED: everybody can read it."""

    WRITING = "writing"
    SENT = "sent"
    PUBLISHED = "published"


TELLING_DA = {
    Telling.WRITING: "I er ved at skrive",
    Telling.SENT: "Hos redaktionen",
    Telling.PUBLISHED: "Offentliggjort",
}
SOMEBODY_DA = {
    Sector.PUBLIC: "En kommune",
    Sector.CIVIL: "En forening",
    Sector.BUSINESS: "En virksomhed",
    Sector.KNOWLEDGE: "Et uddannelsessted",
}
TEXT_DA = {
    "title": "Overskriften",
    "teaser": "Det korte",
    "place": "Stedet",
    "done": "»Hvad går det ud på?«",
    "took": "»Hvad krævede det?«",
    "outcome": "»Hvad kom der ud af det?«",
    "obstacles": "»Hvad var svært?«",
    "advice": "»Gode råd«",
}
FEWEST_YES, SHORTEST_TEASER, LONGEST_TEASER = 2, 60, 220


@dataclass(frozen=True)
class SharedText:
    """What the parties write together; paragraphs are parted by an empty line."""

    title: str
    teaser: str
    place: str
    done: str
    took: str = ""
    outcome: str = ""
    obstacles: str = ""
    advice: str = ""


@dataclass(frozen=True)
class OwnPart:
    """One party's own part, as it will be public when it says yes (`approved`)."""

    name: str
    sector: Sector
    approved: bool
    brings: str = ""
    gains: str = ""
    delivered: str = ""
    learnt: str = ""


@dataclass(frozen=True)
class PublicParty:
    """A party as the example shows it."""

    name: str
    sector: Sector
    brings: str = ""
    gains: str = ""


@dataclass(frozen=True)
class Draft:
    """What editors are sent: the shared text with the numbers and lessons of those who said yes, in paragraphs, and the parties."""

    text: SharedText
    parties: tuple[PublicParty, ...]
    counted: bool


def public_party(part: OwnPart) -> PublicParty:
    """The party as everybody may see it."""
    return PublicParty(part.name, part.sector, part.brings, part.gains) if part.approved else PublicParty(SOMEBODY_DA[part.sector], part.sector)


def draft_of(text: SharedText, parts: Sequence[OwnPart]) -> Draft:
    """What may be public now."""
    yes = [part for part in parts if part.approved]
    numbers = [f"{part.name}: {part.delivered}" for part in yes if part.delivered]
    lessons = [f"{part.name}: {part.learnt}" for part in yes if part.learnt]
    told = {field.name: getattr(text, field.name) for field in fields(text)}
    told["outcome"] = paragraphs(text.outcome, numbers)
    told["advice"] = paragraphs(text.advice, lessons)
    return Draft(SharedText(**told), tuple(public_party(part) for part in parts), bool(numbers))


def paragraphs(text: str, lines: Iterable[str]) -> str:
    """The text with these lines after it, a paragraph each."""
    return "\n\n".join(one for one in (text.strip(), *lines) if one)


def named(text: SharedText, parts: Iterable[OwnPart]) -> list[tuple[str, str]]:
    """Names of parties without a yes that stand in the shared text or in what another party writes of itself, each with where it stands."""
    parts = list(parts)
    places = [(TEXT_DA[field.name], getattr(text, field.name)) for field in fields(text)]
    places += [(f"det, {part.name} skriver om sig selv", f"{part.brings} {part.gains} {part.delivered} {part.learnt}") for part in parts if part.approved]
    silent = [part.name for part in parts if not part.approved]
    return [(name, where) for name in silent for where, words in places if name.casefold() in words.casefold()]


def why_not_sent(text: SharedText, parts: Sequence[OwnPart], *, has_area: bool) -> str:
    """Why editors cannot be sent it yet, in Danish; "" when they can."""
    if sum(part.approved for part in parts) < FEWEST_YES:
        return "Mindst to parter skal sige ja, før I sender det. Et eksempel fortæller om et samarbejde."
    if not text.title.strip() or not text.place.strip() or not text.done.strip():
        return "Skriv en overskrift, et sted og hvad det går ud på."
    if not SHORTEST_TEASER <= len(text.teaser) <= LONGEST_TEASER:
        return f"Det korte i en eller to sætninger skal være {SHORTEST_TEASER}-{LONGEST_TEASER} tegn. Nu er det {len(text.teaser)}."
    if not has_area:
        return "Vælg et velfærdsområde, så andre kan finde det."
    found = named(text, parts)
    if found:
        return f"{found[0][0]} har ikke sagt ja, men nævnes i {found[0][1]}. Skriv for eksempel »en forening« i stedet, eller vent på deres ja."
    return ""
