"""The box "Lige nu" on an alliance's page: what is ahead and what waits for the reader's own parties, in one statement."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import localdate, localtime

from samspil.alliances import waiting
from samspil.alliances.domain.words import PartyState
from samspil.alliances.models import Alliance, FollowUp, LastSeen, Meeting, Message, Party
from samspil.alliances.presenting.meetings import WEEKDAYS
from samspil.alliances.queries import Marked
from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor

MOST_SHOWN = 5
# Where each stands, in the order of what can wait least.
CHECKUP, SAY, TASK, MEETING, MESSAGE = "1", "2", "3", "4", "5"
PLACES = {CHECKUP: "tjek/", SAY: "beslutninger/{}/", TASK: "beslutninger/opgaver/", MEETING: "moeder/{}/", MESSAGE: "beskeder/"}


class Waiting(NamedTuple):
    """A line of the box: `late` when its day is over."""

    icon: str
    text: str
    url: str
    day: str
    late: bool


def now_for(actor: Actor, alliance: Alliance | Marked, now: datetime, told: str = "") -> list[Waiting]:
    """What is ahead for the viewer, the most pressing first; one line for each kind, which says how many more there are.

    What leads to `told`, the address of the page's next step, stands there already and is left out.
    """
    found = compiled.rows(waiting_of, alliance=alliance.pk, own=list(actor.memberships), person=actor.person_id, now=now)
    kinds: dict[str, list[tuple[str, datetime, int]]] = {}
    for kind, text, moment, number in sorted(found, key=lambda row: (row[0], row[2])):
        if not told or not told.startswith(f"{alliance.address}{PLACES[kind].format(number)}"):
            kinds.setdefault(kind, []).append((text, moment, number))
    return [line(kind, rows, alliance.address, now) for kind, rows in kinds.items()]


def line(kind: str, rows: list[tuple[str, datetime, int]], address: str, now: datetime) -> Waiting:
    """One line for all of a kind, told by its first."""
    (text, moment, number), more = rows[0], len(rows) - 1
    day, late = danish_date(localdate(moment)), localdate(moment) < localdate(now)
    url = f"{address}{PLACES[kind].format(number)}"
    too, at_the_latest = f" (og {more} til)" if more else "", f"{'over tiden, ' if late else ''}senest {day}"
    if kind == CHECKUP:
        return Waiting("check", "Svar på tjekket: otte spørgsmål, to minutter", url, at_the_latest, late)
    if kind == SAY:
        return Waiting("info", f"Jeres svar mangler: {text}{too}", url, at_the_latest, late)
    if kind == TASK:
        return Waiting("document", f"{'I skulle' if late else 'I skal'}: {text}{too}", url, at_the_latest, late)
    if kind == MEETING:
        begins = localtime(moment)
        return Waiting("clock", f"{text}{too}", url, f"{WEEKDAYS[begins.weekday()]} {day} kl. {begins:%H.%M}", False)
    new = f"{len(rows)} nye beskeder" if more else "En ny besked"
    return Waiting("mail", new if len(rows) < MOST_SHOWN else "Nye beskeder", url, "", False)


def waiting_of() -> QuerySet[Any, Any]:
    """Kind, text, moment and number of what waits, for whoever acts for these organisations."""
    own = Party.objects.filter(alliance=Given("alliance"), organisation__any_of=Given("own"), state=PartyState.JOINED.value)
    checkups = waiting.rounds_open_to(own).filter(alliance=Given("alliance"))
    says = waiting.questions_to(own.values("pk"))
    tasks = FollowUp.objects.filter(owner__in=own.values("pk"), done_at=None, dropped="")
    called = Meeting.called.through.objects.filter(meeting=OuterRef("pk"), party__in=own.values("pk"))
    meetings = Meeting.objects.filter(Q(everybody=True) | Exists(called), alliance=Given("alliance"), cancelled_at=None, ends__gt=Given("now"))
    seen = Subquery(LastSeen.objects.filter(person=Given("person"), alliance=Given("alliance")).values("message"))
    messages = Message.objects.filter(alliance=Given("alliance"), taken_back_at=None, hidden_at=None, pk__gt=Coalesce(seen, 0)).exclude(author=Given("person"))
    return rows(checkups, CHECKUP, Value(""), F("closes_on"), Value(0)).union(
        rows(says, SAY, F("matter__text"), F("matter__due_day"), F("matter__number")),
        rows(tasks.order_by("due_day"), TASK, F("what"), F("due_day"), Value(0)),
        rows(meetings.order_by("begins"), MEETING, F("title"), F("begins"), F("pk")),
        rows(messages.order_by("-pk"), MESSAGE, Value(""), F("written_at"), Value(0)),
        all=True,
    )


def rows(found: QuerySet[Any], kind: str, text: Any, moment: Any, number: Any) -> QuerySet[Any, Any]:
    """The first few of a kind, in columns that all kinds share."""
    kinds = {"kind_": Value(kind, output_field=CharField()), "text_": Cast(text, CharField()), "number_": Cast(number, IntegerField())}
    told: QuerySet[Any, Any] = found.annotate(**kinds, moment_=Cast(moment, DateTimeField())).values_list("kind_", "text_", "moment_", "number_")[:MOST_SHOWN]
    return told
