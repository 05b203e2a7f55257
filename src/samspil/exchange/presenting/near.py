"""Needs near somebody, a page at a time, each with why it is shown."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.http import urlencode

from samspil.core.viewers import Viewer
from samspil.exchange.domain.choosing import free_of
from samspil.exchange.domain.finding import Found, Looker, ReasonKind, ranked, something_now
from samspil.exchange.domain.reasons import left_out_words, to_check, told
from samspil.exchange.domain.skills import SKILL_DA, Skill
from samspil.exchange.domain.words import NEED_DA, WHEN_DA, NeedKind, When, listed
from samspil.exchange.models import Need
from samspil.exchange.nearby import MOST_LOOKED_AT, around
from samspil.exchange.presenting.needs import place_of, seats_of, when_of
from samspil.exchange.queries import needs_by_id

ON_A_PAGE = 20
METRES = 1000


def page(viewer: Viewer, asked: dict[str, Any], number: int, now: datetime) -> dict[str, Any]:
    """What the page shows of the needs that fit what was asked (NearForm); `number` counts pages from 1."""
    openings = around(viewer, asked["by"], asked["km"], asked["slags"])
    looker = looker_of(asked, now)
    if asked["nu"]:
        found, left_out = something_now(openings, asked["alder"], now, within_m=asked["km"] * METRES), []
    else:
        result = ranked(openings, looker, now)
        found, left_out = result.found, left_out_words(result.left_out)
    last = max(1, -(-len(found) // ON_A_PAGE))
    number = min(max(1, number), last)
    shown = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    rows = needs_by_id(viewer, [int(one.opening.id) for one in shown])
    hits = [hit(one, rows[int(one.opening.id)], asked, looker, now) for one in shown if int(one.opening.id) in rows]
    return {"many": len(openings) >= MOST_LOOKED_AT, "hits": hits, "total": len(found), "left_out": left_out, "number": number, "last": last}


def looker_of(asked: dict[str, Any], now: datetime) -> Looker:
    """Somebody who looks, as far as they said."""
    interests = {WHEN_DA[When(when)].lower() for when in asked["tid"]} | {NEED_DA[NeedKind(kind)].lower() for kind in asked["slags"]}
    return Looker(age=asked["alder"], max_m=asked["km"] * METRES, free=free_of(asked["tid"], now), interests=frozenset(interests), qualifications=known(asked))


def known(asked: dict[str, Any]) -> frozenset[str] | None:
    """Everything but a driving licence for whoever ticked that they have none; else nobody asked."""
    licences = {SKILL_DA[Skill.LICENCE], SKILL_DA[Skill.MINIBUS]}
    return frozenset(SKILL_DA.values()) - licences if asked["uden"] else None


def hit(found: Found, need: Need, asked: dict[str, Any], looker: Looker, now: datetime) -> dict[str, Any]:
    """One need with its reasons, and what to see to oneself."""
    about = {"place": place_of(need), "when": when_of(need), "seats": seats_of(need), "kind": NEED_DA[NeedKind(need.kind)]}
    against = other_time(need, asked)
    return {"need": need, **about, "reasons": reasons_of(found, need, looker, now), "to_check": [*against, *to_check(found.opening, looker)]}


def reasons_of(found: Found, need: Need, looker: Looker, now: datetime) -> list[str]:
    """Why it is shown. Between two in one postcode nobody knows the distance; and what has its time of the week is not done whenever it suits."""
    kinds = tuple(kind for kind in found.reasons if kind is not ReasonKind.FLEXIBLE or not need.whens or When.FLEXIBLE in need.whens)
    lines = told(replace(found, reasons=kinds), looker, now)
    return ["i dit postnummer", *lines[1:]] if found.opening.distance_m == 0 else lines


def other_time(need: Need, asked: dict[str, Any]) -> list[str]:
    """That it is at another time of the week than was ticked, as far as the need says."""
    mine = {When(when) for when in asked["tid"]}
    theirs = {When(when) for when in need.whens}
    if not mine or not theirs or mine & theirs or When.FLEXIBLE in mine | theirs or need.starts_at:
        return []
    return [f"det er {listed(WHEN_DA[when].lower() for when in When if when in theirs)}"]


def address(asked: dict[str, Any], number: int) -> str:
    """The address of another page of the same search."""
    pairs = [("by", asked["by"].code), ("km", asked["km"])]
    pairs += [("alder", asked["alder"])] if asked["alder"] else []
    pairs += [("uden", "on")] if asked["uden"] else []
    pairs += [(name, value) for name in ("tid", "slags") for value in asked[name]] + ([("nu", "on")] if asked["nu"] else [])
    return f"/behov/naer/?{urlencode([*pairs, ('side', number)])}"
