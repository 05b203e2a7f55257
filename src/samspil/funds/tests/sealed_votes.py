"""Votes for the tests of the secret ballot, with a source of random bytes that gives the same ones again."""

import random
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from samspil.core.money import Kroner
from samspil.funds.sealing.ballots import Ballot, BallotForm, BallotPaper
from samspil.funds.sealing.envelopes import seal
from samspil.funds.sealing.keys import ElectionKey, TrusteeLetter, make_election, opened_key
from samspil.funds.sealing.receipts import commitment, new_receipt
from samspil.funds.sealing.signs import RandomBytes

ELECTION = "pulje-2026"
SECRET = bytes(range(32))
PROJECTS = ("bro", "legeplads", "cafe-2", "a", "kor", "baenk-ved-soeen", "skov", "smedje")


def source(seed: int) -> RandomBytes:
    """Random bytes that are the same for the same seed."""
    return random.Random(seed).randbytes  # noqa: S311 - bytes for a test, the same each time


def paper(form: BallotForm = BallotForm.APPROVAL, most: int = 3, fewest: int = 0, points: int = 0, areas: tuple[str, ...] = ()) -> BallotPaper:
    """Eight projects at 10, 20, … 80 kroner, a hundred to spend."""
    costs = {name: Kroner.of(10 * place) for place, name in enumerate(PROJECTS, 1)}
    return BallotPaper(ELECTION, form, costs, Kroner.of(100), most, fewest, points, areas)


def approval(*chosen: str, area: str = "") -> Ballot:
    return Ballot(BallotForm.APPROVAL, chosen, (), area)


@dataclass(frozen=True)
class Vote:
    """An election with its key, and the letters, which the product never keeps."""

    key: ElectionKey
    letters: tuple[TrusteeLetter, ...]

    @property
    def private(self) -> X25519PrivateKey:
        """The private key, from two letters."""
        found = opened_key(self.letters[0].halves["B"], self.letters[1].halves["A"], self.key)
        assert isinstance(found, X25519PrivateKey)
        return found


def vote(seed: int = 1, election: str = ELECTION) -> Vote:
    return Vote(*make_election(election, source(seed)))


def cast(ballot: Ballot, on: BallotPaper, held: Vote, seed: int) -> tuple[bytes, str]:
    """An envelope, and the commitment of its receipt."""
    bytes_of = source(seed)
    receipt = commitment(new_receipt(on.election, SECRET, bytes_of), on.election)
    return seal(ballot, on, receipt, held.key, bytes_of), receipt
