"""Searches people keep: what is new in each, with reasons, by the one rule of who may see what."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from samspil.core.search import find, lists
from samspil.core.text import refuse_cpr_number
from samspil.core.viewers import Viewer
from samspil.exchange import queries
from samspil.exchange.forms.near import NearForm
from samspil.exchange.models import Need, SavedSearch
from samspil.exchange.models.need import KIND as NEED
from samspil.exchange.presenting import near
from samspil.exchange.presenting.lists import NEEDS
from samspil.exchange.presenting.needs import place_of, when_of
from samspil.identity.actor import Actor

MOST_SHOWN, MOST_LOOKED_AT = 8, 200


def canonical(*, is_near: bool, raw: str) -> tuple[str, str] | None:
    """The search as it is kept, and what it is called until somebody calls it something else; None for what cannot be searched for."""
    query = QueryDict(raw[:2000])
    if holds_cpr(" ".join(value for name in query for value in query.getlist(name))):
        return None
    if is_near:
        form = NearForm(query)
        if not form.is_valid():
            return None
        return near.address(form.chosen, 1).partition("?")[2].removesuffix("&side=1"), f"Nær {form.chosen['by']}"
    wish = NEEDS.wish_of(query).begun()
    names = [chip["name"].strip("»«") for chip in NEEDS.chips(wish, NEEDS.words())]
    return wish.address().removeprefix("?"), ", ".join(names) or "Alle opgaver"


def holds_cpr(text: str) -> bool:
    """Whether a CPR number stands in it: that is kept nowhere, neither in what somebody searched for."""
    try:
        refuse_cpr_number(text)
    except ValidationError:
        return True
    return False


def new_in(viewer: Viewer, search: SavedSearch, now: datetime) -> list[dict[str, Any]]:
    """Needs of the search that were shown since the person was last told, the newest first, each with why; not more than can be read."""
    return (near_ones if search.near else listed_ones)(viewer, search, now)


def near_ones(viewer: Viewer, search: SavedSearch, now: datetime) -> list[dict[str, Any]]:
    """Of a search near somebody."""
    form = NearForm(QueryDict(search.query))
    if not form.is_valid():
        return []
    hits = [one for number in (1, 2, 3) for one in near.page(viewer, form.chosen, number, now)["hits"]] if form.chosen else []
    fresh = {one["need"].pk: one for one in hits if (one["need"].shown_at or one["need"].made_at) > search.told_until}
    return list(fresh.values())


def listed_ones(viewer: Viewer, search: SavedSearch, now: datetime) -> list[dict[str, Any]]:
    """Of the list of needs."""
    wish = NEEDS.wish_of(QueryDict(search.query))
    chosen = NEEDS.known(wish, NEEDS.words())
    if wish.words:
        pks = [pk for pk, _ in find.Search(viewer, wish.words).matches([NEED], chosen)][:MOST_LOOKED_AT]
    else:
        pks = [one.pk for one in lists.page_of(viewer, NEED, chosen, size=MOST_LOOKED_AT).documents]
    return [line(one) for one in queries.needs_shown_since(viewer, pks, search.told_until)]


def line(need: Need) -> dict[str, Any]:
    """A need in a search of the list."""
    return {"need": need, "reasons": [text for text in (place_of(need), when_of(need)) if text]}


def page(actor: Actor, now: datetime) -> dict[str, Any]:
    """One's own searches, each with what is new."""
    found = []
    for search in queries.own_searches(actor):
        fresh = [] if search.paused else new_in(actor, search, now)
        found.append({"search": search, "new": fresh[:MOST_SHOWN], "more": max(0, len(fresh) - MOST_SHOWN)})
    return {"searches": found}
