"""How people are asked for the facts of an activity. No database."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.law.command_line import CONTENT
from samspil.law.domain.asking import Questionnaire, QuestionTurn, contradictions, read_questionnaire
from samspil.law.domain.checking.explaining import open_questions
from samspil.law.domain.checking.rules import BadRules
from samspil.law.domain.facts import BadFacts
from samspil.law.tests.check_worlds import ACTIVITIES, LAW, POSSIBLE, Activity, asked, possible

ASKING = read_questionnaire(CONTENT / "law" / "questionnaire.toml", LAW.facts)
FACTS = st.sampled_from(sorted(POSSIBLE))


def written(folder: Path, text: str) -> Questionnaire:
    path = folder / "questionnaire.toml"
    path.write_text(text, encoding="utf-8")
    return read_questionnaire(path, {key: LAW.facts[key] for key in ("food", "food_days")})


def page(*lines: str) -> str:
    return f'[[groups]]\nkey = "mad"\ntitle = "Mad"\nlead = "Om mad."\nquestions = [{", ".join(lines)}]\n'


def names_asked(answers: Activity) -> set[str]:
    return {name for name, turn in ASKING.turns(answers).items() if turn is QuestionTurn.ASKED}


def test_every_fact_is_asked_about_once_and_every_question_can_be_reached() -> None:
    assert sorted(ASKING.questions) == sorted(LAW.facts)
    everything: set[str] = set()
    answers: Activity = {}
    for key, question in ASKING.questions.items():
        found = {value: names_asked({**answers, key: value}) for value in possible(question.fact)}
        everything = everything.union(*found.values())
        answers[key] = max(found, key=lambda value: len(found[value]))
    assert everything == set(LAW.facts)


def test_a_condition_sees_only_what_was_asked_before_it(tmp_path: Path) -> None:
    early = page('{ fact = "food_days", when = { fact = "food", in = ["regular"] } }', '{ fact = "food" }')
    with pytest.raises(BadRules):
        written(tmp_path, early)
    with pytest.raises(BadFacts):
        written(tmp_path, page('{ fact = "food" }'))
    with pytest.raises(BadFacts):
        written(tmp_path, page('{ fact = "food" }', '{ fact = "food" }', '{ fact = "food_days" }'))


def test_a_follow_up_is_asked_after_a_yes_waits_on_what_nobody_knows_and_is_left_out_after_a_no() -> None:
    assert ASKING.turns({"food": "regular"})["food_days"] is QuestionTurn.ASKED
    assert ASKING.turns({"food": None})["food_days"] is QuestionTurn.WAITS
    assert ASKING.turns({})["food_days"] is QuestionTurn.WAITS
    assert ASKING.turns({"food": "none"})["food_days"] is QuestionTurn.LEFT_OUT


def test_a_page_says_when_an_answer_brought_more_questions_to_it() -> None:
    group = next(one for one in ASKING.groups if one.key == "mad-og-koersel")
    shown = [question.fact.key for question in ASKING.asked(group, {})]
    assert shown == ["food", "driving"]
    assert ASKING.follow_ups(group, {"food": "regular", "driving": "none"})
    assert not ASKING.follow_ups(group, {"food": "none", "driving": None})


@given(ACTIVITIES, FACTS)
@settings(max_examples=80)
def test_what_nobody_knows_is_never_a_no(activity: Activity, forgotten: str) -> None:
    less = {**activity, forgotten: None}
    before, after = ASKING.turns(less), ASKING.turns(activity)
    for key, turn in before.items():
        assert turn is QuestionTurn.WAITS or after[key] is turn, key
    heard = {key: value for key, value in ASKING.heard(less).items() if value is not None}
    assert heard.items() <= ASKING.heard(activity).items()


@given(ACTIVITIES)
@settings(max_examples=80)
def test_what_is_heard_is_heard_again_and_nothing_is_invented(activity: Activity) -> None:
    heard = ASKING.heard(activity)
    assert heard.items() <= activity.items()
    assert ASKING.heard(heard) == heard
    assert ASKING.turns(heard) == ASKING.turns(activity)


@given(ACTIVITIES)
@settings(max_examples=40)
def test_a_question_that_can_change_the_check_is_asked_waits_or_was_left_out_by_an_answer(activity: Activity) -> None:
    heard = ASKING.heard(activity)
    turns, missing = ASKING.turns(heard), asked(heard).missing_facts
    told = {row["fact"]: row["turn"] for row in open_questions(missing, ASKING, heard)}
    assert told == {key: turns[key].value for key in missing if turns[key] is not QuestionTurn.LEFT_OUT}


def test_ages_that_cannot_both_be_so_are_said() -> None:
    assert dict(contradictions({"youngest_helped": 30, "oldest_helped": 20})).keys() == {"oldest_helped"}
    assert list(contradictions({"youngest_helped": 20, "oldest_helped": 30, "youngest_volunteer": None, "oldest_volunteer": 5})) == []
