"""The codes in the letters to the electorate: ten signs that prove a right to vote once, kept only as a keyed hash.

Nine signs are random (45 bits), the tenth is a check, so a mistyped code is told apart from a wrong one before anything is looked up and costs no attempt.
Guessing: with a code for each of 40,000 voters a random guess hits one with probability 40,000 / 2^45, about one in 880 million. Held to 1,000 wrong guesses an
hour for the whole vote (and far fewer for each address), three weeks of guessing find any code with a chance below one in 1,700. Ten signs are safe only
under such a limit. Whoever has the stored hashes AND the key can try all 2^45 codes within a day: so the key lies outside the database (in the installation's
secrets), and is forgotten when the vote is closed and complaints are over.
"""

import hmac
import json
from hashlib import sha256

from samspil.funds.sealing.signs import RandomBytes, check_sign, in_groups, is_checked, normalised, signs_of

LENGTH, GROUP = 10, 5
RANDOM_BITS = 45
LEAST_KEY = 32
PURPOSE, SUBJECT_PURPOSE = "samspil-letter-code/1", "samspil-subject/1"


def new_codes(how_many: int, source: RandomBytes) -> tuple[str, ...]:
    """So many different codes as they are printed, XXXXX-XXXXX; to be printed and forgotten, never stored."""
    found: dict[str, None] = {}
    while len(found) < how_many:
        signs = signs_of(int.from_bytes(source(6)) >> 48 - RANDOM_BITS, LENGTH - 1)
        found[signs + check_sign(signs)] = None
    return tuple(in_groups(code, GROUP) for code in found)


def read_code(typed: str) -> str | None:
    """The ten signs that were meant; None when it cannot be a code, which is a slip of the hand and no wrong guess."""
    code = normalised(typed)
    return code if len(code) == LENGTH and is_checked(code) else None


def stored_code(code: str, election: str, key: bytes) -> bytes:
    """What is kept of a code that `read_code` has read: HMAC-SHA256 with the election in it, 32 bytes. The same code is another row in another election.

    Raises ValueError for a key under 32 bytes: a short one could be guessed.
    """
    return keyed(PURPOSE, (election, code), key)


def stored_subject(issuer: str, subject: str, election: str, key: bytes) -> bytes:
    """The same for somebody who logged in through another: HMAC-SHA256 of who says so, whom they mean and the election. Raises ValueError for a short key."""
    return keyed(SUBJECT_PURPOSE, (election, issuer, subject), key)


def keyed(purpose: str, parts: tuple[str, ...], key: bytes) -> bytes:
    """A keyed hash in which no two lists of parts are written alike."""
    if len(key) < LEAST_KEY:
        raise ValueError("the key of the roll has at least 32 bytes")
    return hmac.digest(key, json.dumps([purpose, *parts]).encode(), sha256)


def is_code(typed: str, stored: bytes, election: str, key: bytes) -> bool:
    """True when what was typed is the code of this row; takes the same time wherever the two differ. A row is looked up by its hash, which nobody without the
    key can choose."""
    code = read_code(typed)
    return code is not None and hmac.compare_digest(stored_code(code, election, key), stored)
