"""What a check rests on, until when, and what it says otherwise later. No database."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from samspil.law.domain.checking.editions import difference, edition, lasts_until
from samspil.law.domain.checking.engine import check
from samspil.law.domain.checking.explaining import Explained, explained
from samspil.law.domain.public_service import PublicService, public_service
from samspil.law.tests.check_worlds import ACTIVITIES, DAYS, LAW, TODAY, Activity, asked
from samspil.law.tests.test_asking import ASKING

FOOD: Activity = {"food": "regular", "volunteers_act_for": "association", "home_visits": True}
RUN_OUT = max(LAW.book.expires.values())


def told(activity: Activity, on: date = TODAY) -> Explained:
    return explained(asked(activity, on), LAW, ASKING, activity)


@given(ACTIVITIES, DAYS)
@settings(max_examples=30)
def test_the_same_facts_in_the_same_edition_say_the_same(activity: Activity, on: date) -> None:
    tomorrow = date.fromordinal(on.toordinal() + 1)
    if edition(LAW.book, LAW.values, on) == edition(LAW.book, LAW.values, tomorrow):
        assert not difference(told(activity, on), told(activity, tomorrow))


@given(ACTIVITIES)
@settings(max_examples=30)
def test_until_the_day_a_check_lasts_it_says_the_same(activity: Activity) -> None:
    result = asked(activity)
    again = lasts_until(result, LAW.book)
    assert again is None or again > TODAY
    last = date.fromordinal((again or RUN_OUT).toordinal() - 1)
    before, after = told(activity), told(activity, last)
    assert {row["id"] for row in before["stops"]} <= {row["id"] for row in after["stops"]}
    assert {(row["id"], row["who"]): row["certainty"] for row in before["duties"]}.items() <= {
        (row["id"], row["who"]): row["certainty"] for row in after["duties"]
    }.items()


def test_answers_that_run_out_all_at_once_are_one_difference_said_once() -> None:
    found = difference(told(FOOD), told(FOOD, RUN_OUT))
    assert found
    assert found.less_sure
    assert found.in_words == "svar, I bygger på, skal kontrolleres"
    assert not difference(told(FOOD, RUN_OUT), told(FOOD, date.fromordinal(RUN_OUT.toordinal() + 30)))


def test_a_stop_a_changed_duty_and_a_new_question_are_each_said() -> None:
    before = told(FOOD)
    assert difference(before, told({**FOOD, "restraint": True})).in_words == "der er kommet et stop"
    first = before["duties"][0]
    assert difference(before, {**before, "duties": [{**first, "when": "Nu."}, *before["duties"][1:]]}).in_words == "det, I skal, er ændret"
    assert difference(before, {**before, "duties": []}).gone
    assert difference({**before, "ask": []}, {**before, "ask": [{"key": "k", "question": "Hvad?"}]}).in_words == "der er nye spørgsmål til juristen"
    assert difference(before, before).in_words == ""


def test_an_edition_changes_with_the_rules_the_answers_and_the_values() -> None:
    now = edition(LAW.book, LAW.values, TODAY)
    assert edition(replace(LAW.book, sha256="other"), LAW.values, TODAY) != now
    assert edition(LAW.book, LAW.values, RUN_OUT) != now
    assert edition(LAW.book, {}, TODAY) != now


def test_every_conclusion_says_its_subject_its_facts_and_what_was_read() -> None:
    whole = told({**FOOD, "restraint": True, "personal_data": True})
    for row in (*whole["stops"], *whole["duties"]):
        assert all(row[name] for name in ("theme", "answer", "sure", "read", "because"))
        assert all(reason["question"] and reason["answer"] for reason in row["because"])
    assert {row["fact"] for row in whole["open"]} >= {"keys", "data_flow"}


@given(ACTIVITIES)
@settings(max_examples=60)
def test_a_service_that_is_not_settled_is_a_stop_or_a_question_and_one_that_is_stops_nothing(activity: Activity) -> None:
    result = check(LAW.book, LAW.values, activity, TODAY)
    stopped = any(row.id == "no-public-responsible" for row in result.stops)
    questioned = any(row.rule == "public-responsible-not-known" for row in result.ask_a_lawyer)
    state = public_service(activity)
    assert stopped == (state is PublicService.NOBODY)
    assert questioned == (state is PublicService.NOT_KNOWN)
    assert (state is PublicService.NOT_SAID) == (activity.get("service_today") is None)
