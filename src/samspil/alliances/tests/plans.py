"""Plans for the tests of the domain: a whole one, and strategies that take things away."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, TaskPlan, Volunteers
from samspil.alliances.domain.terms import DataRole, Terms
from samspil.alliances.domain.words import CoCreation, PartyState, Sector, TaskRole

TOWN = PartyPlan(1, "Kommunen", Sector.PUBLIC, brings="Lokalet", stake="En medarbejder", gain="Færre spiser alene", organisation_id=11)
COOKING = TaskPlan(1, "Laver mad", {2: TaskRole.RESPONSIBLE, 1: TaskRole.HELPS}, Volunteers("De ansatte løfter.", "Køkkenlederen"))
WHOLE = AlliancePlan(
    title="Fælles bord",
    purpose="Alle spiser sammen.",
    target_group="Naboer",
    parties=(
        replace(TOWN, leaves="Menuen", measure="40 gæster"),
        PartyPlan(2, "Foreningen", Sector.CIVIL, brings="Frivillige", stake="Tid", gain="Nye medlemmer", organisation_id=12),
        PartyPlan(3, "Gartneriet", Sector.BUSINESS, brings="Grønt", stake="Grøntsager", gain="Kendskab", organisation_id=13),
    ),
    tasks=(COOKING, TaskPlan(2, "Leverer grønt", {3: TaskRole.RESPONSIBLE})),
    first=date(2027, 2, 1),
    last=date(2028, 1, 31),
    facts_known=True,
    law_seen=True,
    service="settled",
    place="Medborgerhuset",
    kind=CoCreation.EQUAL,
    terms=Terms(date(2027, 8, 1), DataRole.SINGLE, data_party=1),
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
    leaves=TEXTS,
    measure=TEXTS,
    has_signatory=st.booleans(),
    loose=st.booleans(),
    named_contact=st.booleans(),
)


SERVICE = st.sampled_from(["not_said", "not_known", "nobody", "settled"])
STOPS: st.SearchStrategy[tuple[str, ...]] = st.sampled_from([(), ("Kør ikke.",)])


@st.composite
def plans(draw: st.DrawFn) -> AlliancePlan:
    """Any plan: some whole, most with holes."""
    parties = tuple(draw(st.lists(PARTIES, max_size=6, unique_by=lambda party: party.id)))
    ids = [party.id for party in parties]
    tasks = tuple(draw(task(number, ids)) for number in range(draw(st.integers(0, 4))))
    day = st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1))
    terms = Terms(draw(day), draw(st.none() | st.sampled_from(DataRole)), draw(st.none() | st.integers(1, 9)), disputes=draw(TEXTS))
    known = draw(st.booleans())
    whole = replace(WHOLE, terms=terms, people_known=known, title=draw(TEXTS), purpose=draw(TEXTS), target_group=draw(TEXTS), first=draw(day), last=draw(day))
    return replace(whole, parties=parties, tasks=tasks, facts_known=draw(st.booleans()), law_seen=draw(st.booleans()), service=draw(SERVICE), stops=draw(STOPS))


def task(number: int, parties: list[int]) -> st.SearchStrategy[TaskPlan]:
    """A task in which at most one of the parties is responsible."""
    lesser = st.sampled_from([role for role in TaskRole if role is not TaskRole.RESPONSIBLE])
    others = st.dictionaries(st.sampled_from(parties), lesser) if parties else st.just({})
    one = st.none() | st.sampled_from(parties) if parties else st.none()
    helped = st.none() | st.builds(Volunteers, line=TEXTS, contact=TEXTS)
    return st.builds(lambda roles, who, by: TaskPlan(number, f"Opgave {number}", led(roles, who), by), others, one, helped)


def led(roles: dict[int, TaskRole], who: int | None) -> dict[int, TaskRole]:
    """The same roles, with `who` responsible."""
    return {**roles, who: TaskRole.RESPONSIBLE} if who else roles
