"""Whether and how a message to a person goes out. One table of choices, one function; no message decides for itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """What a message is about, as people choose by it."""

    TEXTS = "texts"
    DESK = "desk"
    ORGANISATIONS = "organisations"
    ALLIANCES = "alliances"
    FOLLOWED = "followed"
    HELPING = "helping"
    REPORTS = "reports"


class Way(StrEnum):
    """What a person has chosen for a theme; STANDARD until they choose."""

    STANDARD = "standard"
    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    PAGE = "page"
    OFF = "off"


class Outcome(StrEnum):
    """What happens with one message to one person. All but NOTHING put a line on the person's own page, except for needed mails."""

    AT_ONCE = "at-once"
    DIGEST = "digest"
    PAGE = "page"
    NOTHING = "nothing"


EVERYTHING = "everything"  # the choice for themes without one of their own, also those that come later
STAFF_THEMES = frozenset({Theme.TEXTS, Theme.DESK, Theme.REPORTS})
DIGESTS = frozenset({Way.STANDARD, Way.DAILY, Way.WEEKLY})
BY_MAIL = DIGESTS | {Way.AT_ONCE}
THEME_DA = {
    Theme.TEXTS: "Gennemsyn og kommentarer til tekster",
    Theme.DESK: "Opgaver på redaktionens bord",
    Theme.ORGANISATIONS: "Dine foreninger og organisationer",
    Theme.ALLIANCES: "Dine alliancer",
    Theme.FOLLOWED: "Alliancer, du følger",
    Theme.HELPING: "Opgaver, du har sagt ja til eller spurgt om",
    Theme.REPORTS: "Anmeldelser, du kan afgøre",
}
# As many lines of one theme as a digest tells of one by one.
MOST_NAMED = 5
REST_DA = "Alt andet, også det, der kommer til senere"
WAY_DA = {
    Way.STANDARD: "Som normalt",
    Way.AT_ONCE: "Med det samme",
    Way.DAILY: "Én mail hver morgen",
    Way.WEEKLY: "Én mail hver mandag",
    Way.PAGE: "Kun på min side",
    Way.OFF: "Slet ikke",
}


def chosen(theme: str, choices: dict[str, Way]) -> Way:
    """The way that holds for a theme: its own, else the one for everything, else the standard."""
    return choices.get(theme) or choices.get(EVERYTHING) or Way.STANDARD


def decide(way: Way, *, needed: bool, waits: bool, open_account: bool, dead_address: bool) -> Outcome:
    """What happens with a message.

    `needed`: the law asks for it or the person asked for it (a code, a receipt); it always goes. `waits`: somebody waits for the person.
    `open_account` is False for accounts that are closed or blocked; `dead_address` is True when mail to it has come back for good.
    """
    if needed:
        return Outcome.AT_ONCE
    if not open_account or way is Way.OFF:
        return Outcome.NOTHING
    if way is Way.PAGE or dead_address:
        return Outcome.PAGE
    return Outcome.AT_ONCE if way is Way.AT_ONCE or (waits and way is Way.STANDARD) else Outcome.DIGEST


def is_due(way: Way, *, monday: bool) -> bool:
    """True when a digest with what was told this way goes out this morning."""
    return way in DIGESTS and (monday or way is not Way.WEEKLY)


@dataclass(frozen=True)
class Waiting:
    """A line on somebody's page that a digest tells of: its number, what it is about, and the sentence a mail may say of it, or ""."""

    pk: int
    theme: Theme
    about: str = ""


@dataclass(frozen=True)
class Group:
    """What a digest says of one theme: each line with its sentence while they are few, or the number alone."""

    name: str
    number: int
    lines: tuple[Waiting, ...] = ()


def groups_of(waiting: Iterable[Waiting]) -> list[Group]:
    """A digest's groups. More than MOST_NAMED of a theme are only counted, and so are those that have no sentence."""
    gathered: dict[Theme, list[Waiting]] = {}
    for one in waiting:
        gathered.setdefault(one.theme, []).append(one)
    return [Group(THEME_DA[theme], len(lines), named(lines)) for theme, lines in sorted(gathered.items())]


def named(lines: list[Waiting]) -> tuple[Waiting, ...]:
    return tuple(lines) if len(lines) <= MOST_NAMED and all(one.about for one in lines) else ()


def without_mail(choices: dict[str, Way], theme: str) -> dict[str, Way]:
    """The choices after a one-click unsubscribe: no more mail about a theme, or for EVERYTHING no more digests. Lines on the page stay."""
    if theme != EVERYTHING:
        return {**choices, theme: Way.PAGE} if chosen(theme, choices) in BY_MAIL else choices
    kept = {each.value: chosen(each, choices) for each in Theme}
    return {EVERYTHING: Way.PAGE, **{name: Way.PAGE if way in DIGESTS else way for name, way in kept.items()}}
