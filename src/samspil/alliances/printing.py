"""An agreement's content as what stands on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samspil.alliances.domain.agreement import kind_in_words, promises_in_words, roles_table, sector_word, terms_in_words, with_aims
from samspil.alliances.domain.deciding import rules_in_words
from samspil.alliances.domain.law_texts import law_in_words
from samspil.core.periods import danish_date
from samspil.identity.domain.assurance import ASSURANCE_DA, Assurance

NAMELESS = "Uden titel"
WORDS = {
    "target": "For:",
    "place": "Sted:",
    "parties": "Parterne og det, de har at vinde",
    "party": "Part",
    "brings": "Bidrager med",
    "stake": "På spil",
    "gain": "At vinde",
    "tasks": "Roller og ansvar",
    "task": "Opgave",
    "responsible": "Ansvarlig",
    "helps": "Hjælper",
    "asked": "Spørges",
    "told": "Får besked",
    "leaves": "Giver slip på",
    "measure": "Det lykkes, når",
    "contact": "De frivilliges kontakt",
    "stands": "Kommunens ansvar består.",
    "time": "Tid og ophør",
    "terms": "Vilkår",
    "promises": "Tilsagn",
    "rules": "Hvem beslutter hvad",
    "about": "Hvad det handler om",
    "decides": "Hvem beslutter",
    "within": "Inden",
    "law": "Det kræver loven af os",
    "who": "Hvem",
    "what": "Hvad",
    "amount": "Hvor meget",
    "receiver": "Til hvem",
    "when": "Hvornår",
    "acceptances": "Hvem har sagt ja",
    "none": "Ingen har sagt ja endnu.",
    "not_yet": "har ikke sagt ja",
    "by": "Skrevet under af",
    "day": "Dato",
}


@dataclass(frozen=True)
class Accepted:
    """One party's yes as it stands on paper; without a day it has not said yes. `sure` says how sure the log-in was of who gave it, or ""."""

    party: str
    name: str
    day: date | None
    sure: str = ""


@dataclass(frozen=True)
class Amends:
    """What an amendment changes in the version `number` that it amends, for page one: `what` and `why` as they were proposed, and a line for each change."""

    number: int
    what: str
    why: str
    lines: Sequence[str]


def sheet(content: dict[str, Any], kind: str, accepted: Sequence[Accepted], sha256: str = "", stamp: str = "", amends: Amends | None = None) -> dict[str, Any]:
    """What the template shows of an agreement's content; `kind` is its heading ("Samarbejdsaftale nr. 4, version 2"), `sha256` "" for a draft;
    `stamp` stands across every page of one that does not hold; `amends` is None for an agreement that amends none."""
    trail = f"Aftalens indhold har fingeraftrykket SHA-256: {sha256}." if sha256 else "Et udkast. Ingen kan sige ja til det endnu."
    return {
        "title": content["title"].strip() or NAMELESS,
        "description": f"{kind}: {content['purpose']}"[:300],
        "kind": kind,
        "purpose": content["purpose"],
        "target_group": content["target_group"],
        "place": content.get("place", ""),
        "co_creation": dict(zip(("word", "means"), kind_in_words(content), strict=True)),
        "parties": [{**with_aims(party), "sector_word": sector_word(party["sector"])} for party in content["parties"]],
        "tasks": roles_table(content),
        "terms": [{"word": word, "text": text} for word, text in terms_in_words(content)],
        "promises": promises_in_words(content),
        "rules": rules_in_words(content),
        "law": law_in_words(content),
        "stands": content["stands"].removeprefix(WORDS["stands"]).strip(),
        "time": time_in_words(content),
        "acceptances": [acceptance(row) for row in accepted],
        "stamp": stamp,
        "amends": amends_in_words(amends),
        "trail": trail,
        "foot": "Aftalen findes også som webside og kan læses op.",
        "page": "Side",
        "of": "af",
        "words": WORDS,
    }


def sure_in_words(level: str) -> str:
    """How sure the log-in was of who signed, by the levels of NSIS; "" where nobody told it."""
    return f"bekræftet ved log-in på sikringsniveau {ASSURANCE_DA[Assurance(level)]} (NSIS)" if level else ""


def acceptance(row: Accepted) -> dict[str, str]:
    """A row of who said yes."""
    return {"party": row.party, "name": row.name or WORDS["not_yet"], "day": danish_date(row.day) if row.day else "", "sure": row.sure}


def amends_in_words(amends: Amends | None) -> dict[str, Any] | None:
    """The box on page one; None for a first agreement."""
    if amends is None:
        return None
    return {"heading": f"Det ændrer den i version {amends.number}", "why": f"{amends.what}: {amends.why}", "lines": list(amends.lines)}


CHECK_WORDS = {
    "stops": "Stop",
    "duties": "Det skal I gøre",
    "none": "Vi kender ingen regler, der kræver noget af jer for det, I har svaret.",
    "ask": "Ikke afgjort: spørg kommunens jurist",
    "reply": "Kommunens svar:",
    "open": "Det ved vi ikke",
    "nothing": "Intet, der kan ændre tjekket.",
    "answers": "Det har I svaret",
    "because": "Fordi:",
    "page": "Side",
    "of": "af",
}


def check_sheet(told: dict[str, Any], title: str) -> dict[str, Any]:
    """What the template shows of a legal check (`presenting/legal.py: on_paper`)."""
    whole = "Tjekket er ikke færdigt: Noget, der kan ændre det, er ikke besvaret." if told["open"] else "Alt, der kan ændre tjekket, er besvaret."
    return {
        **told,
        "template": "check",
        "title": f"Juridisk tjek: {title.strip() or NAMELESS}",
        "description": f"Hvad loven kræver af parterne i alliancen »{title}«"[:300],
        "kind": "Juridisk tjek af en alliance",
        "whole": whole,
        "foot": "Tjekket er vejledning. Kommunens jurist har det sidste ord.",
        "words": CHECK_WORDS,
    }


def receipt(about: dict[str, Any]) -> dict[str, Any]:
    """What the template of a receipt for confidentiality shows; `about` are the person's texts (paper.py)."""
    words = {"text": "Det, du har bekræftet", "sources": "Det bygger på", "kept": "Det, der er gemt om dig"}
    return {"template": "receipt", "title": "Kvittering for tavshedspligt", "description": "Kvittering for tavshedspligt", "words": words, **about}


def time_in_words(content: dict[str, Any]) -> str:
    """When the agreement holds and how one leaves it."""
    first, last = (date.fromisoformat(content[end]) if content[end] else None for end in ("first", "last"))
    notice = f"Hver part kan sige op med {notice_in_words(content['notice_months'])} varsel."
    if first is None or last is None:
        return f"Perioden er ikke skrevet endnu. {notice}"
    return f"Aftalen gælder fra {danish_date(first)} til {danish_date(last)}. {notice}"


def notice_in_words(months: int) -> str:
    """Before "varsel"."""
    return "en måneds" if months == 1 else f"{months} måneders"
