"""Reading questions to decide, their rules and what follows: each kind in one statement, however many there are."""

from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Q, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404

from samspil.alliances.domain.deciding import Asked, MatterState, Reply, Rule, state_of
from samspil.alliances.models import DecisionRule, FollowUp, Matter
from samspil.alliances.rooms import Room

MOST_SHOWN = 200


class Said(NamedTuple):
    """What a party has said to a question; `verdict` is None until it has. `said_at` is in ISO form, or None."""

    party: int
    verdict: Reply | None
    why: str
    said_at: str | None


def rules_of(room: Room) -> list[DecisionRule]:
    """Who decides what, in the order it was written."""
    return list(DecisionRule.objects.filter(alliance=room.alliance))


def get_rule_of(room: Room, rule_id: int) -> DecisionRule:
    """One of the alliance's rules; Http404 otherwise."""
    found = DecisionRule.objects.filter(alliance=room.alliance, pk=rule_id).first()
    if found is None:
        raise Http404("Den regel findes ikke her.")
    return found


def matters_of(room: Room) -> "QuerySet[Matter]":
    """The questions, the newest first, each with what was said to it."""
    say = JSONObject(party="says__party_id", verdict="says__verdict", why="says__why", said_at="says__said_at")
    says = JSONBAgg(say, filter=Q(says__isnull=False), order_by="says__pk")
    return Matter.objects.filter(alliance=room.alliance).annotate(says_now=says).order_by("-number")


def open_matters_of(room: Room, today: date) -> list[Matter]:
    """The questions that can still be decided, the newest first."""
    waiting = matters_of(room).filter(decided_at=None, taken_back_at=None)[:MOST_SHOWN]
    return [one for one in waiting if state_of(asked_of(room, one), today) in {MatterState.OPEN, MatterState.LATE}]


def get_matter_of(room: Room, number: int) -> Matter:
    """The alliance's question with this number; Http404 otherwise."""
    found = matters_of(room).select_related("corrects").filter(number=number).first()
    if found is None:
        raise Http404("Det spørgsmål findes ikke her.")
    return found


def follow_ups_of(room: Room, matter: Matter | None = None) -> list[FollowUp]:
    """What follows from the alliance's decisions, or from one, the earliest day first."""
    found = FollowUp.objects.filter(alliance=room.alliance).select_related("matter")
    return list(found.filter(matter=matter) if matter else found[:MOST_SHOWN])


def get_follow_up_of(room: Room, follow_up_id: int) -> FollowUp:
    """One of what follows from the alliance's decisions; Http404 otherwise."""
    found = FollowUp.objects.select_related("matter").filter(alliance=room.alliance, pk=follow_up_id).first()
    if found is None:
        raise Http404("Den opgave findes ikke her.")
    return found


def said_to(matter: Matter) -> list[Said]:
    """What each party that must say something has said, in the order they were asked."""
    rows: list[dict[str, Any]] = vars(matter)["says_now"] or []
    return [Said(row["party"], Reply(row["verdict"]) if row["verdict"] else None, row["why"], row["said_at"]) for row in rows]


def asked_of(room: Room, matter: Matter) -> Asked:
    """The question as the domain looks at it: whoever went out of the alliance is no longer waited for."""
    here = {party.pk for party in room.joined}
    return matter.as_asked({one.party: one.verdict for one in said_to(matter) if one.party in here})


def plan_of(rules: list[DecisionRule]) -> tuple[Rule, ...]:
    """The rules as the domain looks at them."""
    return tuple(rule.as_rule() for rule in rules)
