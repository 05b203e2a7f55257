"""What an alliance knows of its activity already, as answers that its legal check may begin from. Each says why; people confirm or correct it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from samspil.alliances.domain.plan import AlliancePlan
from samspil.alliances.domain.terms import DataRole


class Presumed(NamedTuple):
    """A fact of law with the value it seems to have, and the ground for it in Danish."""

    fact: str
    value: bool | str
    why: str


# Welfare areas whose law is plain; the others are asked about without a suggestion.
AREAS = {"aeldre": "elderly", "sundhed": "health", "handicap": "adults", "udsatte": "adults", "boern-unge": "children", "dagtilbud-skole": "school"}
AREAS |= {"beskaeftigelse": "employment", "boligsocialt": "housing", "kultur-fritid": "sport_culture", "natur-klima": "nature", "demokrati": "democracy"}
# Whom volunteers act for, by the kind of organisation that answers for the tasks they help in.
ACTS_FOR = {"municipality": "municipality", "association": "association", "volunteer-centre": "association", "company": "company", "group": "informal_group"}
MAY_ALSO = frozenset({"municipality", "association", "company"})


def presumed(plan: AlliancePlan, kinds: Mapping[int, str], area: str) -> dict[str, Presumed]:
    """By fact what seems to be so; `kinds` are the kinds of the parties' organisations by party id, `area` the welfare area's key or ""."""
    rows = [*of_area(area), *of_volunteers(plan, kinds), *of_data(plan), *of_promises(plan)]
    return {row.fact: row for row in rows}


def of_area(area: str) -> Iterator[Presumed]:
    """The field of law, from the welfare area."""
    if area in AREAS:
        yield Presumed("area", AREAS[area], "I har valgt velfærdsområdet for alliancen.")


def of_volunteers(plan: AlliancePlan, kinds: Mapping[int, str]) -> Iterator[Presumed]:
    """Whom volunteers act for: whoever answers for the tasks they help in. Two of different kinds may each have duties."""
    names = {party.id: party.name for party in plan.joined}
    answering = dict.fromkeys(task.responsible for task in plan.tasks if task.volunteers and task.responsible in names)
    found = {ACTS_FOR[kinds[party]]: names[party] for party in reversed(answering) if party is not None and kinds.get(party) in ACTS_FOR}
    for fact, (acts_for, name) in zip(("volunteers_act_for", "volunteers_also_act_for"), reversed(found.items()), strict=False):
        if fact == "volunteers_act_for" or acts_for in MAY_ALSO:
            yield Presumed(fact, acts_for, f"{name} har ansvaret for opgaver, hvor frivillige hjælper.")


def of_data(plan: AlliancePlan) -> Iterator[Presumed]:
    """What the terms say of data."""
    role = plan.terms.data_role
    if role is DataRole.NONE:
        yield Presumed("personal_data", False, "I har skrevet i vilkårene, at ingen får oplysninger om bestemte personer.")
    elif role is not None:
        yield Presumed("personal_data", True, "I har skrevet i vilkårene, hvem der svarer for oplysninger om mennesker.")
    if role is DataRole.JOINT:
        yield Presumed("decide_data_together", True, "I har skrevet i vilkårene, at I er fælles dataansvarlige.")


def of_promises(plan: AlliancePlan) -> Iterator[Presumed]:
    """What is promised in numbers."""
    if any(promise.kind == "places" for promise in plan.promises):
        yield Presumed("training_places", True, "En part har givet tilsagn om praktik- eller træningspladser.")
