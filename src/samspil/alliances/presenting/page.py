"""What the pages of alliances show, as plain values for templates."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime

from samspil.alliances import known, queries
from samspil.alliances.actions.move_alliance import ASKED_AT, ERRAND_DA, errands_of
from samspil.alliances.domain.agreement import (
    kind_in_words,
)
from samspil.alliances.domain.contacts import without_contact
from samspil.alliances.domain.lifecycle import IN_FORCE, LIFECYCLE, MEASURED, MEMBER, MONEY, NOW_AT, STAGE_DA, THREAD, Stage
from samspil.alliances.domain.missing import missing
from samspil.alliances.domain.words import ROLE_DA, PartyState, TaskRole
from samspil.alliances.models.alliance import KIND
from samspil.alliances.presenting import charts
from samspil.alliances.presenting.agreed import as_agreed
from samspil.alliances.presenting.kept_frame import kept_under
from samspil.alliances.presenting.next_step import contact_step, done, next_step
from samspil.alliances.presenting.now import now_for
from samspil.alliances.presenting.structured import structured
from samspil.alliances.presenting.tables import MOST_SHOWN, SIGN, columns, roles, value_rows
from samspil.alliances.presenting.tally import tally
from samspil.alliances.queries import Marked
from samspil.alliances.rooms import Room, has_commitments
from samspil.core.drawn import drawn
from samspil.core.kept import piece
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor
from samspil.initiatives.models import Openness

HIDDEN_DA = "Skjult af moderator"
# Where the kept page has room for what waits for its reader.
NOW_PLACE = "<!-- now -->"
MOST_REMINDERS = 5
NOTHING: dict[str, Any] = {"open_to_change": False, "next": None, "version": None, "amended": None, "amendable": False, "own": []}
OVER = frozenset({Stage.CLOSED, Stage.WITHDRAWN})


class Own(NamedTuple):
    """A party the viewer acts for."""

    pk: int
    name: str
    organisation_id: int | None
    shown: bool


def page(actor: Actor, marked: Marked, read: Callable[[], Room]) -> dict[str, Any]:
    """An alliance's page for whoever may see it; `read` reads it when the page must be made anew."""
    kept = piece(kept_under(actor, marked), lambda: drawn_page(actor, read()))
    box = now_box(actor, marked, kept["next"], timezone.now()) if kept["busy"] else SafeString("")
    return {**kept, "room": SafeString(kept["room"].replace(NOW_PLACE, box))}  # both were drawn by templates


def now_box(actor: Actor, alliance: Marked, told: str, now: datetime) -> SafeString:
    """What waits for the viewer, read at each visit: it moves without the alliance being changed. Nothing where nothing waits."""
    waiting = now_for(actor, alliance, now, told)
    return drawn("alliances/now.html", waiting=tuple(waiting)) if waiting else SafeString("")


def drawn_page(actor: Actor, room: Room) -> dict[str, Any]:
    """The same, made anew. What stands in the page's head is read after `shown`, which turns the room into what this viewer may see."""
    seen = shown(actor, room)
    drawing = drawn("alliances/room.html", **seen)
    alliance, initiative = room.alliance, room.alliance.initiative
    unlisted = initiative.openness != Openness.PUBLIC
    head = {"unlisted": unlisted, "structured": "" if unlisted else structured(room)}
    head |= {"busy": NOW_PLACE in drawing, "next": seen["next"].url if seen["next"] else ""}
    return {"section": "alliances", "title": initiative.title, "purpose": alliance.purpose, **head, "room": drawing}


def stored_under(marked: Marked) -> dict[str, Any]:
    """What the page that strangers see is stored under (core/storing.py)."""
    return {"kind": KIND, "object_id": marked.pk, "audience": "public", "mark": marked.mark}


def shown(actor: Actor, room: Room) -> dict[str, Any]:
    """What the page shows, as plain values; what is the parties' own business only when the viewer is one of them."""
    alliance, initiative = room.alliance, room.alliance.initiative
    works = actor.may("alliances.work", room)
    fitting = known.answers_that_fit(alliance.facts) if works else []
    pages = known.known_pages(actor, [*([alliance.like_url] if alliance.like_url else []), *fitting])
    over = alliance.stage in OVER
    asked = [] if over else [party.name for party in room.standing if party.state == PartyState.INVITED and party.organisation_id in actor.memberships]
    if not works and not asked:
        as_agreed(room)
    told = room.standing if works or asked else room.joined  # who is asked and has not answered is the parties' own business
    return {
        "alliance": {
            **{name: getattr(alliance, name) for name in ("address", "slug", "purpose", "target_group", "place", "sought", "questions")},
            "kind": kind_in_words({"kind": alliance.kind}),
        },
        "initiative": {name: getattr(initiative, name) for name in ("pk", "title", "openness", "hidden_at")}
        | {"area": str(initiative.area or ""), "made_up": initiative.lead.demonstration},
        "stage": STAGE_DA[Stage(alliance.stage)],
        "openness": HIDDEN_DA if initiative.hidden_at else initiative.get_openness_display(),
        "thread": thread(room, "I" if works or asked else "de") if alliance.stage != Stage.WITHDRAWN else [],
        "settled": alliance.stage in IN_FORCE or alliance.stage == Stage.CLOSED,
        "now": NOW_PLACE if works and not over else "",
        "visited": initiative.lead_id if not works and not asked and not over else "",
        "like": next((page for page in pages if page.kind == known.EXAMPLE), None),
        "asked": asked,
        "works": works,
        "status": alliance.shows_status and not works,
        "over": over,
        "ended": ended(room, works) if over else None,
        "told_url": alliance.told_url,
        "columns": columns(told),
        "picture": charts.circles_of(room.plan, {party.pk for party in told}),
        "values": value_rows(actor, room, told, works),
        "roles": roles(room, told, works),
        "tally": tally(actor, room, told, localdate(), works=works) if has_commitments(alliance) else None,
        "gauges": [(SIGN[role], ROLE_DA[role]) for role in TaskRole],
        **(for_parties(actor, room, [page for page in pages if page.kind == known.LEGAL_ANSWER]) if works else NOTHING),
    }


