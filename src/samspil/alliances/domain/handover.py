"""The note whoever takes over reads: what is under way, in short sentences made from what the alliance knows."""

from collections.abc import Iterable
from dataclasses import dataclass

from samspil.alliances.domain.commitments import number_in_words
from samspil.alliances.domain.missing import missing
from samspil.alliances.domain.plan import AlliancePlan, PromisePlan
from samspil.alliances.domain.words import ROLE_DA, TaskRole
from samspil.core.periods import danish_date

# As many lines of a section as somebody reads.
MOST_LINES = 12


@dataclass(frozen=True)
class Underway:
    """What the plan does not know: promises of the party that are not kept yet, meetings to come and decisions that wait (in words), and the files' titles."""

    promises: tuple[PromisePlan, ...] = ()
    meetings: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with its lines; `rest` is how many more there are, and `place` where they stand, below the alliance's address."""

    heading: str
    lines: tuple[str, ...]
    place: str
    rest: int = 0


def note_for(plan: AlliancePlan, party_id: int, underway: Underway) -> list[Section]:
    """The sections that have something to tell, what is to be done first."""
    found = [
        section("Næste skridt", (reason.step for reason in missing(plan) if reason.party in {None, party_id}), ""),
        section("Jeres opgaver", tasks_of(plan, party_id), ""),
        section("Det, I har lovet, og som ikke er nået endnu", (promise_in_words(one) for one in underway.promises), "tilsagn/"),
        section("Beslutninger, der venter", underway.waiting, "beslutninger/"),
        section("Møder", underway.meetings, "moeder/"),
        section("Her er filerne", underway.files, "filer/"),
    ]
    return [one for one in found if one.lines]


def section(heading: str, lines: Iterable[str], place: str) -> Section:
    told = list(lines)
    return Section(heading, tuple(told[:MOST_LINES]), place, max(0, len(told) - MOST_LINES))


def tasks_of(plan: AlliancePlan, party_id: int) -> list[str]:
    """The tasks the party has a role in, with the role; what it answers for first."""
    order = list(TaskRole)
    own = [(order.index(task.roles[party_id]), task) for task in plan.tasks if party_id in task.roles]
    return [f"{task.title}: {ROLE_DA[task.roles[party_id]].lower()}" for _, task in sorted(own, key=lambda pair: pair[0])]


def promise_in_words(one: PromisePlan) -> str:
    return f"{number_in_words(one.quantity)} {one.unit}: {one.what}, senest {danish_date(one.due)}"
