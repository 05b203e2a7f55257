"""What two people who are to meet again and again may like to know of each other: what they enjoy, what they speak, what is in the home, what they will not.

Nothing of health, faith or opinion is asked: those are nobody's business before two people tell each other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from samspil.exchange.domain.matching.pairing import SHORT, Person, Suggestion, deferred_acceptance, shortlist
from samspil.exchange.domain.words import LANGUAGE_DA


class Interest(StrEnum):
    """What somebody likes to do with another."""

    WALK = "walk"
    TALK = "talk"
    FOOD = "food"
    GARDEN = "garden"
    GAMES = "games"
    CRAFT = "craft"
    MUSIC = "music"
    BOOKS = "books"
    FILM = "film"
    SPORT = "sport"
    NATURE = "nature"
    TRIPS = "trips"
    SCREENS = "screens"
    SCHOOL = "school"
    WORK = "work"


class Trait(StrEnum):
    """What is in somebody's home or life, and another may not be able to be with."""

    SMOKE = "smoke"
    DOG = "dog"
    CAT = "cat"
    STAIRS = "stairs"
    CHILDREN = "children"


INTEREST_DA = {
    Interest.WALK: "gåture",
    Interest.TALK: "en snak over kaffen",
    Interest.FOOD: "at lave mad",
    Interest.GARDEN: "have og planter",
    Interest.GAMES: "kort og spil",
    Interest.CRAFT: "håndarbejde og at bygge ting",
    Interest.MUSIC: "musik og sang",
    Interest.BOOKS: "bøger",
    Interest.FILM: "film og teater",
    Interest.SPORT: "sport",
    Interest.NATURE: "naturen",
    Interest.TRIPS: "ture ud af huset",
    Interest.SCREENS: "computer og telefon",
    Interest.SCHOOL: "lektier og uddannelse",
    Interest.WORK: "arbejdsliv",
}
TRAIT_DA = {
    Trait.SMOKE: "Der bliver røget",
    Trait.DOG: "Der er hund",
    Trait.CAT: "Der er kat",
    Trait.STAIRS: "Der er trapper uden elevator",
    Trait.CHILDREN: "Der er små børn",
}


# The four questions, by the names of their fields.
TASTES = ("interests", "languages", "traits", "wont")


@dataclass(frozen=True)
class Tastes:
    """One person's answers, each a set of keys; `wont` are traits the person cannot be with."""

    interests: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    wont: frozenset[str] = frozenset()

    def refuses(self, other: "Tastes") -> bool:
        """True when the other has something this person cannot be with."""
        return bool(self.wont & other.traits)


def as_person(who: str, own: Tastes, others: Mapping[str, Tastes], apart: Collection[str] = ()) -> Person:
    """Somebody as the core reads them, in Danish words. `apart`: those of the others they have met or said no to."""
    no = frozenset(key for key, other in others.items() if own.refuses(other)) | frozenset(apart)
    interests = frozenset(INTEREST_DA[Interest(one)] for one in own.interests)
    return Person(who, interests, frozenset(LANGUAGE_DA[one] for one in own.languages), no)


def lists_of(
    receivers: Mapping[str, Tastes], givers: Mapping[str, Tastes], apart: Collection[tuple[str, str]] = (), most: int = SHORT
) -> dict[str, list[Suggestion]]:
    """Everybody's shortlist, both sides'. Keys of the two must differ. `apart`: receiver and giver who are not put together again."""
    ones = {who: as_person(who, own, givers, [giver for receiver, giver in apart if receiver == who]) for who, own in receivers.items()}
    others = {who: as_person(who, own, receivers) for who, own in givers.items()}
    found = {who: shortlist(one, list(others.values()), most) for who, one in ones.items()}
    return found | {who: shortlist(other, list(ones.values()), most) for who, other in others.items()}


def together(receivers: Mapping[str, Tastes], givers: Mapping[str, Tastes], apart: Collection[tuple[str, str]] = ()) -> dict[str, str]:
    """A whole cohort put together at once: receiver → giver, stable by what both like. A proposal for the coordinator, who decides for each."""
    lists = lists_of(receivers, givers, apart, most=max(len(receivers), len(givers), 1))
    wishes = {who: [one.who for one in lists[who]] for who in receivers}
    ranks = {who: [one.who for one in lists[who]] for who in givers}
    return deferred_acceptance(wishes, ranks, {})
