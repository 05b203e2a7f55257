"""Who is bound to confidentiality in an alliance, for its parties alone; and the text with its receipt, for the person."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from samspil.alliances.actions.impose import why_no_say
from samspil.alliances.domain.confidentiality import IMPOSITION_DA, ImpositionState, standing_of
from samspil.alliances.domain.words import Sector
from samspil.alliances.models import Imposition
from samspil.alliances.printing import sure_in_words
from samspil.alliances.rooms import Room
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor
from samspil.law.domain.confidentiality import NOT_READ_DA, SOURCES_DA

LOOK = {ImpositionState.ASKED: ("tag--amber", "clock"), ImpositionState.CONFIRMED: ("", "check"), ImpositionState.ENDED: ("tag--plain", "lock")}


def listed(actor: Actor, room: Room, found: list[Imposition], today: date) -> dict[str, Any]:
    """The page of the parties."""
    names = {party.pk: party.name for party in room.parties}
    may = {party.pk for party in room.own(actor) if why_no_say(actor, room, party) is None}
    return {
        "rows": [row_of(one, names, today, may=one.party_id in may) for one in found],
        "imposing": [party for party in room.own(actor) if party.pk in may],
        "public": [party.name for party in room.joined if party.sector == Sector.PUBLIC],
    }


def row_of(one: Imposition, names: dict[int, str], today: date, *, may: bool) -> dict[str, Any]:
    """One person."""
    standing = standing_of(one.confirmed_at is not None, one.ended_on, today)
    look, sign = LOOK[standing]
    return {
        "pk": one.pk,
        "name": one.confirmed_name or one.name,
        "of_party": names.get(one.of_party_id or 0, ""),
        "by": names.get(one.party_id, ""),
        "about": one.about,
        "imposed": danish_date(localdate(one.imposed_at)),
        "confirmed": danish_date(localdate(one.confirmed_at)) if one.confirmed_at else "",
        "ends": danish_date(one.ended_on) if one.ended_on else "",
        "goes": danish_date(one.delete_on) if one.delete_on else "",
        "word": IMPOSITION_DA[standing],
        "look": look,
        "sign": sign,
        "may": may,
        "waits": standing is ImpositionState.ASKED,
        "may_end": may and one.ended_on is None,
    }


def own(one: Imposition, today: date) -> dict[str, Any]:
    """The person's page."""
    standing = standing_of(one.confirmed_at is not None, one.ended_on, today)
    return {
        "imposition": one,
        "public": one.party.name,
        "title": one.alliance.initiative.title,
        "text": one.text,
        "sources": SOURCES_DA,
        "not_read": NOT_READ_DA,
        "standing": IMPOSITION_DA[standing],
        "confirmed": danish_date(localdate(one.confirmed_at)) if one.confirmed_at else "",
        "sure": sure_in_words(one.assurance),
        "ends": danish_date(one.ended_on) if one.ended_on else "",
        "goes": danish_date(one.delete_on) if one.delete_on else "",
    }
