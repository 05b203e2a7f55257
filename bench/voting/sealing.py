"""The secret ballot: how long one takes in the request it comes in, and all of them at the close."""

import os
import random
import statistics
import time
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from samspil.core.money import Kroner
from samspil.funds.sealing.ballots import Ballot, BallotForm, BallotPaper
from samspil.funds.sealing.checks import faults
from samspil.funds.sealing.envelopes import envelope_size, seal
from samspil.funds.sealing.keys import ElectionKey, make_election, opened_key
from samspil.funds.sealing.opening import opened
from samspil.funds.sealing.receipts import commitment, new_receipt

# A large municipality's vote: so many projects, of which one may choose so many.
PROJECTS, MOST = 60, 10
GOAL_MS = 2.0
SEED = 2026
Row = dict[str, Any]


def measured(ballots: int) -> Row:
    """So many ballots, checked, given a receipt and sealed one by one; then opened, checked and shuffled together."""
    paper = BallotPaper("bench", BallotForm.APPROVAL, {f"project-{number}": Kroner(100) for number in range(PROJECTS)}, Kroner(1000), MOST)
    key, letters = make_election(paper.election, os.urandom)
    private = opened_key(letters[0].halves["C"], letters[2].halves["A"], key)
    if not isinstance(private, X25519PrivateKey):
        raise TypeError(private)
    chance = random.Random(SEED)  # noqa: S311 - made-up ballots, no secret
    given = [Ballot(paper.form, tuple(chance.sample(list(paper.projects), chance.randint(1, MOST)))) for _ in range(ballots)]
    taken, envelopes = [], []
    for ballot in given:
        begun = time.perf_counter()
        envelopes.append(cast(ballot, paper, key))
        taken.append((time.perf_counter() - begun) * 1000)
    begun = time.perf_counter()
    found = opened(envelopes, paper, key, private, os.urandom)
    open_s = time.perf_counter() - begun
    row: Row = {"ballots": ballots, "projects": PROJECTS, "envelope_bytes": envelope_size(paper), "counted": len(found.ballots)}
    row |= {"seal_ms": round(statistics.median(taken), 3), "seal_p99_ms": round(sorted(taken)[int(len(taken) * 0.99)], 3)}
    return row | {"open_s": round(open_s, 2), "open_ms_each": round(open_s * 1000 / ballots, 3)}


def cast(ballot: Ballot, paper: BallotPaper, key: ElectionKey) -> bytes:
    """What a request does with a ballot, but for the database."""
    if faults(ballot, paper):
        raise ValueError(ballot)
    receipt = new_receipt(paper.election, bytes(32), os.urandom)
    return seal(ballot, paper, commitment(receipt, paper.election), key, os.urandom)


def missed(row: Row) -> list[str]:
    """The goals it misses."""
    slow = [f"sealing {row['seal_ms']} ms, goal {GOAL_MS}"] if row["seal_ms"] > GOAL_MS else []
    return slow + ([f"{row['counted']} of {row['ballots']} ballots came out"] if row["counted"] != row["ballots"] else [])


def line(row: Row) -> str:
    """To read."""
    sealing = f"sealed in {row['seal_ms']} ms each (99 of 100 within {row['seal_p99_ms']})"
    size = f"{row['ballots']} ballots over {row['projects']} projects in envelopes of {row['envelope_bytes']} bytes"
    return f"{size}: {sealing}, opened in {row['open_s']} s ({row['open_ms_each']} ms each), {row['counted']} counted"
