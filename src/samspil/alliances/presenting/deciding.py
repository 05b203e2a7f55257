"""What the pages of deciding show: the log with its pace, one question, and what follows from decisions."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from samspil.alliances import matters
from samspil.alliances.domain.deciding import (
    ALL_DA,
    FOLLOW_DA,
    MATTER_DA,
    REPLY_DA,
    FollowState,
    MatterState,
    Reply,
    days_in_words,
    days_used,
    follow_state,
    pace_in_words,
    pace_of,
    state_of,
)
from samspil.alliances.models import DecisionRule, FollowUp, Matter
from samspil.alliances.rooms import Room
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor

# How each state looks: the colour of its tag and its sign.
LOOK = {
    MatterState.OPEN: ("tag--plain", "clock"),
    MatterState.LATE: ("tag--amber", "warning"),
    MatterState.DECIDED: ("", "check"),
    MatterState.TAKEN_BACK: ("tag--plain", "info"),
    MatterState.STRANDED: ("tag--amber", "warning"),
}
FOLLOW_LOOK = {
    FollowState.OPEN: ("tag--plain", "clock"),
    FollowState.LATE: ("tag--amber", "warning"),
    FollowState.DONE: ("", "check"),
    FollowState.DROPPED: ("tag--plain", "info"),
}
# The picture: how many decisions it shows, and its measures in its own units.
MOST_BARS, ROW, LEFT, WIDE = 12, 34, 64, 280


class Bar(NamedTuple):
    """A decision in the picture: `wide` is the days used and `mark` the days promised, in the picture's units; `y` is where its row begins."""

    number: int
    y: int
    wide: int
    mark: int
    late: bool
    words: str

    @property
    def middle(self) -> int:
        """Where the row's text stands."""
        return self.y + 21

    @property
    def bar_y(self) -> int:
        """Where the bar begins."""
        return self.y + 6


def log(actor: Actor, room: Room, today: date) -> dict[str, Any]:
    """The decision log, the newest first, with the alliance's pace and what waits for the viewer."""
    names, own = names_of(room), {party.pk for party in room.own(actor)}
    found = list(matters.matters_of(room)[: matters.MOST_SHOWN])
    rows = [row_of(room, one, names, own, today) for one in found]
    decided = [one for one in found if one.decided_on]
    pace = pace_of([(used(one), one.days) for one in decided])
    return {
        "rows": rows,
        "yours": [row for row in rows if row["yours"]],
        "late": [row for row in rows if row["late"] and not row["yours"]],
        "pace": pace_in_words(pace),
        "picture": picture(decided[:MOST_BARS]),
        "rules": rules(room, names),
    }


def names_of(room: Room) -> dict[int, str]:
    """The parties by id, also those that went out: what they asked and said stays."""
    return {party.pk: party.name for party in room.parties}


def used(one: Matter) -> int:
    """How many days its decision took."""
    return days_used(localdate(one.raised_at), one.decided_on) if one.decided_on else 0


def row_of(room: Room, one: Matter, names: dict[int, str], own: set[int], today: date) -> dict[str, Any]:
    """A question as a line."""
    asked = matters.asked_of(room, one)
    state = state_of(asked, today)
    look, sign = LOOK[state]
    waiting = [party for party, verdict in asked.said.items() if verdict is None] if state in {MatterState.OPEN, MatterState.LATE} else []
    return {
        "number": one.number,
        "text": one.text,
        "raised_by": names.get(one.raised_by_id, ""),
        "raised": danish_date(asked.raised),
        "about": one.about,
        "decides": decides(one, names),
        "due": danish_date(one.due_day),
        "state": MATTER_DA[state],
        "look": look,
        "sign": sign,
        "late": state is MatterState.LATE,
        "open": bool(waiting),
        "outcome": REPLY_DA[Reply(one.outcome)] if one.outcome else "",
        "decision": one.decision,
        "decided": danish_date(one.decided_on) if one.decided_on else "",
        "days": taken(one, today, waiting=bool(waiting)),
        "waits_for": ", ".join(names.get(party, "") for party in waiting),
        "yours": [party for party in waiting if party in own],
        "stranded": state is MatterState.STRANDED,
    }


