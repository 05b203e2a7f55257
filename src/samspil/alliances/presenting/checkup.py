"""The check-up's page: where the open round stands, and the last outcome as a picture, a table and what to talk of.

Nothing here reads a single answer but those of the viewer's own parties: what is shown of the others comes from `Outcome` alone.
"""

from datetime import timedelta
from fractions import Fraction
from math import sqrt
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from samspil.alliances.actions.check_up import CHECKED_STAGES, NONE_OPEN, no_say, speaks
from samspil.alliances.domain.checkup import (
    ASK_DA,
    FEWEST,
    OCCASION_DA,
    PAUSE_DAYS,
    QUESTION_DA,
    STEP_DA,
    STEPS,
    UNKNOWN_DA,
    Occasion,
    Outcome,
    Question,
    Spread,
    moved,
    talks,
    trend,
)
from samspil.alliances.models import CheckUp, CheckUpReply, Party
from samspil.alliances.rooms import Room
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

# A question's picture is 300 × 56: five places for the steps, circles whose area is the number of parties, and a mark under the line for the average.
FIRST_X, STEP_X, MIDDLE_Y, LARGEST, SMALLEST = 26, 62, 26, 20, 9
# Its course over the rounds is 120 × 56.
COURSE_X, COURSE_WIDTH, COURSE_LOW, COURSE_STEP = 10, 100, 48, 10
MOST_ROUNDS = 8
MOVED_DA = {1: "Bedre end sidst", -1: "Mindre godt end sidst", 0: ""}


class Dot(NamedTuple):
    """So many parties at one step: where the circle stands, how large it is, and the number in it."""

    x: int
    radius: str
    number: int


class Row(NamedTuple):
    """One question of the outcome. `dots` is empty where too few took a stand; then nothing of it is told."""

    text: str
    dots: list[Dot]
    mean_x: int
    mean: str
    before: str
    far: bool
    word: str
    label: str
    cells: list[tuple[str, int]]
    course: list[tuple[int, int]]

    @property
    def line(self) -> str:
        """The course as the points of an SVG polyline."""
        return " ".join(f"{x},{y}" for x, y in self.course)


def page(actor: Actor, room: Room) -> dict[str, Any]:
    """What the page shows to somebody who takes part."""
    rounds = list(room.alliance.checkups.all())
    closed = [round_ for round_ in rounds if round_.closed_on][-MOST_ROUNDS:]
    now = next((round_ for round_ in rounds if round_.closed_on is None), None)
    speaking = [party for party in room.own(actor) if party.organisation_id and speaks(actor, room, party.organisation_id)]
    last = closed[-1] if closed else None
    return {
        "now": open_round(room, now, speaking) if now else None,
        "last": outcome(room, closed) if closed else None,
        "asking": speaking if now is None and may_ask(room) and not again_on(last) else [],
        "again_on": again_on(last) if now is None and may_ask(room) else "",
        "few": len(room.joined) < FEWEST,
        "early": room.alliance.stage not in CHECKED_STAGES,
        "questions": [(QUESTION_DA[question], ASK_DA[question]) for question in Question],
    }


def again_on(last: CheckUp | None) -> str:
    """The day from which a party can ask for a round again; "" when it can now."""
    day = last.closed_on + timedelta(days=PAUSE_DAYS) if last and last.closed_on else None
    return danish_date(day) if day and localdate() < day else ""


def may_ask(room: Room) -> bool:
    """True when parties of it ask for rounds at all."""
    return room.alliance.stage in CHECKED_STAGES and len(room.joined) >= FEWEST


def open_round(room: Room, now: CheckUp, speaking: list[Party]) -> dict[str, Any]:
    """Where the open round stands: how many have answered, never who; and whether the viewer's own parties have."""
    answered = set(CheckUpReply.objects.filter(checkup=now).values_list("party", flat=True))
    return {
        "why": OCCASION_DA[Occasion(now.occasion)],
        "closes": danish_date(now.closes_on),
        "answered": len(answered & {party.pk for party in room.joined}),
        "asked": len(room.joined),
        "own": [(party.pk, party.name, party.pk in answered) for party in speaking],
    }


