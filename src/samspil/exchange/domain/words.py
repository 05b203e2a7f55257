"""The words offers and needs are described with, in English for the code and Danish for people."""

from collections.abc import Iterable
from enum import StrEnum


class OfferKind(StrEnum):
    """What somebody can give. PLACE: a place to train or work. MENTORING: to follow one person for a while."""

    TIME = "time"
    SKILL = "skill"
    LANGUAGE = "language"
    KNOWLEDGE = "knowledge"
    MENTORING = "mentoring"
    ROOM = "room"
    EQUIPMENT = "equipment"
    CAR = "car"
    PLACE = "place"
    MONEY = "money"


class NeedKind(StrEnum):
    """What is asked for. HELP: one time. SHORT: an hour or two, soon. SHIFTS: again and again, by turns. PAIR: two people, for a long time.
    BORROW: a room or a thing. BOARD: a seat on a board. OPINION: what somebody thinks of something."""

    HELP = "help"
    SHORT = "short"
    SHIFTS = "shifts"
    PAIR = "pair"
    BORROW = "borrow"
    BOARD = "board"
    OPINION = "opinion"


class When(StrEnum):
    """When somebody can, or when something is done, as coarse as people say it."""

    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"
    ONCE = "once"
    FLEXIBLE = "flexible"


class Company(StrEnum):
    """With whom somebody likes to do it."""

    ALONE = "alone"
    FRIENDS = "friends"
    TEAM = "team"


class AgeGroup(StrEnum):
    """How old somebody who offers in their own name is. MINOR: 15 to 17."""

    MINOR = "minor"
    ADULT = "adult"


OFFER_DA = {
    OfferKind.TIME: "Tid og hænder",
    OfferKind.SKILL: "Noget, jeg kan",
    OfferKind.LANGUAGE: "Et sprog",
    OfferKind.KNOWLEDGE: "Viden og råd",
    OfferKind.MENTORING: "Mentor for én",
    OfferKind.ROOM: "Et lokale",
    OfferKind.EQUIPMENT: "Udstyr",
    OfferKind.CAR: "Bil eller kørsel",
    OfferKind.PLACE: "Praktik- eller jobplads",
    OfferKind.MONEY: "Penge",
}
# What a number of them is called; the rest are not counted.
UNIT_DA = {OfferKind.PLACE: "pladser", OfferKind.ROOM: "lokaler", OfferKind.EQUIPMENT: "stk.", OfferKind.CAR: "biler", OfferKind.MENTORING: "mentorer"}
NEED_DA = {
    NeedKind.HELP: "Hjælp én gang",
    NeedKind.SHORT: "En times tid nu",
    NeedKind.SHIFTS: "Faste vagter",
    NeedKind.PAIR: "En, der kommer igen",
    NeedKind.BORROW: "Noget at låne",
    NeedKind.BOARD: "Plads i en bestyrelse",
    NeedKind.OPINION: "Din mening",
}
NEED_MEANS = {
    NeedKind.HELP: "En flytning, en dag, en fest.",
    NeedKind.SHORT: "Kan gøres på en time eller to i denne uge.",
    NeedKind.SHIFTS: "Flere vagter, som man kan tage en eller flere af.",
    NeedKind.PAIR: "Besøgsven, mentor eller følgeven: to, der ses over tid.",
    NeedKind.BORROW: "Et lokale, en trailer, et projektørlys.",
    NeedKind.BOARD: "Kasserer, formand eller menigt medlem.",
    NeedKind.OPINION: "Svar på spørgsmål, eller vær med i en snak.",
}
WHEN_DA = {
    When.DAY: "Hverdage, dag",
    When.EVENING: "Hverdage, aften",
    When.WEEKEND: "Weekend",
    When.ONCE: "Bare én gang",
    When.FLEXIBLE: "Når det passer",
}
COMPANY_DA = {Company.ALONE: "Alene", Company.FRIENDS: "Sammen med venner", Company.TEAM: "Som hold fra en arbejdsplads eller forening"}
AGE_DA = {AgeGroup.MINOR: "15–17 år", AgeGroup.ADULT: "18 år eller ældre"}
LANGUAGE_DA = {
    "da": "dansk",
    "en": "engelsk",
    "de": "tysk",
    "ar": "arabisk",
    "so": "somali",
    "tr": "tyrkisk",
    "uk": "ukrainsk",
    "pl": "polsk",
    "ro": "rumænsk",
    "ur": "urdu",
    "fa": "farsi/dari",
    "ku": "kurdisk",
    "bs": "bosnisk/serbisk/kroatisk",
    "sign": "dansk tegnsprog",
    "kl": "grønlandsk",
}


def listed(words: Iterable[str]) -> str:
    """Words as Danes list them: a, b og c."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} og {last}" if first else last
