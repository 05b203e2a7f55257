"""What holds for every activity the legal check is asked about. No database."""

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.law.domain.certainty import Certainty
from samspil.law.domain.checking.conditions import ADOPTED, Known
from samspil.law.domain.checking.duties import ACT_FOR, ALSO_ACT_FOR, DutyHolder
from samspil.law.domain.checking.engine import ORDER, Day, check, speaking_rules
from samspil.law.domain.checking.results import LegalResult, Obligation, Stop
from samspil.law.domain.checking.texts import values_on
from samspil.law.tests.check_worlds import ACTIVITIES, DAYS, FULL, LAW, POSSIBLE, TODAY, Activity, asked, speaking

RULES = {rule.id: rule for rule in LAW.book.rules}
FACTS = st.sampled_from(sorted(POSSIBLE))
# Facts that make an activity riskier when they become true.
RISKS = (
    *("children_under_15", "child_concern", "home_visits", "keys", "money_handling", "medicine", "personal_care", "restraint", "decisions"),
    *("personal_data", "sensitive_data", "sensitive_many", "shared_register", "data_processor", "cpr_numbers", "handed_over_task", "replaces_staff"),
    *("instruction", "usefulness", "substitute", "employment_like", "roster", "grant_committee", "reserved_health_task", "rate_and_receipts"),
)


def day(activity: Activity, on: date) -> Day:
    today = values_on(LAW.values, on)
    return Day(LAW.book, Known(activity, {}, {key: float(value.amount) for key, value in today.items()}), on, today)


def duties(result: LegalResult) -> dict[tuple[str, DutyHolder], Certainty]:
    return {(row.id, row.who): row.certainty for row in result.obligations}


def silenced(rule: str, more: Activity, on: date) -> bool:
    """True when the rule itself names one that now speaks in its place."""
    holding = {other.id for other in LAW.book.rules if other.covers(on) and other.when.holds(day(more, on).known) is True}
    return bool(holding & set(RULES[rule].gives_way_to))


def narrowed(rule: str, name: str) -> bool:
    """True when the duty falls on whoever organises, so that knowing who it is may move or end it."""
    return any(duty.id == name and duty.who is DutyHolder.ORGANISER for duty in RULES[rule].duties)


@given(ACTIVITIES, FACTS, DAYS)
@settings(max_examples=60)
def test_knowing_less_never_makes_a_duty_surer_and_knowing_more_takes_one_away_only_where_a_rule_says_so(activity: Activity, forgotten: str, on: date) -> None:
    less = {key: value for key, value in activity.items() if key != forgotten}
    before, after = asked(less, on), duties(asked(activity, on))
    for row in before.obligations:
        same = [certainty for (name, _), certainty in after.items() if name == row.id]
        kept = any(ORDER.index(certainty) <= ORDER.index(row.certainty) for certainty in same)
        assert kept or silenced(row.rule, activity, on) or (forgotten in {ACT_FOR, ALSO_ACT_FOR} and narrowed(row.rule, row.id)), row


@given(FULL, st.sampled_from(RISKS))
@settings(max_examples=60)
def test_one_more_risk_takes_no_duty_and_no_stop_away_unless_a_rule_says_so(activity: Activity, risk: str) -> None:
    safe, risky = {**activity, risk: False}, {**activity, risk: True}
    before, after = asked(safe), asked(risky)
    assert not [row for row in before.obligations if (row.id, row.who) not in duties(after) and not silenced(row.rule, risky, TODAY)]
    assert not [row for row in before.stops if row.id not in {stop.id for stop in after.stops} and not silenced(row.rule, risky, TODAY)]


