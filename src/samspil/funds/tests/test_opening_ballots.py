"""Sealed ballots: one size, no order, opened with the trustees' key alone, and counted once each."""

import random
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as some

from samspil.core.money import Kroner
from samspil.funds.domain.voting.counting import count
from samspil.funds.domain.voting.model import Settings
from samspil.funds.domain.voting.reading import read_election
from samspil.funds.domain.voting.writing import written
from samspil.funds.sealing import envelopes
from samspil.funds.sealing.ballots import Ballot, BallotForm, BallotPaper, as_json, canonical
from samspil.funds.sealing.checks import BallotFault
from samspil.funds.sealing.counting_out import as_election
from samspil.funds.sealing.envelopes import EnvelopeFault, Sealed, envelope_size, header, room, seal, unseal
from samspil.funds.sealing.opening import Opened, opened, shuffled, told_by_area, with_areas
from samspil.funds.tests.elections import winners
from samspil.funds.tests.sealed_votes import ELECTION, PROJECTS, approval, cast, paper, source, vote

HELD, ON = vote(), paper()
PRIVATE = HELD.private
RECEIPT = "0" * 64
BALLOTS = [approval(), approval("bro"), approval("bro", "skov"), approval("a", "kor", "smedje"), approval("baenk-ved-soeen", "legeplads", "cafe-2")]
CASTS = [cast(ballot, ON, HELD, seed) for seed, ballot in enumerate(BALLOTS)]


def out(given: list[bytes], seed: int = 5) -> Opened:
    return opened(given, ON, HELD.key, PRIVATE, source(seed))


def forged(said: bytes) -> bytes:
    """An envelope of ours with anything inside."""
    return header(HELD.key) + envelopes.SUITE.encrypt(said, HELD.key.lock, info=header(HELD.key))


def test_every_envelope_of_an_election_has_one_size_whatever_it_says() -> None:
    assert {len(envelope) for envelope, _ in CASTS} == {envelope_size(ON)}
    assert room(ON) % 64 == 0
    assert envelope_size(paper(most=8)) > envelope_size(paper(most=1))


def test_equal_ballots_are_sealed_differently_and_nothing_is_readable() -> None:
    one, other = (seal(approval("bro"), ON, RECEIPT, HELD.key, source(1)) for _ in range(2))
    assert one != other
    assert one[:17] == other[:17] == header(HELD.key)
    assert b"bro" not in one


def test_what_was_cast_comes_out_with_its_receipts() -> None:
    result = out([envelope for envelope, _ in CASTS])
    assert sorted(map(canonical, result.ballots)) == sorted(map(canonical, BALLOTS))
    assert result.receipts == tuple(sorted(receipt for _, receipt in CASTS))
    assert (result.invalid, result.envelopes) == ({}, 5)


@settings(max_examples=50)
@given(some.permutations([envelope for envelope, _ in CASTS]), some.integers(0, 9))
def test_the_order_envelopes_came_in_changes_nothing(given: list[bytes], seed: int) -> None:
    assert out(given, seed) == out([envelope for envelope, _ in CASTS], seed)


def test_every_order_is_equally_likely() -> None:
    """Of three ballots each of the six orders comes about 100 times of 600."""
    bytes_of = source(3)
    found = Counter(shuffled(BALLOTS[:3], bytes_of) for _ in range(600))
    assert len(found) == 6
    assert all(60 < times < 140 for times in found.values())


def test_another_key_opens_nothing_and_another_election_is_foreign() -> None:
    envelope, _ = CASTS[0]
    assert unseal(envelope, HELD.key, X25519PrivateKey.from_private_bytes(bytes(range(32)))) is EnvelopeFault.MALFORMED
    other = vote(1, "pulje-2027")
    assert unseal(envelope, other.key, other.private) is EnvelopeFault.FOREIGN
    carried = header(other.key) + envelope[len(header(HELD.key)) :]
    assert unseal(carried, other.key, other.private) is EnvelopeFault.MALFORMED
    with pytest.raises(ValueError, match="own election"):
        seal(approval(), ON, RECEIPT, other.key, source(1))


@settings(max_examples=60)
@given(some.integers(0, envelope_size(ON) - 1), some.integers(1, 255))
def test_any_changed_byte_is_noticed(place: int, change: int) -> None:
    broken = bytearray(CASTS[1][0])
    broken[place] ^= change
    assert isinstance(unseal(bytes(broken), HELD.key, PRIVATE), EnvelopeFault)


NEST = b"[" * 100_000
GOOD = {"ballot": {"chosen": ["bro"], "form": "approval"}, "nonce": "0" * 32, "receipt": RECEIPT}


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\xff",
        b"{",
        NEST,
        b"[]",
        as_json({**GOOD, "more": 1}).encode(),
        as_json({**GOOD, "nonce": 1}).encode(),
        as_json({**GOOD, "nonce": "0"}).encode(),
        as_json({**GOOD, "receipt": "Ø" * 64}).encode(),
        as_json({**GOOD, "ballot": {"chosen": ["b", "a"], "form": "approval"}}).encode(),
        b"9" * 10_000,
    ],
    ids=lambda said: said[:20],
)
def test_what_was_not_written_by_us_is_malformed(said: bytes) -> None:
    assert unseal(forged(said), HELD.key, PRIVATE) is EnvelopeFault.MALFORMED
    assert isinstance(unseal(forged(as_json(GOOD).encode()), HELD.key, PRIVATE), Sealed)