def decides(one: Matter, names: dict[int, str]) -> str:
    """Who had to decide it, as it was asked."""
    said = matters.said_to(one)
    return names.get(said[0].party, "") if len(said) == 1 else ALL_DA


def taken(one: Matter, today: date, *, waiting: bool) -> str:
    """The days it took, or has taken so far, against those that were promised."""
    promised = days_in_words(one.days)
    if one.decided_on:
        return f"{days_in_words(used(one))} af {promised}"
    return f"{days_in_words(days_used(localdate(one.raised_at), today))} af {promised} indtil nu" if waiting else "–"


def picture(decided: list[Matter]) -> dict[str, Any] | None:
    """A bar for each of the latest decisions; the table beside it tells the same in words. None while there is nothing to compare."""
    if not decided:
        return None
    longest = max(max(used(one), one.days) for one in decided)
    bars = [
        Bar(one.number, place * ROW, max(3, WIDE * used(one) // longest), LEFT + WIDE * one.days // longest, used(one) > one.days, days_in_words(used(one)))
        for place, one in enumerate(decided)
    ]
    return {"bars": bars, "height": len(bars) * ROW, "left": LEFT, "words": LEFT + WIDE + 12}


def rules(room: Room, names: dict[int, str]) -> list[dict[str, Any]]:
    """Who decides what."""
    return [rule_row(rule, names) for rule in matters.rules_of(room)]


def rule_row(rule: DecisionRule, names: dict[int, str]) -> dict[str, Any]:
    who = names.get(rule.decides_id, "") if rule.decides_id else ALL_DA
    return {"pk": rule.pk, "about": rule.about, "who": who, "days": days_in_words(rule.days)}


def matter_page(actor: Actor, room: Room, one: Matter, today: date) -> dict[str, Any]:
    """One question: who has said what, what was decided, and what follows."""
    names, own = names_of(room), {party.pk for party in room.own(actor)}
    row, here = row_of(room, one, names, own, today), {party.pk for party in room.joined}
    said = matters.said_to(one)
    untouched = row["open"] and not any(word.verdict for word in said)
    return {
        "matter": row,
        "says": [(names.get(word.party, ""), *said_in_words(word, gone=word.party not in here)) for word in said],
        "corrects": {"number": one.corrects.number, "text": one.corrects.text} if one.corrects else None,
        "corrections": list(one.corrections.values_list("number", "text").order_by("number")),
        "may_take_back": untouched and one.raised_by_id in own,
        "follow_ups": [follow_row(task, names, own, today) for task in matters.follow_ups_of(room, one)],
        "settled": bool(one.decided_at),
    }


def said_in_words(word: matters.Said, *, gone: bool) -> tuple[str, str, str]:
    """What a party said, why and when."""
    if word.verdict is None:
        return ("Er gået ud af alliancen" if gone else "Har ikke svaret endnu", "", "")
    when = danish_date(localdate(datetime.fromisoformat(word.said_at))) if word.said_at else ""
    return (REPLY_DA[word.verdict], word.why, when)


def follow_ups(actor: Actor, room: Room, today: date) -> list[dict[str, Any]]:
    """Everything that follows from decisions: what is still to be done first."""
    names, own = names_of(room), {party.pk for party in room.own(actor)}
    rows = [follow_row(task, names, own, today) for task in matters.follow_ups_of(room)]
    return sorted(rows, key=lambda row: not row["open"])


def follow_row(task: FollowUp, names: dict[int, str], own: set[int], today: date) -> dict[str, Any]:
    """Something that follows from a decision, as a line."""
    state = follow_state(task.due_day, done=bool(task.done_at), dropped=bool(task.dropped), today=today)
    look, sign = FOLLOW_LOOK[state]
    return {
        "pk": task.pk,
        "what": task.what,
        "owner": names.get(task.owner_id, ""),
        "due": danish_date(task.due_day),
        "state": FOLLOW_DA[state],
        "look": look,
        "sign": sign,
        "dropped": task.dropped,
        "done": danish_date(localdate(task.done_at)) if task.done_at else "",
        "open": state in {FollowState.OPEN, FollowState.LATE},
        "mine": task.owner_id in own and not task.done_at,
        "number": task.matter.number,
        "from": task.matter.text,
    }
