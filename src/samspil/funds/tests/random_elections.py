"""Elections that Hypothesis makes up, small enough to be counted in other ways too."""

from typing import NamedTuple

from hypothesis import strategies as st

from samspil.funds.domain.voting.model import Election
from samspil.funds.domain.voting.reading import read_election
from samspil.funds.tests.elections import text


class MadeUp(NamedTuple):
    """An election as a file and as it is read."""

    file: str
    election: Election


@st.composite
def elections(draw: st.DrawFn, *vote_types: str) -> MadeUp:
    """Up to 9 projects and 30 voters. Prices are small or equal half of the time, so that ties and voters with nothing left are common."""
    vote_type = draw(st.sampled_from(vote_types))
    most = draw(st.sampled_from([3, 12, 1000, 10**12]))
    costs = draw(st.lists(st.integers(1, most), min_size=1, max_size=9))
    budget = draw(st.integers(1, max(1, sum(costs) * 5 // 4)))
    names = [chr(ord("a") + place) for place in range(len(costs))]
    size = 1 if vote_type == "choose-1" else len(names)
    # pabutools cannot read a ballot without points.
    least = 0 if vote_type in ("approval", "ordinal") else 1
    chosen = st.lists(st.sampled_from(names), min_size=least, max_size=size, unique=True)
    votes: list[str | tuple[str, str]] = []
    for picked in draw(st.lists(chosen, min_size=1, max_size=30)):
        if vote_type in ("cumulative", "scoring"):
            points = draw(st.lists(st.integers(1, 5), min_size=len(picked), max_size=len(picked)))
            votes.append((",".join(picked), ",".join(map(str, points))))
        else:
            votes.append(",".join(picked))
    file = text(costs, votes, budget, vote_type)
    return MadeUp(file, read_election(file.encode()))
