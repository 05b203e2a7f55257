"""Reviewers score each criterion alone; what the scores come to is told exactly, and nobody is dropped.

House rules, after what users of other grant systems asked for: nobody sees others' scores before the own ones are given, spread stands beside the score,
and a score never removes an application: people decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.funds.domain.remarks import Remark, remark

LEAST_POINTS, MOST_POINTS = 0, 5


class ReviewState(StrEnum):
    """DRAFT: only its reviewer sees it. GIVEN: it counts and is locked. REOPENED: given before, and changed again with a logged reason; it does not count
    until it is given anew."""

    DRAFT = "draft"
    GIVEN = "given"
    REOPENED = "reopened"


class OthersSeen(StrEnum):
    """When reviewers of a call see each other's reviews: when the own one is given, or when every reviewer's is."""

    OWN_GIVEN = "own_given"
    ALL_GIVEN = "all_given"


class ReviewCode(StrEnum):
    """What a review lacks, or why somebody sees no others."""

    SCORE_MISSING = "score_missing"
    OUT_OF_SCALE = "out_of_scale"
    REASON_MISSING = "reason_missing"
    UNKNOWN_CRITERION = "unknown_criterion"
    NOT_NOW = "not_now"
    OWN_FIRST = "own_first"
    OTHERS_FIRST = "others_first"
    WEIGHT_IMPOSSIBLE = "weight_impossible"
    NO_CRITERIA = "no_criteria"
    NOT_GIVEN = "not_given"
    SAY_WHY = "say_why"


REVIEWER, CASEWORKER = "reviewer", "caseworker"
REVIEW_LIFECYCLE = Lifecycle(
    ReviewState.DRAFT,
    [
        Step(ReviewState.DRAFT, "edit", ReviewState.DRAFT, (REVIEWER,)),
        Step(ReviewState.DRAFT, "give", ReviewState.GIVEN, (REVIEWER,)),
        Step(ReviewState.GIVEN, "reopen", ReviewState.REOPENED, (REVIEWER, CASEWORKER)),
        Step(ReviewState.REOPENED, "edit", ReviewState.REOPENED, (REVIEWER,)),
        Step(ReviewState.REOPENED, "give", ReviewState.GIVEN, (REVIEWER,)),
    ],
)
STATE_DA = {ReviewState.DRAFT: "Kladde", ReviewState.GIVEN: "Afgivet", ReviewState.REOPENED: "Åbnet igen"}
OTHERS_SEEN_DA = {
    OthersSeen.OWN_GIVEN: "Når man har afgivet sin egen vurdering",
    OthersSeen.ALL_GIVEN: "Når alle har afgivet deres vurdering",
}
CODE_DA = {
    ReviewCode.SCORE_MISSING: "Giv point for {criterion}.",
    ReviewCode.OUT_OF_SCALE: "Point for {criterion} er et helt tal fra {least} til {most}.",
    ReviewCode.REASON_MISSING: "Skriv, hvorfor {criterion} får de point.",
    ReviewCode.UNKNOWN_CRITERION: "Der er givet point for et kriterium, som runden ikke har.",
    ReviewCode.NOT_NOW: "Vurderingen er afgivet. Åbn den igen med en begrundelse, hvis den skal ændres.",
    ReviewCode.OWN_FIRST: "Afgiv din egen vurdering, før du ser de andres.",
    ReviewCode.OTHERS_FIRST: "{missing} mangler at afgive deres vurdering. Indtil da ser ingen de andres.",
    ReviewCode.WEIGHT_IMPOSSIBLE: "Vægten af {criterion} er et helt tal, der er større end nul.",
    ReviewCode.NO_CRITERIA: "Runden har ingen kriterier at vurdere efter.",
    ReviewCode.NOT_GIVEN: "Kun en afgivet vurdering kan åbnes igen.",
    ReviewCode.SAY_WHY: "Skriv, hvorfor vurderingen åbnes igen.",
}


@dataclass(frozen=True)
class Criterion:
    """What an application is judged by; `weight` is a whole number above 0, and counts against the sum of all weights."""

    id: int
    name: str
    weight: int = 1


@dataclass(frozen=True)
class Score:
    """Whole points on the scale from 0 to 5, and why."""

    points: int
    reason: str


@dataclass(frozen=True)
class Review:
    """One reviewer's scores of one application, by criterion."""

    application: int
    reviewer: int
    state: ReviewState = ReviewState.DRAFT
    scores: Mapping[int, Score] = field(default_factory=dict)


