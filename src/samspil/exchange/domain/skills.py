"""What a task may ask one to know or have, and what stands in the way of somebody who lacks it. Told by people, seen by those they help."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from enum import StrEnum

from samspil.exchange.domain.eligibility_model import HeldQualification, Moment, PersonFacts, Reason, Requirement, TaskFacts, Weight
from samspil.exchange.domain.eligibility_rules import qualifications
from samspil.exchange.domain.finding import LICENCE as LICENCE_DA
from samspil.exchange.domain.matching.clocks import ZONE


class Skill(StrEnum):
    """A course, a test or a licence that others can see a paper of."""

    LICENCE = "licence"
    MINIBUS = "minibus"
    FIRST_AID = "first_aid"
    FOOD = "food"
    LIFEGUARD = "lifeguard"
    COACH = "coach"
    VISITOR = "visitor"
    RICKSHAW = "rickshaw"


SKILL_DA = {
    Skill.LICENCE: LICENCE_DA,
    Skill.MINIBUS: "kørekort til minibus",
    Skill.FIRST_AID: "førstehjælpskursus",
    Skill.FOOD: "kursus i fødevarehygiejne",
    Skill.LIFEGUARD: "livredderprøve",
    Skill.COACH: "trænerkursus",
    Skill.VISITOR: "kursus som besøgsven",
    Skill.RICKSHAW: "kursus som cykelpilot",
}


def in_words(skills: Iterable[str]) -> list[str]:
    """Danish names, in the order of the list."""
    wanted = set(skills)
    return [name for skill, name in SKILL_DA.items() if skill in wanted]


def noon(day: date) -> int:
    """The middle of a Danish day, in UTC minutes."""
    return int(datetime.combine(day, time(12), ZONE).timestamp()) // 60


def lacking(requires: Iterable[str], held: Sequence[HeldQualification], day: date, today: date) -> list[Reason]:
    """What is the matter with what a task on `day` asks for, the task's order; nothing when all is in place. What was told and not yet seen is only told."""
    asked = tuple(Requirement(name, strict=False) for name in in_words(requires))
    task = TaskFacts(0, "", start=noon(day), end=noon(day) + 1, requires=asked)
    return list(qualifications(PersonFacts(held=tuple(held)), task, Moment(noon(today))))


def in_the_way(found: Iterable[Reason]) -> Reason | None:
    """The first that must be put right before one is placed."""
    return next((one for one in found if one.weight is not Weight.SHOULD_KNOW), None)


def holding(held: Iterable[HeldQualification], day: date) -> frozenset[str]:
    """What somebody has told that they have, as far as it holds on a day."""
    return frozenset(one.name for one in held if one.holds_on(day))
