"""What given reviews come to: an exact weighted score, how far reviewers are apart, and an order that tells its ties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samspil.funds.domain.reviews import Criterion, Review, ReviewState


@dataclass(frozen=True)
class Spread:
    """How far reviewers are apart, in points: highest minus lowest, and the mean absolute deviation from the mean. Both 0 for fewer than two."""

    range: Fraction
    deviation: Fraction


@dataclass(frozen=True)
class Assessment:
    """One application's reviews in numbers. `score`: the mean of the reviewers' weighted scores, 0 to 5, None without a given review. `by_criterion`: mean
    and spread of each criterion, in the order of the criteria. `spread`: of the weighted scores. `missing`: reviewers who have not given theirs."""

    application: int
    score: Fraction | None
    spread: Spread
    by_criterion: tuple[tuple[int, Fraction | None, Spread], ...]
    given: int
    missing: tuple[int, ...]


@dataclass(frozen=True)
class Placed:
    """A place in the order: equal scores share it (1, 2, 2, 4). `tied_with`: the other applications on the place, by id."""

    place: int
    standing: Assessment
    tied_with: tuple[int, ...]


def mean_of(values: Sequence[Fraction]) -> Fraction | None:
    """The mean, None of nothing."""
    return sum(values, Fraction()) / len(values) if values else None


def spread_of(values: Sequence[Fraction]) -> Spread:
    """How far values are apart."""
    middle = mean_of(values)
    if middle is None:
        return Spread(Fraction(), Fraction())
    return Spread(max(values) - min(values), sum((abs(value - middle) for value in values), Fraction()) / len(values))


def weighted(review: Review, criteria: Sequence[Criterion]) -> Fraction:
    """A full review's score, 0 to 5: points times weights over the sum of weights. Raises KeyError for a criterion without points."""
    points = sum(review.scores[criterion.id].points * criterion.weight for criterion in criteria)
    return Fraction(points, sum(criterion.weight for criterion in criteria))


def assessment_of(application: int, criteria: Sequence[Criterion], reviews: Iterable[Review], assigned: Iterable[int]) -> Assessment:
    """An application's reviews in numbers; only given reviews of `assigned` reviewers count, so those of somebody found in conflict later do not."""
    wanted = set(assigned)
    counted = [one for one in reviews if one.application == application and one.state is ReviewState.GIVEN and one.reviewer in wanted]
    scores = [weighted(review, criteria) for review in counted]
    points = {criterion.id: [Fraction(review.scores[criterion.id].points) for review in counted] for criterion in criteria}
    by_criterion = tuple((id_, mean_of(values), spread_of(values)) for id_, values in points.items())
    missing = tuple(sorted(wanted - {review.reviewer for review in counted}))
    return Assessment(application, mean_of(scores), spread_of(scores), by_criterion, len(counted), missing)


def ranked(standings: Iterable[Assessment]) -> list[Placed]:
    """All in order of their score, the highest first, equals by id; those without a review come last and share the last place. Nobody is left out."""
    order = sorted(standings, key=lambda one: (one.score is None, -(one.score or 0), one.application))
    places: dict[Fraction | None, int] = {}
    for place, one in enumerate(order, 1):
        places.setdefault(one.score, place)
    equals: dict[Fraction | None, list[int]] = {}
    for one in order:
        equals.setdefault(one.score, []).append(one.application)
    return [Placed(places[one.score], one, tuple(other for other in equals[one.score] if other != one.application)) for one in order]


def shown_score(score: Fraction | None, decimals: int = 2) -> str:
    """A score as Danes write it, rounded half up, for showing alone: 3,67; "–" for none. Scores are compared as fractions."""
    if score is None:
        return "–"
    whole, part = divmod(int(score * 10**decimals + Fraction(1, 2)), 10**decimals)
    return f"{whole},{part:0{decimals}d}"