@dataclass(frozen=True)
class Reopened:
    """A line of the log: who opened a given review again, when and why, and whether its reviewer could see the others' by then."""

    application: int
    reviewer: int
    by: int
    at: datetime
    reason: str
    had_seen_others: bool


def faults_of_criteria(criteria: Sequence[Criterion]) -> list[Remark]:
    """Why a call cannot be reviewed by these criteria, in their order."""
    if not criteria:
        return [remark(ReviewCode.NO_CRITERIA)]
    return [remark(ReviewCode.WEIGHT_IMPOSSIBLE, criterion=one.name) for one in criteria if one.weight < 1]


def why_not_given(review: Review, criteria: Sequence[Criterion]) -> list[Remark]:
    """Everything a review lacks before it can be given, in the order of the criteria; empty when it can."""
    if review.state is ReviewState.GIVEN:
        return [remark(ReviewCode.NOT_NOW)]
    found = [said for criterion in criteria for said in faults_of_score(criterion, review.scores.get(criterion.id))]
    unknown = set(review.scores) - {criterion.id for criterion in criteria}
    return [*found, *([remark(ReviewCode.UNKNOWN_CRITERION)] if unknown else [])]


def faults_of_score(criterion: Criterion, score: Score | None) -> list[Remark]:
    """What one score lacks."""
    if score is None:
        return [remark(ReviewCode.SCORE_MISSING, criterion=criterion.name)]
    found = []
    if not LEAST_POINTS <= score.points <= MOST_POINTS:
        found.append(remark(ReviewCode.OUT_OF_SCALE, criterion=criterion.name, least=LEAST_POINTS, most=MOST_POINTS))
    if not score.reason.strip():
        found.append(remark(ReviewCode.REASON_MISSING, criterion=criterion.name))
    return found


def why_not_others(reviewer: int, assigned: Iterable[int], reviews: Iterable[Review], rule: OthersSeen) -> Remark | None:
    """Why a reviewer may not see others' given reviews of one application yet, None when they may be seen. Whoever opens the own again sees none until it
    is given anew. `assigned`: all its reviewers who are free of conflict."""
    given = {review.reviewer for review in reviews if review.state is ReviewState.GIVEN}
    if reviewer not in given:
        return remark(ReviewCode.OWN_FIRST)
    missing = set(assigned) - given
    return remark(ReviewCode.OTHERS_FIRST, missing=len(missing)) if missing and rule is OthersSeen.ALL_GIVEN else None


def seen_by(reviewer: int, assigned: Iterable[int], reviews: Sequence[Review], rule: OthersSeen) -> list[Review]:
    """The reviews of one application that a reviewer sees: the own one, and others' given ones when they may be seen; by reviewer."""
    open_ = why_not_others(reviewer, assigned, reviews, rule) is None
    return sorted(
        (review for review in reviews if review.reviewer == reviewer or (open_ and review.state is ReviewState.GIVEN)), key=lambda review: review.reviewer
    )


def missing_reviews(assigned: Iterable[int], reviews: Iterable[Review]) -> list[int]:
    """The reviewers of one application whose review is not given, by id; `assigned` leaves out those in conflict."""
    return sorted(set(assigned) - {review.reviewer for review in reviews if review.state is ReviewState.GIVEN})


def reopened(review: Review, by: int, at: datetime, reason: str, *, had_seen_others: bool) -> tuple[Review, Reopened] | Remark:
    """A given review opened again with the line of the log that says so, or why not. Its scores stay as they were until its reviewer changes them."""
    if review.state is not ReviewState.GIVEN:
        return remark(ReviewCode.NOT_GIVEN)
    if not reason.strip():
        return remark(ReviewCode.SAY_WHY)
    line = Reopened(review.application, review.reviewer, by, at, reason.strip(), had_seen_others)
    return replace(review, state=ReviewState.REOPENED), line
