"""A ballot sealed to the election's key, in the request it came in. All envelopes of an election are equally long, and none says when it was made.

An envelope: one byte for the form of envelopes, the mark of the election's key (16), then HPKE (RFC 9180, base mode: X25519, HKDF-SHA256, ChaCha20-Poly1305)
with version and mark as its `info`, so an envelope cannot be carried to another election. Inside: JSON with the ballot, the receipt's commitment and a random
number, filled up to one size.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from samspil.funds.sealing.ballots import Ballot, BallotPaper, as_json, canonical, longest, read_ballot
from samspil.funds.sealing.keys import ElectionKey
from samspil.funds.sealing.signs import RandomBytes

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
VERSION = b"\x01"
NONCE_BYTES, COMMITMENT_DIGITS = 16, 64
NONCE, COMMITMENT = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")
# HPKE's own: the key of this envelope alone, and the proof that nothing was changed.
ADDED = 32 + 16
STEP = 64
END = b"\x80"
FRAME = len(as_json({"ballot": 0, "nonce": "0" * NONCE_BYTES * 2, "receipt": "0" * COMMITMENT_DIGITS})) - 1


class EnvelopeFault(StrEnum):
    """Why an envelope gives no ballot. FOREIGN: of another election. MALFORMED: damaged, or not written by us. DOUBLED: its receipt is in another one too."""

    FOREIGN = "foreign"
    MALFORMED = "malformed"
    DOUBLED = "doubled"


@dataclass(frozen=True)
class Sealed:
    """What stood in an envelope; `nonce` tells two equal ballots with one receipt from one envelope that was copied."""

    ballot: Ballot
    receipt: str
    nonce: str


def room(paper: BallotPaper) -> int:
    """How many bytes each ballot on this paper is filled up to: enough for the longest possible one, in steps of 64. Depends on the paper alone."""
    return -(-(FRAME + longest(paper) + len(END)) // STEP) * STEP


def envelope_size(paper: BallotPaper) -> int:
    """How long each envelope of an election is, in bytes."""
    return len(VERSION) + 16 + ADDED + room(paper)


def seal(ballot: Ballot, paper: BallotPaper, receipt: str, key: ElectionKey, source: RandomBytes) -> bytes:
    """The envelope of a ballot that counts (`checks.faults` is empty), with its receipt's commitment. Raises ValueError for a paper or a commitment of
    something else."""
    if key.election != paper.election or not COMMITMENT.fullmatch(receipt):
        raise ValueError("a ballot is sealed to the key of its own election, with the commitment of its receipt")
    said = inside(Sealed(ballot, receipt, source(NONCE_BYTES).hex())).encode() + END
    if len(said) > room(paper):
        raise ValueError("a ballot that does not count does not fit either")
    return header(key) + SUITE.encrypt(said.ljust(room(paper), b"\x00"), key.lock, info=header(key))


def header(key: ElectionKey) -> bytes:
    """What each envelope of an election begins with."""
    return VERSION + key.mark


def inside(sealed: Sealed) -> str:
    """What is sealed, as it is written."""
    return as_json({"ballot": json.loads(canonical(sealed.ballot)), "nonce": sealed.nonce, "receipt": sealed.receipt})


def unseal(envelope: bytes, key: ElectionKey, private: X25519PrivateKey) -> Sealed | EnvelopeFault:
    """What stands in an envelope, or why nothing of use does. Whether the ballot counts is for `checks.faults` to say."""
    begin = header(key)
    if not envelope.startswith(begin):
        return EnvelopeFault.FOREIGN
    try:
        said = SUITE.decrypt(envelope[len(begin) :], private, info=begin)
        found = json.loads(said.rstrip(b"\x00").removesuffix(END))
    except (InvalidTag, ValueError, RecursionError):
        return EnvelopeFault.MALFORMED
    return read_inside(found) or EnvelopeFault.MALFORMED


def read_inside(found: Any) -> Sealed | None:
    """The parts of what was sealed; None when they are not as `seal` wrote them."""
    if not isinstance(found, dict) or found.keys() != {"ballot", "nonce", "receipt"}:
        return None
    ballot, nonce, receipt = read_ballot(found["ballot"]), found["nonce"], found["receipt"]
    if ballot is None or not (is_hexadecimal(nonce, NONCE) and is_hexadecimal(receipt, COMMITMENT)):
        return None
    return Sealed(ballot, receipt, nonce)


def is_hexadecimal(value: Any, pattern: re.Pattern[str]) -> bool:
    """True for a text of this length in small hexadecimal digits."""
    return isinstance(value, str) and pattern.fullmatch(value) is not None
