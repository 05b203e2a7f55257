"""The words of moderation: why something is reported, by which rule it is judged, what is decided."""

from enum import StrEnum


class ReportReason(StrEnum):
    """Why somebody reports something."""

    ILLEGAL = "illegal"
    PERSONAL = "personal"
    HARASSMENT = "harassment"
    ADVERTISING = "advertising"
    WRONG = "wrong"
    OTHER = "other"


class Rule(StrEnum):
    """The rules of the site, as everybody may read them."""

    LAWFUL = "lawful"
    PRIVATE = "private"
    DECENT = "decent"
    PURPOSE = "purpose"
    TRUE = "true"


class Verdict(StrEnum):
    """KEEP: it stays, or comes back. WARN: it stays, and its owners are told what to change. HIDE: only its owners and moderators see it."""

    KEEP = "keep"
    WARN = "warn"
    HIDE = "hide"


class Kind(StrEnum):
    """What can be reported, as it stands in addresses."""

    ORGANISATION = "organisation"
    INITIATIVE = "indsats"
    MESSAGE = "besked"
    OFFER = "tilbud"
    NEED = "behov"
    WRITTEN = "samtale"
    THANKS = "tak"


REASON_DA = {
    ReportReason.ILLEGAL: "Det er ulovligt",
    ReportReason.PERSONAL: "Her står noget privat om en person",
    ReportReason.HARASSMENT: "Det er chikane, trusler eller had",
    ReportReason.ADVERTISING: "Det er reklame",
    ReportReason.WRONG: "Det er forkert, eller nogen udgiver sig for at være andre",
    ReportReason.OTHER: "Noget andet",
}
RULE_DA = {
    Rule.LAWFUL: "Hold loven",
    Rule.PRIVATE: "Skriv ikke noget privat om andre",
    Rule.DECENT: "Tal ordentligt",
    Rule.PURPOSE: "Skriv om det, I gør sammen",
    Rule.TRUE: "Skriv det, der passer",
}
RULE_MEANS = {
    Rule.LAWFUL: "Det, der står her, må ikke være ulovligt at skrive eller vise frem.",
    Rule.PRIVATE: "Navne, sygdom, økonomi og familie hører ikke til her, medmindre personen selv har sagt ja.",
    Rule.DECENT: "Chikane, trusler og had mod nogen bliver fjernet.",
    Rule.PURPOSE: "I må gerne fortælle, hvem I er. Men en side, der kun sælger noget, bliver skjult.",
    Rule.TRUE: "Udgiv jer ikke for at være andre, og lov ikke noget på andres vegne.",
}
VERDICT_DA = {Verdict.KEEP: "Lad den stå", Verdict.WARN: "Lad den stå, og bed ejerne rette den", Verdict.HIDE: "Skjul den"}
DECIDED_DA = {Verdict.KEEP: "Siden bliver stående", Verdict.WARN: "Siden bliver stående, men skal rettes", Verdict.HIDE: "Siden er skjult"}
# What those who own the page are told in a mail: what happens, and not to which page.
OWNERS_DA = {
    Verdict.KEEP: "En side, du er med til at eje, bliver stående",
    Verdict.WARN: "En side, du er med til at eje, skal rettes",
    Verdict.HIDE: "En side, du er med til at eje, er skjult",
}
KIND_DA = {
    Kind.ORGANISATION: "Organisation",
    Kind.INITIATIVE: "Indsats",
    Kind.MESSAGE: "Besked",
    Kind.OFFER: "Tilbud",
    Kind.NEED: "Behov",
    Kind.WRITTEN: "Besked om en opgave",
    Kind.THANKS: "Tak til en, der hjalp",
}
# What people give and ask for, and what they write to each other about it: kept by another room.
POSTINGS = frozenset({Kind.OFFER, Kind.NEED, Kind.WRITTEN, Kind.THANKS})
MESSAGES = frozenset({Kind.MESSAGE, Kind.WRITTEN, Kind.THANKS})
# The same of a message that one party wrote to the others: its author is told, and its alliance goes on as it was.
MESSAGE_DECIDED_DA = {
    Verdict.KEEP: "Beskeden bliver stående",
    Verdict.WARN: "Beskeden bliver stående, men skal tages tilbage eller rettes",
    Verdict.HIDE: "Beskeden er fjernet",
}
MESSAGE_OWNERS_DA = {
    Verdict.KEEP: "En besked, du har skrevet, bliver stående",
    Verdict.WARN: "En besked, du har skrevet, skal du tage tilbage eller rette",
    Verdict.HIDE: "En besked, du har skrevet, er fjernet",
}


def decided_in_words(kind: Kind, verdict: Verdict) -> str:
    """What was decided, of a page or of a message."""
    return (MESSAGE_DECIDED_DA if kind in MESSAGES else DECIDED_DA)[verdict]


def told_to_owners(kind: Kind, verdict: Verdict) -> str:
    """What whoever owns it is told in a mail."""
    return (MESSAGE_OWNERS_DA if kind in MESSAGES else OWNERS_DA)[verdict]
