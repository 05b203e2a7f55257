"""What an alliance holds that another can begin from: its aim, which kinds of parties did what, and its terms. Never names, persons or promises."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from samspil.alliances.domain.plan import AlliancePlan, PartyPlan
from samspil.alliances.domain.terms import STANDARD, TERM_DA
from samspil.alliances.domain.words import PartyState, Sector, TaskRole

MOST_TASKS, LONGEST_TASK = 20, 120
MOST_QUESTIONS, LONGEST_QUESTION = 12, 300
# What stands where a party's name stood.
ONE_OF = {Sector.PUBLIC: "kommunen", Sector.CIVIL: "foreningen", Sector.BUSINESS: "virksomheden", Sector.KNOWLEDGE: "skolen"}
ADDRESS = re.compile(r"\S+@\S+|\b(?:\+45\s?)?\d\d\s?\d\d\s?\d\d\s?\d\d\b")
LEFT_OUT = "…"


@dataclass(frozen=True)
class PartyPattern:
    """A kind of party: its sector, what it typically brings and gains. `name` is the sector's word, as suggestions show who."""

    sector: str
    name: str = ""
    brings: str = ""
    gains: str = ""


@dataclass(frozen=True)
class TaskPattern:
    """A task, which sector answers for it ("" when it is open), and where volunteers' work ends ("" when none help)."""

    title: str
    sector: str = ""
    line: str = ""


@dataclass(frozen=True)
class Pattern:
    """`kind` is a CoCreation or "", `terms` only the sentences that are not the standard ones. `questions` are the municipality's own to whoever begins."""

    purpose: str = ""
    target_group: str = ""
    kind: str = ""
    parties: tuple[PartyPattern, ...] = ()
    tasks: tuple[TaskPattern, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()

    def written(self) -> dict[str, Any]:
        """As it is kept. `done` is for those who begin without taking the tasks over (domain/suggestions.py)."""
        return {**asdict(self), "done": [task.title for task in self.tasks]}


def read(content: Mapping[str, Any]) -> Pattern:
    """A pattern as it was kept; what is missing is empty."""
    told = {name: content.get(name, "") for name in ("purpose", "target_group", "kind")}
    parties = tuple(PartyPattern(**party) for party in content.get("parties", ()))
    tasks, questions = tuple(TaskPattern(**task) for task in content.get("tasks", ())), tuple(content.get("questions", ()))
    return Pattern(**told, parties=parties, tasks=tasks, terms=dict(content.get("terms", {})), questions=questions)


def pattern_of(plan: AlliancePlan) -> Pattern:
    """The pattern of an alliance. Names of its parties become words for what they are; addresses and numbers go; contacts and promises are left out."""
    everybody = sorted(plan.parties, key=lambda party: -len(party.name))
    sectors = {party.id: party.sector for party in plan.parties}
    terms = {name: text for name, text in plan.terms.written.items() if text and text != STANDARD.written[name]}
    return Pattern(
        purpose=nameless(plan.purpose, everybody),
        target_group=nameless(plan.target_group, everybody),
        kind=plan.kind or "",
        parties=tuple(
            PartyPattern(party.sector, ONE_OF[party.sector].capitalize(), nameless(party.brings, everybody), nameless(party.gain, everybody))
            for party in plan.parties
            if party.state is PartyState.JOINED
        ),
        tasks=tuple(
            TaskPattern(
                nameless(task.title, everybody)[:LONGEST_TASK],
                next((sectors[party] for party, role in task.roles.items() if role is TaskRole.RESPONSIBLE and party in sectors), ""),
                nameless(task.volunteers.line, everybody) if task.volunteers else "",
            )
            for task in plan.tasks[:MOST_TASKS]
        ),
        terms={name: nameless(text, everybody) for name, text in terms.items() if name in TERM_DA},
    )


def nameless(text: str, parties: list[PartyPlan]) -> str:
    """The text with no party's name in it, whatever its case, and without addresses and telephone numbers."""
    for party in parties:
        if party.name.strip():
            text = re.sub(re.escape(party.name.strip()), ONE_OF[party.sector], text, flags=re.IGNORECASE)
    return ADDRESS.sub(LEFT_OUT, text)


def public_part(pattern: Pattern) -> Pattern:
    """Without what only the parties read: the terms, and where volunteers' work ends."""
    return replace(pattern, terms={}, tasks=tuple(replace(task, line="") for task in pattern.tasks))