def test_envelopes_that_do_not_count_are_tallied_by_their_reason() -> None:
    """A box with everything in it: the good ones, rubbish, another election's, and what a form should never have let through."""
    strange = [
        approval("bro", "skov", "a", "kor"),
        approval("ukendt"),
        Ballot(BallotForm.RANKING, ("bro",)),
    ]
    wide = paper(most=8)
    assert room(wide) >= room(ON)
    bad = [seal(ballot, wide, f"{place:064x}", HELD.key, source(place)) for place, ballot in enumerate(strange)]
    foreign, _ = cast(approval(), ON, vote(2), 99)
    result = out([*(envelope for envelope, _ in CASTS), *bad, foreign, b"", CASTS[0][0][:-1]])
    tally = {"too_many": 1, "unknown_project": 1, "other_form": 1, "foreign": 2, "malformed": 1}
    assert (result.invalid, len(result.ballots), result.envelopes) == (tally, 5, 11)
    assert set(result.invalid) <= {*EnvelopeFault, *BallotFault}


def test_a_copied_envelope_counts_once_and_one_receipt_on_two_ballots_counts_not_at_all() -> None:
    copied = [CASTS[0][0], CASTS[0][0], CASTS[1][0]]
    assert (len(out(copied).ballots), out(copied).invalid) == (2, {"doubled": 1})
    two = [seal(approval(name), ON, RECEIPT, HELD.key, source(place)) for place, name in enumerate(("bro", "skov"))]
    assert (out(two).ballots, out(two).receipts, out(two).invalid) == ((), (), {"doubled": 2})


def test_a_ballot_too_long_for_its_envelope_and_a_bad_commitment_are_refused() -> None:
    with pytest.raises(ValueError, match="fit"):
        seal(approval(*PROJECTS, *PROJECTS), paper(most=1), RECEIPT, HELD.key, source(1))
    with pytest.raises(ValueError, match="commitment"):
        seal(approval(), ON, "x", HELD.key, source(1))


@pytest.mark.parametrize(
    ("on", "make", "rule"),
    [
        (paper(most=8), lambda chosen: Ballot(BallotForm.APPROVAL, chosen), "equal-shares"),
        (paper(BallotForm.RANKING, most=8), lambda chosen: Ballot(BallotForm.RANKING, chosen), "borda"),
        (paper(BallotForm.POINTS, most=8, points=8), lambda chosen: Ballot(BallotForm.POINTS, chosen, (8 // len(chosen),) * len(chosen)), "equal-shares"),
        (paper(BallotForm.KNAPSACK, most=8), lambda chosen: Ballot(BallotForm.KNAPSACK, chosen[:1]), "knapsack"),
    ],
)
def test_opened_ballots_are_counted_by_the_voting_core_and_again_from_the_published_file(
    on: BallotPaper, make: Callable[[tuple[str, ...]], Ballot], rule: str
) -> None:
    chance = random.Random(4)  # noqa: S311 - votes for a test, the same each time
    ballots = [make(tuple(chance.sample(PROJECTS, chance.choice([1, 2, 4])))) for _ in range(60)]
    sealed = [cast(ballot, on, HELD, seed)[0] for seed, ballot in enumerate(ballots)]
    result = opened(sealed, on, HELD.key, PRIVATE, source(1))
    assert len(result.ballots) == 60
    election = as_election(result.ballots, on, {"bro": "En bro; til alle"}, {"unit": "Lejre"})
    again = read_election(written(election))
    assert winners(again, count(again, Settings(rule))) == winners(election, count(election, Settings(rule))) != []
    assert again.ballots.voters == 60
    assert again.meta["max_length"] == "8"
    assert again.projects[0].name == "En bro; til alle"
    assert ("max_sum_cost" in again.meta, "max_sum_points" in again.meta) == (rule == "knapsack", again.vote_type == "cumulative")


def test_an_areas_own_budget_and_odd_amounts_are_exact() -> None:
    election = as_election([approval("bro")], ON, {}, {}, Kroner(12_345))
    assert (election.budget.numerator, election.budget.denominator) == (2469, 20)
    odd = paper(BallotForm.KNAPSACK)
    with_oere = BallotPaper(ELECTION, odd.form, odd.projects, Kroner(10_050), 3)
    assert as_election([Ballot(BallotForm.KNAPSACK, ())], with_oere, {}, {}).meta["max_sum_cost"] == "100.50"


def test_areas_are_told_under_the_name_of_their_group() -> None:
    result = Opened((approval("bro", area="nord"), approval("bro", area="vest"), approval("bro")), (), {})
    told = with_areas(result, {"nord": "nord+syd", "syd": "nord+syd", "vest": "vest"})
    assert [ballot.area for ballot in told.ballots] == ["nord+syd", "vest", ""]


def test_ballots_of_small_areas_come_out_together() -> None:
    on = paper(areas=("nord", "syd", "vest", "oest"))
    areas = ["nord"] * 2 + ["syd"] * 6 + ["vest"] * 7
    sealed = [cast(approval("bro", area=area), on, HELD, seed)[0] for seed, area in enumerate(areas)]
    told, groups = told_by_area(opened(sealed, on, HELD.key, PRIVATE, source(1)), on)
    assert Counter(ballot.area for ballot in told.ballots) == {"nord+oest+syd": 8, "vest": 7}
    assert {group.name: group.voters for group in groups} == {"nord+oest+syd": 8, "vest": 7}
    assert told_by_area(Opened((approval(),), (), {}), ON) == (Opened((approval(),), (), {}), ())


def test_receipts_come_in_the_order_of_their_digits() -> None:
    assert all(one < other for one, other in pairwise(out([envelope for envelope, _ in CASTS]).receipts))
