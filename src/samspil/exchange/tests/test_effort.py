"""Work or voluntary effort: five answers are weighed as the legal check weighs them, and what follows is told with its law."""

import tomllib
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from samspil.exchange.domain import effort_follows
from samspil.exchange.domain.attest_rules import Employer
from samspil.exchange.domain.effort import BOTH_WAYS, ENOUGH, POINTING_DA, QUESTION_DA, Pointing, Sign, unanswered, weigh
from samspil.exchange.domain.effort_follows import ELDERLY_ACT, Helped, Setting, what_follows
from samspil.exchange.domain.legal_notes import Certainty, LegalNote
from samspil.law.domain.checking.conditions import Known
from samspil.law.domain.checking.reading import Vocabulary, read_condition
from samspil.law.domain.facts import read_facts

LAW = Path(__file__).parents[4] / "content/law"
TODAY = date(2026, 11, 23)
NOTES = [note for note in vars(effort_follows).values() if isinstance(note, LegalNote)]
ALL_ANSWERS = [dict(zip(Sign, answers, strict=True)) for answers in product([True, False, None], repeat=5)]


def conditions() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((LAW / "rules/00-conditions.toml").read_text(encoding="utf-8"))["conditions"]
    return found


def rules() -> dict[str, dict[str, Any]]:
    texts = (path.read_text(encoding="utf-8") for path in sorted((LAW / "rules").glob("*.toml")))
    return {rule["id"]: rule for text in texts for rule in tomllib.loads(text).get("rules", [])}


@pytest.mark.parametrize(
    ("name", "count", "value"),
    [("points-to-work", ENOUGH, True), ("points-to-effort", ENOUGH, False), ("two-signs-for", BOTH_WAYS, True), ("two-signs-against", BOTH_WAYS, False)],
)
def test_the_thresholds_are_those_of_the_legal_check(name: str, count: int, value: bool) -> None:
    written = conditions()[name]
    assert written["count"] == count
    assert written["of"] == [{"fact": str(sign), "is": value} for sign in Sign]


def test_the_questions_are_those_of_the_legal_check() -> None:
    asked = {fact["key"]: fact["question_da"] for fact in tomllib.loads((LAW / "facts.toml").read_text(encoding="utf-8"))["facts"]}
    assert {str(sign): question for sign, question in QUESTION_DA.items()} == {str(sign): asked[sign] for sign in Sign}


@pytest.mark.parametrize("pointing", [Pointing.WORK, Pointing.EFFORT])
def test_every_set_of_answers_points_where_the_legal_check_says(pointing: Pointing) -> None:
    facts = read_facts(LAW / "facts.toml")
    condition = read_condition(conditions()[f"points-to-{pointing}"], Vocabulary(facts, frozenset(), frozenset(), frozenset(), {}))
    for answers in ALL_ANSWERS:
        known = Known({str(sign): answer for sign, answer in answers.items() if answer is not None})
        assert (weigh(answers).pointing is pointing) is (condition.holds(known) is True)


def test_no_answer_decides_alone() -> None:
    for answers in ALL_ANSWERS:
        for sign in Sign:
            turned = {weigh({**answers, sign: answer}).pointing for answer in (True, False, None)}
            assert {Pointing.WORK, Pointing.EFFORT} - turned
            assert weigh({sign: answers[sign]}).pointing is Pointing.UNCLEAR


def test_where_it_points_is_told_with_its_reason() -> None:
    shop = weigh(dict.fromkeys(Sign, True))
    assert (shop.pointing, shop.told, shop.certainty, shop.law) == (Pointing.WORK, "tyder på arbejde", Certainty.LIKELY, ("Arbejdsskadesikringsloven § 2",))
    visits = weigh({**dict.fromkeys(Sign, False), Sign.USEFULNESS: True})
    assert (visits.told, visits.towards_work, len(visits.towards_effort)) == ("tyder på frivillig indsats", (Sign.USEFULNESS,), 4)
    both = weigh({**dict.fromkeys(Sign, False), Sign.USEFULNESS: True, Sign.ROSTER: True})
    assert (both.told, both.certainty) == ("uafklaret", Certainty.UNCLEAR)
    assert "For arbejde: reel nytte, fast vagtplan med afløser. Imod: instruktion" in both.text
    roster = weigh({Sign.ROSTER: True})
    assert roster.text == "4 af de fem spørgsmål mangler et svar. Det er uafklaret, for ingen af tegnene afgør sagen alene."
    assert "Ét af de fem" in weigh({Sign.ROSTER: True, Sign.INSTRUCTION: True, Sign.USEFULNESS: True, Sign.SUBSTITUTE: False}).text
    assert unanswered({Sign.ROSTER: True, Sign.INSTRUCTION: None}) == (Sign.INSTRUCTION, Sign.USEFULNESS, Sign.SUBSTITUTE, Sign.EMPLOYMENT_LIKE)
    assert unanswered(dict.fromkeys(Sign, False)) == ()
    assert set(POINTING_DA) == set(Pointing)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.rule)
