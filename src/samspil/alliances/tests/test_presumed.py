"""What an alliance knows already is offered as answers, and what is taken of a check is a text with its day. No database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from samspil.alliances.domain.agreement import content_of
from samspil.alliances.domain.law_texts import LawText, chosen, law_in_words, offered
from samspil.alliances.domain.missing import NOT_KNOWN, NOT_SAID, missing
from samspil.alliances.domain.plan import AlliancePlan, TaskPlan, Volunteers
from samspil.alliances.domain.presumed import AREAS, presumed
from samspil.alliances.domain.terms import DataRole, Terms
from samspil.alliances.domain.words import TaskRole
from samspil.alliances.tests.plans import WHOLE, plans
from samspil.alliances.tests.test_agreement_content import PROMISE
from samspil.law.domain.public_service import PublicService
from samspil.law.queries import explained_check, questionnaire
from samspil.law.sources import law_files

KINDS = {1: "municipality", 2: "association", 3: "company"}
HELP = Volunteers("De ansatte løfter.", "Køkkenlederen")
FACTS = {"food": "regular", "volunteers_act_for": "association", "service_today": "statutory", "service_tomorrow": "municipality"}


def test_whoever_answers_for_the_volunteers_tasks_is_whom_they_act_for() -> None:
    known = presumed(WHOLE, KINDS, "aeldre")
    assert (known["volunteers_act_for"].value, known["area"].value) == ("association", "elderly")
    assert "Foreningen har ansvaret" in known["volunteers_act_for"].why
    assert "volunteers_also_act_for" not in known
    two = replace(WHOLE, tasks=(*WHOLE.tasks, TaskPlan(3, "Kører", {1: TaskRole.RESPONSIBLE}, HELP)))
    assert presumed(two, KINDS, "")["volunteers_also_act_for"].value == "municipality"
    assert presumed(replace(WHOLE, tasks=(WHOLE.tasks[1],)), KINDS, "lokalsamfund") == presumed(replace(WHOLE, tasks=()), KINDS, "")


@pytest.mark.parametrize(("role", "said"), [(None, {}), (DataRole.NONE, {"personal_data": False}), (DataRole.OWN, {"personal_data": True})])
def test_the_terms_say_whether_anybody_is_told_of_persons(role: DataRole | None, said: dict[str, bool]) -> None:
    known = presumed(replace(WHOLE, tasks=(), terms=Terms(data_role=role)), KINDS, "")
    assert {key: row.value for key, row in known.items()} == said
    joint = presumed(replace(WHOLE, tasks=(), terms=Terms(data_role=DataRole.JOINT), promises=(replace(PROMISE, kind="places"),)), KINDS, "")
    assert set(joint) == {"personal_data", "decide_data_together", "training_places"}


@given(plans())
def test_what_is_presumed_is_an_answer_law_accepts_and_has_its_ground(plan: AlliancePlan) -> None:
    kinds = {party.id: KINDS[party.id % 3 + 1] for party in plan.parties}
    for area in ("", *AREAS):
        for key, row in presumed(plan, kinds, area).items():
            assert law_files().facts[key].accepts(row.value)
            assert row.why.endswith(".")
            assert key in questionnaire().questions


def test_texts_are_offered_from_sentences_and_duties_and_chosen_by_key() -> None:
    check = explained_check(FACTS, date(2026, 11, 22))
    texts = offered(check)
    assert len({text.key for text in texts}) == len(texts)
    assert chosen(check, {texts[0].key, texts[-1].key, "duty:nothing:nobody"}) == [texts[0], texts[-1]]
    assert all(text.on == "2026-11-22" for text in texts)


def test_texts_are_frozen_with_their_day_and_earlier_agreements_have_none() -> None:
    text = LawText("duty:food:association", "Foreningen", "Registrer jer. Før I begynder.", "BEK 1373/2025 § 10", "2026-11-22", "svar", "Mad")
    content = content_of(replace(WHOLE, law_texts=(text,)))
    (row,) = law_in_words(content)
    assert row == {"text": "Foreningen: Registrer jer. Før I begynder.", "rests_on": "BEK 1373/2025 § 10. Juridisk tjek 22. november 2026"}
    assert law_in_words(content_of(replace(WHOLE, law_texts=(text,)), form=2)) == []


def test_where_a_public_service_stands_is_said_in_laws_own_words() -> None:
    assert {NOT_SAID, NOT_KNOWN} <= set(PublicService)
    settled = replace(WHOLE, service=PublicService.SETTLED.value)
    assert missing(settled) == []


@given(plans())
def test_nothing_is_proposed_while_it_is_unknown_whether_a_public_service_is_left_alone(plan: AlliancePlan) -> None:
    for state in (PublicService.NOT_SAID, PublicService.NOT_KNOWN):
        assert any(reason.errand in {"service", "questions"} for reason in missing(replace(plan, service=state.value)))
    assert any(reason.code in {"stop", "facts"} for reason in missing(replace(plan, stops=("Kør ikke.",))))
