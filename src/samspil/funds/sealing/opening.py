"""After the close all envelopes at once become ballots in an order that says nothing, a list of receipts, and a tally of what did not count.

The order is made twice over: ballots are first sorted by what they say, which forgets the order they came in whatever happens next, and then by a fresh
random key each.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from samspil.funds.sealing.areas import AreaGroup, area_groups, merged
from samspil.funds.sealing.ballots import Ballot, BallotPaper, canonical
from samspil.funds.sealing.checks import faults
from samspil.funds.sealing.envelopes import EnvelopeFault, Sealed, unseal
from samspil.funds.sealing.keys import ElectionKey
from samspil.funds.sealing.signs import RandomBytes

ORDER_BYTES = 16


@dataclass(frozen=True)
class Opened:
    """What came out. `ballots` and `receipts` have no order in common; `invalid` counts by the first reason of each (EnvelopeFault or BallotFault)."""

    ballots: tuple[Ballot, ...]
    receipts: tuple[str, ...]
    invalid: Mapping[str, int]

    @property
    def envelopes(self) -> int:
        """How many envelopes there were: each is a ballot or an invalid one."""
        return len(self.ballots) + sum(self.invalid.values())


def opened(envelopes: Iterable[bytes], paper: BallotPaper, key: ElectionKey, private: X25519PrivateKey, source: RandomBytes) -> Opened:
    """All envelopes of an election, opened, checked and shuffled. `source` must be secure (os.urandom)."""
    invalid: Counter[str] = Counter()
    readable: list[Sealed] = []
    for envelope in envelopes:
        found = unseal(envelope, key, private)
        if isinstance(found, Sealed):
            readable.append(found)
        else:
            invalid[found.value] += 1
    single, doubled = without_doubles(readable)
    invalid[EnvelopeFault.DOUBLED.value] += doubled
    counted = []
    for one in single:
        wrong = faults(one.ballot, paper)
        if wrong:
            invalid[wrong[0].code.value] += 1
        else:
            counted.append(one)
    ballots = shuffled([one.ballot for one in counted], source)
    return Opened(ballots, tuple(sorted(one.receipt for one in counted)), {reason: many for reason, many in sorted(invalid.items()) if many})


def without_doubles(readable: Iterable[Sealed]) -> tuple[list[Sealed], int]:
    """One of each receipt, and how many others there were. A copied envelope counts once; where one receipt stands in ballots that differ, none of them does,
    because nobody can say which one the voter got it for."""
    by_receipt: dict[str, list[Sealed]] = {}
    for one in readable:
        by_receipt.setdefault(one.receipt, []).append(one)
    single = [same[0] for same in by_receipt.values() if len(set(same)) == 1]
    return single, sum(map(len, by_receipt.values())) - len(single)


def shuffled(ballots: Iterable[Ballot], source: RandomBytes) -> tuple[Ballot, ...]:
    """In an order that depends on what they say and on the random source, never on the order they came in."""
    written = sorted(((canonical(ballot), ballot.in_order()) for ballot in ballots), key=itemgetter(0))
    keyed = sorted((source(ORDER_BYTES), place) for place in range(len(written)))
    return tuple(written[place][1] for _, place in keyed)


def told_by_area(result: Opened, paper: BallotPaper) -> tuple[Opened, tuple[AreaGroup, ...]]:
    """The ballots with areas under five voters put together, and the groups; this is what is written at the close, so that nobody can tell the areas apart
    again."""
    voters = Counter(dict.fromkeys(paper.areas, 0))
    voters.update(ballot.area for ballot in result.ballots if ballot.area)
    groups = area_groups(voters)
    return with_areas(result, merged(groups)), groups


def with_areas(result: Opened, names: Mapping[str, str]) -> Opened:
    """The same ballots where each area bears the name it is told under; without areas nothing changes."""
    return replace(result, ballots=tuple(replace(ballot, area=names.get(ballot.area, ballot.area)) for ballot in result.ballots))