def test_what_follows_rests_on_the_law_of_the_rule_it_names_and_is_as_sure(note: LegalNote) -> None:
    rule = rules()[note.rule]
    assert rule["certainty"] == note.certainty
    laws = [tuple(duty["law"]) for duty in rule.get("obligations", [])]
    # Two rules give a clause or ask a question, and name no law of their own.
    assert note.law in laws or (not laws and note.rule in {"points-to-effort", "municipal-insurance-children"})


def followed(answer: bool | None, employer: Employer, helped: Helped = Helped.ADULTS, **more: Any) -> list[str]:
    return [note.rule for note in what_follows(dict.fromkeys(Sign, answer), Setting(employer, helped, **more), TODAY)]


def test_work_and_effort_lead_to_different_cover() -> None:
    assert followed(True, Employer.ASSOCIATION, benefit=False) == ["work-injury-employer", "insurance-in-writing"]
    assert followed(False, Employer.ASSOCIATION, benefit=False) == ["points-to-effort", "insurance-in-writing"]
    assert followed(None, Employer.ASSOCIATION, benefit=False) == ["work-injury-employer", "points-to-effort", "insurance-in-writing"]
    assert followed(True, Employer.MUNICIPALITY, benefit=False) == ["work-injury-municipality", "municipal-insurance-adults", "insurance-in-writing"]
    assert followed(True, Employer.NOBODY, benefit=False) == []


@pytest.mark.parametrize(
    ("helped", "rule"),
    [(Helped.ADULTS, "municipal-insurance-adults"), (Helped.ELDERLY, "municipal-insurance-elderly"), (Helped.CHILDREN, "municipal-insurance-children")],
)
def test_the_law_that_lets_a_municipality_insure_follows_whom_it_helps(helped: Helped, rule: str) -> None:
    assert rule in followed(False, Employer.MUNICIPALITY, helped)
    assert rule in followed(False, Employer.ASSOCIATION, helped, municipal_task=True)
    assert not [found for found in followed(False, Employer.ASSOCIATION, helped) if found.startswith("municipal")]
    assert not [found for found in followed(False, Employer.MUNICIPALITY, Helped.OTHER) if found.startswith("municipal")]


def test_the_act_on_the_elderly_holds_from_its_day() -> None:
    setting = Setting(Employer.MUNICIPALITY, Helped.ELDERLY)
    before, after = (what_follows({}, setting, day) for day in (date(2025, 6, 30), ELDERLY_ACT))
    assert "municipal-insurance-elderly-before" in {note.rule for note in before}
    assert "municipal-insurance-elderly" in {note.rule for note in after}
    assert rules()["municipal-insurance-elderly"]["valid_from"] == ELDERLY_ACT


def test_fixed_duties_are_told_to_those_on_unemployment_benefit() -> None:
    club, town = (Setting(employer, Helped.OTHER) for employer in (Employer.ASSOCIATION, Employer.MUNICIPALITY))
    assert [note.rule for note in what_follows({Sign.ROSTER: True}, club, TODAY)][-2:] == ["tell-the-unemployment-fund", "no-binding-shifts-association"]
    assert [note.rule for note in what_follows({Sign.EMPLOYMENT_LIKE: True}, town, TODAY)][-1] == "no-binding-shifts"
    assert [note.rule for note in what_follows({Sign.INSTRUCTION: True}, town, TODAY)][-1] == "tell-the-unemployment-fund"
