from dataclasses import replace

import pytest
from hypothesis import given

from samspil.alliances.domain.missing import listed, missing, next_step
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, TaskPlan, Volunteers
from samspil.alliances.domain.terms import STANDARD, DataRole, Terms
from samspil.alliances.domain.words import PartyState, Sector, TaskRole
from samspil.alliances.tests.plans import COOKING, WHOLE, plans


def with_party(place: int, **changed: object) -> AlliancePlan:
    """The whole plan with one party changed."""
    parties = list(WHOLE.parties)
    parties[place] = replace(parties[place], **changed)  # type: ignore[arg-type]  # the tests name fields
    return replace(WHOLE, parties=tuple(parties))


def codes(plan: AlliancePlan) -> list[str]:
    return [reason.code for reason in missing(plan)]


def test_nothing_is_missing_in_a_whole_alliance() -> None:
    assert missing(WHOLE) == []
    assert next_step(WHOLE) is None


def test_who_has_not_written_what_they_gain_is_the_next_step_with_the_words_of_the_picture() -> None:
    step = next_step(with_party(2, name="Gartneriet Åsen", gain=" "))
    assert step
    assert (step.step, step.party) == ("Gartneriet Åsen skal skrive, hvad de har at vinde", 3)
    assert step.text == "Gartneriet Åsen har ikke skrevet, hvad de har at vinde"
    assert "noget på spil og noget at vinde" in step.why


def test_a_party_that_has_written_nothing_gets_one_sentence_with_all_three() -> None:
    (reason,) = missing(with_party(0, brings="", stake="", gain=""))
    assert reason.step == "Kommunen skal skrive, hvad de har at vinde, hvad de har på spil og hvad de bidrager med"
    assert listed(["a", "b"]) == "a og b"


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (replace(WHOLE, purpose=""), "purpose"),
        (replace(WHOLE, target_group=" "), "target-group"),
        (replace(WHOLE, first=None), "period"),
        (replace(WHOLE, last=None), "period"),
        (replace(WHOLE, facts_known=False, law_seen=False), "facts"),
        (replace(WHOLE, service="not_said"), "service"),
        (replace(WHOLE, service="not_known"), "service"),
        (replace(WHOLE, stops=("Kør ikke.",)), "stop"),
        (replace(WHOLE, law_seen=False), "law"),
        (replace(WHOLE, people_known=True, terms=STANDARD), "data"),
        (replace(WHOLE, people_known=True, terms=Terms(data_role=DataRole.NONE)), "data"),
        (replace(WHOLE, terms=Terms(data_role=DataRole.SINGLE, data_party=9)), "data"),
        (replace(WHOLE, tasks=(replace(COOKING, volunteers=Volunteers("De ansatte løfter.", " ")),)), "volunteers"),
        (replace(WHOLE, tasks=(replace(COOKING, volunteers=Volunteers("", "Køkkenlederen")),)), "volunteers"),
        (with_party(1, loose=True), "group-contact"),
        (replace(WHOLE, tasks=()), "tasks"),
        (replace(WHOLE, tasks=(TaskPlan(1, "Kører", {1: TaskRole.HELPS}), *WHOLE.tasks)), "responsible"),
        (with_party(2, state=PartyState.INVITED, gain=""), "answer"),
        (with_party(0, has_signatory=False), "signatory"),
        (replace(WHOLE, parties=WHOLE.parties[1:2], tasks=WHOLE.tasks[:1]), "parties"),
        (replace(WHOLE, parties=(WHOLE.parties[1], replace(WHOLE.parties[2], sector=Sector.CIVIL))), "sectors"),
    ],
)
def test_each_thing_that_can_be_missing_is_said(plan: AlliancePlan, code: str) -> None:
    assert code in codes(plan)
    assert codes(WHOLE) == []


def test_whoever_was_asked_counts_until_they_say_no() -> None:
    asked = replace(WHOLE, parties=(WHOLE.parties[0], PartyPlan(2, "Foreningen", Sector.CIVIL, PartyState.INVITED)), tasks=())
    assert "parties" not in codes(asked)
    declined = replace(asked, parties=(asked.parties[0], replace(asked.parties[1], state=PartyState.DECLINED)))
    assert "parties" in codes(declined)


def test_a_task_whose_responsible_party_left_has_nobody() -> None:
    reasons = missing(with_party(2, state=PartyState.LEFT))
    assert [(reason.code, reason.task) for reason in reasons] == [("responsible", 2)]


@given(plans())
def test_every_reason_is_a_danish_sentence_and_names_a_party_of_the_plan(plan: AlliancePlan) -> None:
    parties, tasks = {party.id for party in plan.parties}, {task.id for task in plan.tasks}
    for reason in missing(plan):
        assert reason.text.strip()
        assert reason.step
        assert reason.why.endswith(".")
        assert reason.party is None or reason.party in parties
        assert reason.task is None or reason.task in tasks


@given(plans())
def test_only_what_is_whole_lacks_nothing(plan: AlliancePlan) -> None:
    whole = (
        bool(plan.purpose.strip() and plan.target_group.strip() and plan.first and plan.last and plan.facts_known and plan.law_seen and plan.tasks)
        and (plan.service not in {"not_said", "not_known"} and not plan.stops)
        and len(plan.joined) >= 2
        and len({party.sector for party in plan.joined}) >= 2
        and not plan.invited
        and all(party.brings.strip() and party.stake.strip() and party.gain.strip() and party.has_signatory for party in plan.joined)
        and all(task.responsible in {party.id for party in plan.joined} for task in plan.tasks)
        and (not plan.people_known or plan.terms.data_role not in {None, DataRole.NONE})
        and (plan.terms.data_role is not DataRole.SINGLE or plan.terms.data_party in {party.id for party in plan.joined})
        and all(task.volunteers is None or (task.volunteers.line.strip() and task.volunteers.contact.strip()) for task in plan.tasks)
    )
    assert (missing(plan) == []) is whole


@given(plans())
def test_the_next_step_is_the_first_of_what_is_missing(plan: AlliancePlan) -> None:
    assert next_step(plan) == next(iter(missing(plan)), None)
