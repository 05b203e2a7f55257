"""How good a ranking is: nDCG, mean reciprocal rank and recall, all of the first ten."""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean

FIRST = 10


def ndcg(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002, with gains of 2^r - 1), 0 to 1."""
    best = gain(sorted(relevant.values(), reverse=True))
    return gain([relevant.get(name, 0) for name in found]) / best if best else 0.0


def gain(grades: Sequence[int]) -> float:
    return math.fsum((2 ** max(0, grade) - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:FIRST]))


def reciprocal_rank(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """One divided by the place of the first relevant document, 0 when none is among the first ten."""
    return next((1 / place for place, name in enumerate(found[:FIRST], 1) if relevant.get(name, 0) > 0), 0.0)


def recall(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """The share of the relevant documents that are among the first ten."""
    wanted = {name for name, grade in relevant.items() if grade > 0}
    return len(wanted & set(found[:FIRST])) / len(wanted) if wanted else 0.0


def judged(answers: Sequence[tuple[Sequence[str], Mapping[str, int], float]]) -> dict[str, float]:
    """The means over queries, from what each found, what was relevant and how many milliseconds it took."""
    if not answers:
        return {}
    times = sorted(ms for _, _, ms in answers)
    return {
        "ndcg10": round(fmean(ndcg(found, relevant) for found, relevant, _ in answers), 4),
        "mrr10": round(fmean(reciprocal_rank(found, relevant) for found, relevant, _ in answers), 4),
        "recall10": round(fmean(recall(found, relevant) for found, relevant, _ in answers), 4),
        "p50_ms": round(times[len(times) // 2], 2),
        "p95_ms": round(times[min(len(times) - 1, math.ceil(0.95 * len(times)) - 1)], 2),
        "queries": len(answers),
    }
