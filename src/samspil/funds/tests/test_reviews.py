"""Reviewers score alone, and what their scores come to is exact."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.lifecycle import NotPossible
from samspil.funds.domain.ranking import Spread, assessment_of, ranked, shown_score, spread_of, weighted
from samspil.funds.domain.remarks import Remark, remark, told
from samspil.funds.domain.reviews import (
    CODE_DA,
    OTHERS_SEEN_DA,
    REVIEW_LIFECYCLE,
    REVIEWER,
    STATE_DA,
    Criterion,
    OthersSeen,
    Review,
    ReviewCode,
    ReviewState,
    Score,
    faults_of_criteria,
    missing_reviews,
    reopened,
    seen_by,
    why_not_given,
    why_not_others,
)

NEED, PLAN = Criterion(1, "behovet", 3), Criterion(2, "planen", 1)
CRITERIA = (NEED, PLAN)


def review(reviewer: int, need: int, plan: int, application: int = 1, state: ReviewState = ReviewState.GIVEN) -> Review:
    return Review(application, reviewer, state, {1: Score(need, "because"), 2: Score(plan, "because")})


def codes(found: list[object]) -> list[str]:
    return [getattr(one, "code", "") for one in found]


def test_every_word_has_its_danish() -> None:
    assert set(STATE_DA) == set(ReviewState) == set(REVIEW_LIFECYCLE.states)
    assert set(OTHERS_SEEN_DA) == set(OthersSeen)
    assert set(CODE_DA) == set(ReviewCode)


def test_a_given_review_is_locked_until_it_is_opened_again() -> None:
    with pytest.raises(NotPossible):
        REVIEW_LIFECYCLE.next(ReviewState.GIVEN, "edit", REVIEWER)
    assert REVIEW_LIFECYCLE.next(REVIEW_LIFECYCLE.next(ReviewState.GIVEN, "reopen", REVIEWER), "give", REVIEWER) == ReviewState.GIVEN


def test_criteria_have_weights_above_nothing() -> None:
    assert faults_of_criteria(CRITERIA) == []
    assert codes([*faults_of_criteria([])]) == [ReviewCode.NO_CRITERIA]
    assert told(faults_of_criteria([Criterion(1, "behovet", 0)])[0], CODE_DA) == "Vægten af behovet er et helt tal, der er større end nul."


def test_every_criterion_needs_points_on_the_scale_and_a_reason() -> None:
    draft = Review(1, 5, scores={1: Score(6, " "), 3: Score(1, "because")})
    assert codes([*why_not_given(draft, CRITERIA)]) == [
        ReviewCode.OUT_OF_SCALE,
        ReviewCode.REASON_MISSING,
        ReviewCode.SCORE_MISSING,
        ReviewCode.UNKNOWN_CRITERION,
    ]
    assert why_not_given(review(5, 0, 5, state=ReviewState.DRAFT), CRITERIA) == []
    assert codes([*why_not_given(review(5, -1, 5, state=ReviewState.DRAFT), CRITERIA)]) == [ReviewCode.OUT_OF_SCALE]
    assert codes([*why_not_given(review(5, 0, 5), CRITERIA)]) == [ReviewCode.NOT_NOW]


def test_nobody_sees_others_before_the_own_is_given() -> None:
    mine, hers, draft = review(5, 1, 1, state=ReviewState.DRAFT), review(4, 2, 2), review(6, 3, 3, state=ReviewState.DRAFT)
    assert seen_by(5, [4, 5, 6], [mine, hers, draft], OthersSeen.OWN_GIVEN) == [mine]
    given_now = review(5, 1, 1)
    assert seen_by(5, [4, 5, 6], [given_now, hers, draft], OthersSeen.OWN_GIVEN) == [hers, given_now]
    assert seen_by(5, [4, 5, 6], [given_now, hers, draft], OthersSeen.ALL_GIVEN) == [given_now]
    assert seen_by(5, [4, 5], [given_now, hers, draft], OthersSeen.ALL_GIVEN) == [hers, given_now]
    why = why_not_others(5, [4, 5, 6], [given_now, hers], OthersSeen.ALL_GIVEN)
    assert why
    assert told(why, CODE_DA).startswith("1 mangler")


def test_who_opens_the_own_again_sees_no_others_until_it_is_given_anew() -> None:
    assert seen_by(5, [4, 5], [review(5, 1, 1, state=ReviewState.REOPENED), review(4, 2, 2)], OthersSeen.OWN_GIVEN) == [
        review(5, 1, 1, state=ReviewState.REOPENED)
    ]


def test_opening_a_review_again_is_logged_with_its_reason() -> None:
    noon = datetime(2027, 3, 1, 12, tzinfo=UTC)
    done = reopened(review(5, 1, 1), 9, noon, " new papers ", had_seen_others=True)
    assert not isinstance(done, Remark)
    assert (done[0].state, done[0].scores) == (ReviewState.REOPENED, review(5, 1, 1).scores)
    assert (done[1].by, done[1].at, done[1].reason, done[1].had_seen_others) == (9, noon, "new papers", True)
    assert reopened(review(5, 1, 1), 9, noon, " ", had_seen_others=False) == remark(ReviewCode.SAY_WHY)
    assert reopened(done[0], 9, noon, "again", had_seen_others=False) == remark(ReviewCode.NOT_GIVEN)


def test_missing_reviews_are_those_of_reviewers_who_gave_none() -> None:
    assert missing_reviews([6, 5, 4], [review(5, 1, 1), review(6, 1, 1, state=ReviewState.REOPENED)]) == [4, 6]


def test_a_score_is_exact_and_weighs_what_the_call_says() -> None:
    assert weighted(review(5, 5, 0), CRITERIA) == Fraction(15, 4)
    standing = assessment_of(1, CRITERIA, [review(4, 5, 0), review(5, 4, 1), review(6, 4, 0)], [4, 5, 6, 7])
    assert standing.score == Fraction(15 + 13 + 12, 12)
    assert standing.by_criterion[0] == (1, Fraction(13, 3), Spread(Fraction(1), Fraction(4, 9)))
    assert standing.spread == Spread(Fraction(3, 4), Fraction(5, 18))
    assert (standing.given, standing.missing) == (3, (7,))


def test_reviews_of_others_and_drafts_do_not_count() -> None:
    reviews = [review(4, 5, 5), review(5, 0, 0), review(6, 0, 0, state=ReviewState.DRAFT), review(4, 0, 0, application=2)]
    assert assessment_of(1, CRITERIA, reviews, [4, 6]).score == 5


def test_equal_scores_share_a_place_and_nobody_is_dropped() -> None:
    reviews = [review(4, 3, 3, 1), review(4, 5, 5, 2), review(4, 3, 3, 3), review(4, 0, 0, 4)]
    order = ranked(assessment_of(number, CRITERIA, reviews, [4]) for number in (6, 5, 4, 3, 2, 1))
    assert [(one.place, one.standing.application, one.tied_with) for one in order] == [
        (1, 2, ()),
        (2, 1, (3,)),
        (2, 3, (1,)),
        (4, 4, ()),
        (5, 5, (6,)),
        (5, 6, (5,)),
    ]


def test_a_score_is_shown_as_danes_write_it() -> None:
    assert [shown_score(score) for score in (Fraction(11, 3), Fraction(5), Fraction(1, 200), None)] == ["3,67", "5,00", "0,01", "–"]


POINTS = st.integers(0, 5)


@given(st.lists(st.tuples(POINTS, POINTS), min_size=1, max_size=8))
def test_the_order_reviews_come_in_changes_nothing(points: list[tuple[int, int]]) -> None:
    reviews = [review(number, need, plan) for number, (need, plan) in enumerate(points)]
    mixed = list(reversed(reviews))
    assigned = range(len(points))
    first, second = assessment_of(1, CRITERIA, reviews, assigned), assessment_of(1, CRITERIA, mixed, assigned)
    assert first == second
    assert first.score is not None
    assert 0 <= first.score <= 5


@given(st.lists(st.fractions(0, 5), min_size=1, max_size=10))
def test_the_deviation_is_never_more_than_half_the_range(values: list[Fraction]) -> None:
    spread = spread_of(values)
    assert 0 <= 2 * spread.deviation <= spread.range


@given(st.lists(st.tuples(POINTS, POINTS), max_size=12))
def test_the_ranking_holds_everybody_once_in_falling_order(points: list[tuple[int, int]]) -> None:
    reviews = [review(1, need, plan, application) for application, (need, plan) in enumerate(points)]
    order = ranked([assessment_of(application, CRITERIA, reviews, [1]) for application in range(len(points))])
    assert sorted(one.standing.application for one in order) == list(range(len(points)))
    scores = [one.standing.score or 0 for one in order]
    assert scores == sorted(scores, reverse=True)
    for one in order:
        assert one.place == 1 + sum(score > (one.standing.score or 0) for score in scores)
