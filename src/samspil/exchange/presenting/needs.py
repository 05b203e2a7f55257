"""A need's page, and what its form begins with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate, localtime

from samspil.core.periods import danish_date
from samspil.exchange import queries
from samspil.exchange.actions.write_need import OF_CHILDREN
from samspil.exchange.domain.matching.clocks import clock, day
from samspil.exchange.domain.needs import LIFECYCLE, OWNER, NeedState
from samspil.exchange.domain.skills import in_words
from samspil.exchange.domain.words import LANGUAGE_DA, NEED_DA, WHEN_DA, NeedKind, When, listed
from samspil.exchange.legal import ASKED, check_of
from samspil.exchange.models import Need
from samspil.exchange.places import postcode_of
from samspil.exchange.presenting.match_lines import lines
from samspil.exchange.presenting.offers import home_of
from samspil.exchange.presenting.places import of_need
from samspil.exchange.presenting.structured import structured
from samspil.identity.actor import Actor

# More duties than this are behind a link: the page is for those who come.
MOST_DUTIES = 6


def when_of(need: Need) -> str:
    """When it is, in one line: the hour, else their own words, else as coarse as it was chosen."""
    if need.starts_at and need.ends_at:
        begins, ends = localtime(need.starts_at), localtime(need.ends_at)
        return f"{day(begins)} kl. {clock(begins)}–{clock(ends)}"
    return need.when_words or listed(WHEN_DA[When(one)] for one in need.whens)


def place_of(need: Need) -> str:
    """Where it is; of a need for one person no more than the postcode."""
    known = str(postcode_of(need.postcode) or need.municipality)
    return known if need.unnamed else " · ".join(part for part in (known, need.place) if part)


def seats_of(need: Need) -> str:
    """How many are wanted, in words."""
    return "1 person" if need.seats == 1 else f"{need.seats} personer"


def facts(need: Need) -> list[tuple[str, str]]:
    """What is told of it, a line each; what nobody said is left out."""
    lines = [
        ("Til hvem", need.for_whom),
        ("Hvor", place_of(need)),
        ("Hvornår", when_of(need)),
        ("Hvor længe", need.duration),
        ("Hvor mange", seats_of(need)),
        ("Alder", f"Man skal være fyldt {need.min_age} år" if need.min_age else ""),
        ("Kræver", listed(in_words(need.requires))),
        ("Fortroligt", "Man bekræfter, at man tier om det, man får at vide" if need.confidential else ""),
        ("Sprog", listed(LANGUAGE_DA[one] for one in need.languages)),
        ("Det får man ud af det", need.learns),
        ("Adgang", need.access),
        ("Svar senest", danish_date(need.ends_on)),
    ]
    return [(name, text) for name, text in lines if text]


def duties(need: Need, today: date) -> dict[str, Any]:
    """What the law asks of it, for those who ask for help, and what it stops."""
    found = check_of(need, today)
    lines = [{"what": one.what_da, "when": one.when_da, "law": listed(one.law), "url": f"/jura/{one.answer}/"} for one in found.obligations]
    return {"duties": lines[:MOST_DUTIES], "more_duties": max(0, len(lines) - MOST_DUTIES), "stops": found.stops, "unanswered": unanswered(need)}


def unanswered(need: Need) -> int:
    """How many of the form's questions of the law have no answer yet."""
    return sum(key not in need.facts for key in ASKED)


def page(actor: Actor, need: Need) -> dict[str, Any]:
    """What the page shows."""
    own, today = actor.may("exchange.work", need), localdate()
    return {
        "need": need,
        "kind": NEED_DA[NeedKind(need.kind)],
        "structured": structured(need),
        "facts": facts(need),
        "own": own,
        "errands": LIFECYCLE.possible(need.state, OWNER) if own else [],
        "draft": need.state == NeedState.DRAFT,
        "waits_for_confirmation": own and need.organisation is not None and need.organisation.confirmed_at is None,
        "shows_initiative": need.initiative_id is not None and queries.may_see_initiative(actor, need.initiative_id),
        "can_give": bool(actor.memberships) and not need.unnamed,
        "matches": lines(actor, need) if own else [],
        **(duties(need, today) if own else {}),
        **of_need(actor, need, own=own),
    }


def fresh(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """What the form for a new one begins with."""
    chosen = query.get("alliance", "")
    kind = query.get("slags", "")
    begin: dict[str, Any] = {"seats": 1, "municipality": home_of(actor), "kind": kind if kind in set(NeedKind) else NeedKind.HELP}
    return begin | ({"initiative_id": int(chosen)} if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else {})


def begun(need: Need) -> dict[str, Any]:
    """What the form for changing it begins with."""
    same = ("kind", "title", "text", "for_whom", "postcode", "place", "whens", "when_words", "duration", "seats", "languages", "learns", "contact", "access")
    told = {
        name: getattr(need, name) for name in (*same, *OF_CHILDREN, "confidential", "min_age", "unnamed", "area_id", "initiative_id", "ends_on", "revision")
    }
    told |= {f"fact_{key}": "yes" if value else "no" for key, value in need.facts.items()}
    if need.starts_at and need.ends_at:
        begins, ends = localtime(need.starts_at), localtime(need.ends_at)
        told |= {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
    return told | {"municipality": need.municipality_id, "for_organisation": str(need.organisation_id)}
