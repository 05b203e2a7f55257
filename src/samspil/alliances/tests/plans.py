"""Plans for the tests of the domain: a whole one, and strategies that take things away."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, TaskPlan
from samspil.alliances.domain.words import PartyState, Sector, TaskRole

WHOLE = AlliancePlan(
    title="Fælles bord",
    purpose="Alle spiser sammen.",
    target_group="Naboer",
    parties=(
        PartyPlan(1, "Kommunen", Sector.PUBLIC, brings="Lokalet", stake="En medarbejder", gain="Færre spiser alene", organisation_id=11),
        PartyPlan(2, "Foreningen", Sector.CIVIL, brings="Frivillige", stake="Tid", gain="Nye medlemmer", organisation_id=12),
        PartyPlan(3, "Gartneriet", Sector.BUSINESS, brings="Grønt", stake="Grøntsager", gain="Kendskab", organisation_id=13),
    ),
    tasks=(TaskPlan(1, "Laver mad", {2: TaskRole.RESPONSIBLE, 1: TaskRole.HELPS}), TaskPlan(2, "Leverer grønt", {3: TaskRole.RESPONSIBLE})),
    first=date(2027, 2, 1),
    last=date(2028, 1, 31),
    facts_known=True,
    law_seen=True,
)
TEXTS = st.sampled_from(["", "  ", "Noget"]) | st.text(max_size=20)
PARTIES = st.builds(
    PartyPlan,
    id=st.integers(1, 9),
    name=st.text(min_size=1, max_size=12),
    sector=st.sampled_from(Sector),
    state=st.sampled_from(PartyState),
    brings=TEXTS,
    stake=TEXTS,
    gain=TEXTS,
    has_signatory=st.booleans(),
)


@st.composite
def plans(draw: st.DrawFn) -> AlliancePlan:
    """Any plan: some whole, most with holes."""
    parties = tuple(draw(st.lists(PARTIES, max_size=6, unique_by=lambda party: party.id)))
    ids = [party.id for party in parties]
    tasks = tuple(draw(task(number, ids)) for number in range(draw(st.integers(0, 4))))
    day = st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1))
    whole = replace(WHOLE, title=draw(TEXTS), purpose=draw(TEXTS), target_group=draw(TEXTS), first=draw(day), last=draw(day))
    return replace(whole, parties=parties, tasks=tasks, facts_known=draw(st.booleans()), law_seen=draw(st.booleans()))


def task(number: int, parties: list[int]) -> st.SearchStrategy[TaskPlan]:
    """A task in which at most one of the parties is responsible."""
    others = st.dictionaries(st.sampled_from(parties), st.sampled_from([TaskRole.HELPS, TaskRole.TOLD])) if parties else st.just({})
    one = st.none() | st.sampled_from(parties) if parties else st.none()
    return st.builds(lambda roles, who: TaskPlan(number, f"Opgave {number}", {**roles, **({who: TaskRole.RESPONSIBLE} if who else {})}), others, one)