def outcome(room: Room, closed: list[CheckUp]) -> dict[str, Any]:
    """The last round that has closed, with the course over those before it."""
    last, results = closed[-1], [round_.result for round_ in closed]
    names = {party.pk: party.name for party in room.parties}
    rows = [row_of(question, results) for question in Question]
    return {
        "closed": danish_date(last.closed_on) if last.closed_on else "",
        "answered": results[-1].answered,
        "asked": last.asked,
        "rows": rows if any(row.dots for row in rows) else [],
        "steps": [STEP_DA[step] for step in STEPS] + [UNKNOWN_DA],
        "talks": [(talk.text, ASK_DA[talk.question]) for talk in talks(results)],
        "lines": [(line["text"], names[line["party"]]) for line in last.lines if line["party"] in names],
        "rounds": len(closed),
    }


def row_of(question: Question, results: list[Outcome]) -> Row:
    """One question of the last of these outcomes."""
    spread, means = results[-1].spreads[question], trend(results, question)
    if spread is None:
        return Row(QUESTION_DA[question], [], 0, "", "", False, "", "", [], [])
    shown = [mean for mean in means[:-1] if mean is not None]
    before, word = in_words(shown[-1]) if shown else "", MOVED_DA[moved(means)]
    return Row(
        QUESTION_DA[question],
        dots(spread),
        round(FIRST_X + STEP_X * (spread.mean - 1)),
        in_words(spread.mean),
        before,
        spread.far,
        word,
        label(question, spread, before),
        [(STEP_DA[step], count) for step, count in zip(STEPS, spread.counts, strict=True)] + [(UNKNOWN_DA, spread.unknown)],
        course(means),
    )


def dots(spread: Spread) -> list[Dot]:
    """The circles of one question; the one with all parties is the largest."""
    every = sum(spread.counts)
    places = zip(STEPS, spread.counts, strict=True)
    return [Dot(FIRST_X + STEP_X * (step - 1), f"{max(SMALLEST, LARGEST * sqrt(count / every)):.1f}", count) for step, count in places if count]


def course(means: list[Fraction | None]) -> list[tuple[int, int]]:
    """Where the averages stand in the picture of the course, the oldest first; a round that is not shown leaves its place empty."""
    apart = COURSE_WIDTH // max(1, len(means) - 1)
    return [(COURSE_X + apart * place, round(COURSE_LOW - COURSE_STEP * (mean - 1))) for place, mean in enumerate(means) if mean is not None]


def label(question: Question, spread: Spread, before: str) -> str:
    """The picture in words."""
    told = [f"{count} {STEP_DA[step].lower()}" for step, count in zip(STEPS, spread.counts, strict=True) if count]
    unknown = [f"{spread.unknown} {UNKNOWN_DA.lower()}"] if spread.unknown else []
    return f"{QUESTION_DA[question]}: {', '.join(told + unknown)}. Gennemsnit {in_words(spread.mean)} af 5.{f' Sidst {before}.' if before else ''}"


def in_words(mean: Fraction) -> str:
    """As Danes write it, with one decimal: 3,7."""
    return f"{float(mean):.1f}".replace(".", ",")


def own_reply(actor: Actor, room: Room, party: Party) -> tuple[CheckUp | None, CheckUpReply | None]:
    """The open round, and what the viewer's own party has answered in it; nothing for whoever may not speak for the party."""
    if not speaks(actor, room, party.organisation_id or 0):
        return None, None
    now = room.alliance.checkups.filter(closed_on=None).first()
    return now, now.replies.filter(party=party).first() if now else None


def why_not(actor: Actor, room: Room, party: Party) -> Refusal:
    """Why the viewer cannot answer for the party now."""
    return NONE_OPEN if speaks(actor, room, party.organisation_id or 0) else no_say(party)