@given(ACTIVITIES, DAYS, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_facts_does_not_matter(activity: Activity, on: date, dice: Random) -> None:
    keys = list(activity)
    dice.shuffle(keys)
    assert asked({key: activity[key] for key in keys}, on).document() == asked(activity, on).document()


@given(ACTIVITIES, DAYS, FACTS)
@settings(max_examples=40)
def test_a_fact_that_is_null_is_as_one_that_is_absent(activity: Activity, on: date, key: str) -> None:
    less = {name: value for name, value in activity.items() if name != key}
    assert asked({**less, key: None}, on) == asked(less, on)


@given(ACTIVITIES, DAYS)
@settings(max_examples=60)
def test_every_duty_unfolds_to_its_rule_its_facts_and_an_answer_that_holds_that_day(activity: Activity, on: date) -> None:
    for row in asked(activity, on).obligations:
        rule = RULES[row.rule]
        assert rule.covers(on)
        assert row.answer == rule.answer
        assert row.law or row.certainty is Certainty.PRACTICE
        assert row.certainty in {Certainty.UNCLEAR, Certainty.PRACTICE} or on < LAW.book.expires[row.answer]
        assert row.valid_from <= on
        assert row.because
        assert set(row.because) <= {key for key, value in activity.items() if value is not None}


@given(ACTIVITIES, DAYS)
@settings(max_examples=60)
def test_the_facts_a_duty_or_stop_rests_on_are_enough_for_it(activity: Activity, on: date) -> None:
    result = asked(activity, on)
    rows: list[Obligation | Stop] = [*result.obligations, *result.stops]
    for row in rows:
        alone = {key: activity[key] for key in row.because}
        assert RULES[row.rule].when.holds(day(alone, on).known) is True


@given(ACTIVITIES, FACTS, st.data())
@settings(max_examples=100)
def test_a_fact_that_is_not_said_to_be_missing_changes_no_duty_stop_or_text(activity: Activity, key: str, data: st.DataObject) -> None:
    less = {name: value for name, value in activity.items() if name != key}
    before = asked(less)
    if key in before.missing_facts:
        return
    after = asked({**less, key: data.draw(st.sampled_from(POSSIBLE[key]))})
    assert (duties(after), [row.id for row in after.stops]) == (duties(before), [row.id for row in before.stops])
    assert [row.text_da for row in after.clauses] == [row.text_da for row in before.clauses]


@given(ACTIVITIES, DAYS)
@settings(max_examples=40)
def test_missing_facts_are_facts_that_are_not_known_each_once_in_the_order_they_are_asked(activity: Activity, on: date) -> None:
    missing = asked(activity, on).missing_facts
    assert not set(missing) & set(activity)
    assert list(missing) == [key for key in LAW.facts if key in missing]


@given(FULL)
@settings(max_examples=40)
def test_when_everything_is_known_nothing_is_missing(activity: Activity) -> None:
    assert asked(activity).missing_facts == ()


@given(ACTIVITIES, DAYS)
@settings(max_examples=40)
def test_no_duty_stands_twice_for_the_same_holder(activity: Activity, on: date) -> None:
    rows = [(row.id, row.who) for row in asked(activity, on).obligations]
    assert len(rows) == len(set(rows))
    asks = [row.question_da for row in asked(activity, on).ask_a_lawyer]
    assert len(asks) == len(set(asks))


@given(ACTIVITIES)
@settings(max_examples=40)
def test_what_gives_way_is_silent(activity: Activity) -> None:
    held = speaking(day(activity, TODAY))
    assert not [name for name in held if held & set(RULES[name].gives_way_to)]
    assert len(speaking_rules(day(activity, TODAY))) == len(held)


def test_nothing_known_says_nothing_and_asks_for_everything_that_can_matter_at_once() -> None:
    result = asked({})
    assert (result.obligations, result.stops, result.clauses, result.ask_a_lawyer) == ((), (), (), ())
    assert {"area", "children_under_15", "volunteers_act_for"} <= set(result.missing_facts)


def test_a_municipality_that_has_adopted_guidelines_is_told_to_use_them_and_one_that_has_not_to_make_them() -> None:
    activity: Activity = {"area": "adults", "oldest_helped": 40, "volunteers_act_for": "municipality"}
    asks = [row.question_da for row in asked(activity).ask_a_lawyer]
    assert any("retningslinjer for forsikring" in text for text in asks)
    adopted = check(LAW.book, LAW.values, activity, TODAY, {"insurance_guidelines": True})
    rules = {row.rule: row.because for row in adopted.obligations}
    assert f"{ADOPTED}insurance_guidelines" in rules["municipal-insurance-adopted"]
    assert "municipal-insurance-adults" not in rules
    refused = check(LAW.book, LAW.values, activity, TODAY, {"insurance_guidelines": False})
    assert "municipal-insurance-adults" in {row.rule for row in refused.obligations}
    assert not any("vedtaget retningslinjer" in row.question_da for row in (*adopted.ask_a_lawyer, *refused.ask_a_lawyer))


def test_an_answer_that_has_run_out_makes_its_duties_unclear_and_asks() -> None:
    activity: Activity = {"children_under_15": True, "food": "regular"}
    last, after = asked(activity, date(2027, 2, 11)), asked(activity, date(2027, 2, 12))
    assert Certainty.SURE in duties(last).values()
    assert set(duties(after).values()) == {Certainty.UNCLEAR}
    assert any("kontrolleres igen" in row.question_da for row in after.ask_a_lawyer)
    assert not any("kontrolleres igen" in row.question_da for row in last.ask_a_lawyer)


def test_a_rate_ends_with_its_year_and_the_next_is_not_guessed() -> None:
    activity: Activity = {"payments": "flat_rate", "payer": "association", "flat_rate_for": "driving"}
    this_year = next(row for row in asked(activity, date(2026, 12, 30)).obligations if row.id == "driving-allowance")
    next_year = next(row for row in asked(activity, date(2027, 1, 1)).obligations if row.id == "driving-allowance")
    assert "3,94 kr./km" in this_year.what_da
    assert this_year.valid_to == date(2026, 12, 31)
    assert "3,94" not in next_year.what_da
    assert "kendes ikke" in next_year.what_da
    assert next_year.certainty is Certainty.UNCLEAR
