"""Receipts: a voter can see that her ballot was counted, and nobody can see in the receipt what it said.

A receipt is 24 signs, XXXX six times: 80 random bits, 35 bits that the installation signed (HMAC with the election in it), a check sign. One that is made up
passes the signature once in 34 thousand million times. It is shown once and stored nowhere. What is sealed with the ballot is its commitment, a hash of
election and receipt. After the close the commitments of counted ballots are published as a list of their own, sorted, never beside a ballot. So a receipt
finds its line in the list and nothing else: no other election's receipt is in it, and one that somebody made up is known by its signature.
Anybody can look without us: `printf 'samspil-receipt/1\\nELECTION\\nRECEIPT' | sha256sum`, the receipt in large letters without dashes.
"""

import hmac
from collections.abc import Collection
from enum import StrEnum
from hashlib import sha256

from samspil.funds.sealing.signs import RandomBytes, check_sign, encoded, in_groups, is_checked, normalised, signs_of

LENGTH, GROUP = 24, 4
RANDOM_BYTES, RANDOM_SIGNS, SIGNED_SIGNS = 10, 16, 7
PLACE = 17
LEAST_KEY = 32


class ReceiptState(StrEnum):
    """COUNTED: its ballot is among those counted. MISSING: we gave this receipt and its ballot is not there, which must be looked into.
    NOT_OURS: no receipt of this vote. MISTYPED: cannot be any receipt."""

    COUNTED = "counted"
    MISSING = "missing"
    NOT_OURS = "not_ours"
    MISTYPED = "mistyped"


def new_receipt(election: str, key: bytes, source: RandomBytes) -> str:
    """A receipt as it is shown. `key` (32 bytes or more) is the installation's, outside the database; raises ValueError for a shorter one."""
    signs = encoded(source(RANDOM_BYTES))
    signs += signed(signs, election, key)
    return in_groups(signs + check_sign(signs, PLACE), GROUP)


def signed(signs: str, election: str, key: bytes) -> str:
    """The signs that only this installation can put behind the random ones, and only for this election."""
    if len(key) < LEAST_KEY:
        raise ValueError("the key of receipts has at least 32 bytes")
    digest = hmac.digest(key, b"\x00".join((b"samspil-receipt/1", election.encode(), signs.encode())), sha256)
    return signs_of(int.from_bytes(digest[:5]) >> 5, SIGNED_SIGNS)


def read_receipt(typed: str) -> str | None:
    """The 24 signs that were meant, or None when it cannot be a receipt."""
    receipt = normalised(typed)
    return receipt if len(receipt) == LENGTH and is_checked(receipt, PLACE) else None


def commitment(receipt: str, election: str) -> str:
    """What is sealed with the ballot and published when it was counted: 64 hexadecimal digits. `receipt` in any way of writing it."""
    return sha256("\n".join(("samspil-receipt/1", election, normalised(receipt))).encode()).hexdigest()


def looked_up(typed: str, election: str, key: bytes, published: Collection[str]) -> ReceiptState:
    """What the published list says of a receipt somebody holds."""
    receipt = read_receipt(typed)
    if receipt is None:
        return ReceiptState.MISTYPED
    if commitment(receipt, election) in published:
        return ReceiptState.COUNTED
    own = signed(receipt[:RANDOM_SIGNS], election, key)
    return ReceiptState.MISSING if hmac.compare_digest(own, receipt[RANDOM_SIGNS:-1]) else ReceiptState.NOT_OURS
