"""A committee's list adds up, says what is wrong with it, and shows what more or less money would do."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from samspil.core.money import Kroner
from samspil.funds.domain.recommendations import (
    CODE_DA,
    RECOMMENDATION_LIFECYCLE,
    STATE_DA,
    Candidate,
    Limits,
    Recommendation,
    RecommendationCode,
    RecommendationState,
    changed,
    faults_of,
    faults_of_list,
    pots_of,
    total,
)
from samspil.funds.domain.remarks import Remark, told
from samspil.funds.domain.what_if import AGENDA_HEAD, OUTCOME_DA, RULE_DA, FillOutcome, FillRule, agenda_rows, filled

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
LIMITS = Limits(Kroner.of(100_000), minimum=Kroner.of(5_000), maximum=Kroner.of(60_000), caps={"Nord": Kroner.of(50_000)})


def candidate(number: int, asked: int, least: int = 0, place: int | None = None, themes: tuple[str, ...] = ()) -> Candidate:
    return Candidate(number, f"Project {number}", f"Association {number}", Kroner.of(asked), Kroner.of(least), themes, place)


def sum_of(number: int, amount: int, reason: str = "because") -> Recommendation:
    return Recommendation(number, Kroner.of(amount), reason)


def codes(found: list[Remark]) -> list[str]:
    return [one.code for one in found]


def test_every_word_has_its_danish() -> None:
    assert set(STATE_DA) == set(RecommendationState) == set(RECOMMENDATION_LIFECYCLE.states)
    assert set(CODE_DA) == set(RecommendationCode)
    assert set(RULE_DA) == set(FillRule)
    assert set(OUTCOME_DA) == set(FillOutcome)


def test_a_sum_lies_within_what_was_asked_and_what_the_call_gives() -> None:
    asked = candidate(1, 40_000, least=20_000)
    assert faults_of(sum_of(1, 20_000), asked, LIMITS) == []
    assert codes(faults_of(sum_of(1, 40_001), asked, LIMITS)) == [RecommendationCode.MORE_THAN_ASKED]
    assert codes(faults_of(sum_of(1, 19_999), asked, LIMITS)) == [RecommendationCode.BELOW_LEAST]
    assert codes(faults_of(sum_of(1, 4_999), asked, LIMITS)) == [RecommendationCode.BELOW_MINIMUM, RecommendationCode.BELOW_LEAST]
    assert codes(faults_of(sum_of(1, -1), asked, LIMITS)) == [RecommendationCode.NEGATIVE]
    assert codes(faults_of(sum_of(1, 60_001), candidate(1, 90_000), LIMITS)) == [RecommendationCode.ABOVE_MAXIMUM]


def test_the_ends_of_what_can_be_given_can_be_given() -> None:
    assert faults_of(sum_of(1, 40_000), candidate(1, 40_000), LIMITS) == []
    assert faults_of(sum_of(1, 5_000), candidate(1, 40_000), LIMITS) == []
    assert faults_of(sum_of(1, 60_000), candidate(1, 90_000), LIMITS) == []
    spent_to_the_end = [candidate(1, 50_000, themes=("Nord",)), candidate(2, 50_000)]
    limits = Limits(Kroner.of(100_000), round_cap=Kroner.of(100_000), caps={"Nord": Kroner.of(50_000)})
    assert faults_of_list([sum_of(1, 50_000), sum_of(2, 50_000)], spent_to_the_end, limits) == []


def test_nothing_can_be_recommended_but_never_without_a_reason() -> None:
    assert faults_of(sum_of(1, 0), candidate(1, 40_000, least=40_000), LIMITS) == []
    assert codes(faults_of(sum_of(1, 0, " "), candidate(1, 40_000), LIMITS)) == [RecommendationCode.REASON_MISSING]


def test_a_fault_is_told_with_its_sums() -> None:
    said = faults_of(sum_of(1, 40_001), candidate(1, 40_000), LIMITS)[0]
    assert told(said, CODE_DA).replace("\xa0", " ") == "40.001 kr. er mere end de 40.000 kr., der er søgt om."


def test_a_list_is_held_against_the_pool_its_themes_and_its_round() -> None:
    candidates = [candidate(1, 60_000, themes=("Nord",)), candidate(2, 60_000), candidate(3, 10_000)]
    given = [sum_of(1, 60_000), sum_of(2, 50_000), sum_of(3, 0)]
    pots = pots_of(given, candidates, LIMITS)
    assert [(pot.name, pot.recommended.oere, pot.left.oere) for pot in pots] == [("", 11_000_000, -1_000_000), ("Nord", 6_000_000, -1_000_000)]
    assert codes(faults_of_list(given, candidates, LIMITS)) == [RecommendationCode.POOL_EXCEEDED, RecommendationCode.CAP_EXCEEDED]
    tight = Limits(Kroner.of(200_000), round_cap=Kroner.of(100_000))
    assert [told(one, CODE_DA).replace("\xa0", " ") for one in faults_of_list(given, candidates, tight)] == [
        "Der er indstillet 10.000 kr. mere, end der må uddeles i runden."
    ]


def test_a_list_forgets_nobody_and_names_nobody_twice() -> None:
    found = faults_of_list([sum_of(1, 0), sum_of(1, 1), sum_of(9, 1)], [candidate(1, 10), candidate(2, 10)], LIMITS)
    assert [(one.code, dict(one.values)["application"]) for one in found] == [
        (RecommendationCode.NOT_RECOMMENDED, 2),
        (RecommendationCode.NOT_APPLIED, 9),
        (RecommendationCode.TWICE, 1),
    ]


def test_of_two_who_save_at_once_the_second_is_told() -> None:
    now = sum_of(1, 10_000)
    first = changed(now, Recommendation(1, Kroner.of(8_000), " less ", version=1), 5, NOON)
    assert isinstance(first, Recommendation)
    assert (first.amount, first.reason, first.version, first.by, first.at) == (Kroner.of(8_000), "less", 2, 5, NOON)
    second = changed(first, Recommendation(1, Kroner.of(9_000), "more", version=1), 6, NOON)
    assert isinstance(second, Remark)
    assert second.code is RecommendationCode.STALE
    assert isinstance(changed(first, Recommendation(1, Kroner.of(9_000), "more", version=2), 6, NOON), Recommendation)


def test_what_is_on_the_list_is_locked() -> None:
    listed = Recommendation(1, Kroner.of(1), "because", state=RecommendationState.LISTED)
    said = changed(listed, listed, 5, NOON)
    assert isinstance(said, Remark)
    assert said.code is RecommendationCode.LOCKED


RANKING = [candidate(1, 50, place=1), candidate(2, 40, 20, place=2), candidate(3, 40, place=2), candidate(4, 10, place=4)]


def amounts(pool: int, rule: FillRule) -> list[int]:
    return [one.amount.oere // 100 for one in filled(RANKING, {}, Limits(Kroner.of(pool)), rule)]


def test_what_if_takes_the_ranking_from_the_top() -> None:
    assert amounts(60, FillRule.SKIP) == [50, 0, 0, 10]
    assert amounts(60, FillRule.STOP) == [50, 0, 0, 0]
    assert amounts(75, FillRule.PART) == [50, 25, 0, 0]
    assert amounts(60, FillRule.PART) == [50, 0, 10, 0]
    assert amounts(140, FillRule.STOP) == [50, 40, 40, 10]
    assert amounts(0, FillRule.PART) == [0, 0, 0, 0]


def test_what_if_holds_caps_and_takes_recommended_sums() -> None:
    ranking = [candidate(1, 50, themes=("Nord",)), candidate(2, 50, themes=("Nord",)), candidate(3, 50)]
    limits = Limits(Kroner.of(200), round_cap=Kroner.of(100), caps={"Nord": Kroner.of(60)})
    given = filled(ranking, {1: Kroner.of(30)}, limits, FillRule.PART)
    assert [(one.amount.oere // 100, one.outcome) for one in given] == [(30, FillOutcome.ALL), (30, FillOutcome.PART), (40, FillOutcome.PART)]


def test_what_if_says_where_the_order_among_equals_decided() -> None:
    assert [one.tied_out for one in filled(RANKING, {}, Limits(Kroner.of(90)), FillRule.SKIP)] == [False, False, True, False]
    assert not any(one.tied_out for one in filled(RANKING, {}, Limits(Kroner.of(140)), FillRule.SKIP))


def test_the_agenda_has_a_row_for_each_with_the_sum_so_far() -> None:
    rows = agenda_rows(reversed(RANKING), [sum_of(1, 50), sum_of(2, 20), sum_of(3, 0, "too dear")])
    assert all(len(row) == len(AGENDA_HEAD) for row in rows)
    assert [(row[1], row[7], row[8], row[10]) for row in rows] == [
        (1, 50, "Tilskud", 50),
        (2, 20, "Delvist tilskud", 70),
        (3, 0, "Afslag", 70),
        (4, None, "Ingen indstilling endnu", 70),
    ]


KRONER = st.integers(0, 10**9).map(Kroner)


@st.composite
def rankings(draw: st.DrawFn) -> list[Candidate]:
    made = draw(st.lists(st.tuples(KRONER, KRONER, st.sampled_from([(), ("Nord",), ("Nord", "Syd")])), max_size=8))
    return [Candidate(number, "", "", asked, least, themes, number + 1) for number, (asked, least, themes) in enumerate(made)]


@given(rankings(), KRONER, KRONER, KRONER, st.sampled_from(FillRule))
def test_what_if_never_spends_more_than_there_is_and_gives_nobody_too_much(
    ranking: list[Candidate], pool: Kroner, north: Kroner, round_: Kroner, rule: FillRule
) -> None:
    given = filled(ranking, {}, Limits(pool, round_cap=round_, caps={"Nord": north}), rule)
    assert [one.application for one in given] == [one.application for one in ranking]
    assert total(one.amount for one in given) <= min(pool, round_)
    assert total(one.amount for one, asker in zip(given, ranking, strict=True) if asker.themes) <= north
    for one, asker in zip(given, ranking, strict=True):
        assert Kroner(0) <= one.amount <= asker.asked
        assert one.outcome is not FillOutcome.PART or (rule is FillRule.PART and one.amount >= min(asker.least, asker.asked))