def for_parties(actor: Actor, room: Room, answers: list[known.Known]) -> dict[str, Any]:
    """What only those who take part see."""
    alliance, lacking = room.alliance, missing(room.plan)
    told = [*without_contact(room.plan), *lacking]
    own = [Own(party.pk, party.name, party.organisation_id, party.shown) for party in room.own(actor)]
    may_leave = "leave" in LIFECYCLE.possible(alliance.stage, MEMBER) and (len(room.joined) > 1 or room.holder_id)
    past = queries.past_of(room)
    promised = past.versions[0][1] if past.versions and room.open_version is None else []
    gone = max((party for party in past.parties if party.name in promised), key=lambda party: party.answered_at or party.asked_at, default=None)
    return {
        "open_to_change": room.open_to_change,
        "amendable": alliance.stage in IN_FORCE,
        "next": contact_step(actor, room) or next_step(actor, room, lacking),
        "missing": told[:MOST_SHOWN],
        "missing_too": told[MOST_SHOWN:],
        "done": done(room, lacking),
        "answers": answers,
        "version": {"number": room.open_version.number, "waits": room.in_force is None} if room.open_version else None,
        "amended": amended(room) if room.amendment else None,
        "own": own,
        "can_leave": own if may_leave else [],
        "past": {
            "parties": [(party.name, party.answered_at, party.reason) for party in past.parties],
            "versions": past.versions,
            "gone": gone and {"name": gone.name, "reason": gone.reason},
        },
        "showing": [party.name for party in room.joined if party.shown],
        "errands": [(errand, ERRAND_DA[errand], ASKED_AT.get(errand, "")) for errand in errands_of(alliance.stage)],
    }


def amended(room: Room) -> dict[str, Any]:
    """That an amendment is written or waits, beside the version that holds."""
    return {"what": room.amendment.what if room.amendment else "", "number": room.waiting.number if room.waiting else None}


def ended(room: Room, works: bool) -> dict[str, str | bool]:
    """That it is over; who ended it and what they said is for those who took part."""
    alliance = room.alliance
    by = next((party.name for party in room.parties if works and party.pk == alliance.ended_for_id), "")
    return {
        "text": "Alliancen er opgivet." if alliance.stage == Stage.WITHDRAWN else "Alliancen er afsluttet.",
        "continued": f"Videreført hos {alliance.continued_with}." if alliance.continued_with else "",
        "guide": works and alliance.stage == Stage.CLOSED,
        "by": " · ".join([*([by] if by else []), *([day(alliance.ended_at)] if alliance.ended_at else [])]),
        "reason": alliance.end_reason if works else "",
    }


def thread(room: Room, who: str = "I") -> list[dict[str, str]]:
    """The seven steps from need to effect, with where the alliance is. `who` is "I" for those who take part and "de" for all others."""
    alliance, first = room.alliance, room.plan.first
    told = alliance.stage == Stage.CLOSED and alliance.told_url
    now = len(THREAD) if told else NOW_AT[Stage(alliance.stage)]
    planned = f"Planlagt {danish_date(first)}" if first else "Når aftalen er på plads"
    texts = [
        "",
        "",
        day(alliance.agreed_at) if alliance.agreed_at else "",
        "" if told else f"Hvis {who} får brug for dem",
        f"Siden {danish_date(alliance.begun_on)}" if alliance.begun_on else planned,
        "" if told else f"Når {who} er i gang",
        "Som eksempel" if told else f"Når {who} er klar",
    ]
    texts[0] = day(alliance.initiative.begun_at)
    answered = sorted(party.answered_at for party in room.joined if party.answered_at)
    texts[1] = day(answered[1]) if len(answered) > 1 else ""
    return [
        {"name": name, "text": f"{who.capitalize()} er her" if place == now else texts[place], "state": state_of(place, now)}
        for place, name in enumerate(THREAD)
    ]


def state_of(place: int, now: int) -> str:
    """How a step looks. Money and measuring are nothing an alliance must have had to come further."""
    return "now" if place == now else "done" if place < now and place not in {MONEY, MEASURED} else "open"


def day(moment: datetime) -> str:
    return danish_date(localtime(moment).date())
