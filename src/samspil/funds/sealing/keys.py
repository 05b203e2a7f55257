"""The election's pair of keys. The private half is never stored: it is split between three trustees so that any two can open, and one alone knows nothing.

For each of the pairs AB, AC and BC the private key is the exclusive or of two halves, one of them random and made for this pair alone. A trustee's letter
holds two halves, one for each of the other two. A half is typed as 16 groups of five signs; the fifth of a group is its check, so the page can say which
group is wrong. Inside: which pair and whose (1 byte), the mark of the election (4), the half (32), and the beginning of a SHA-256 over all of it (3).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from samspil.funds.sealing.signs import RandomBytes, check_sign, decoded, encoded, is_checked, normalised

TRUSTEES = "ABC"
PAIRS = (("A", "B"), ("A", "C"), ("B", "C"))
KEY_BYTES, MARK_BYTES, SUM_BYTES = 32, 4, 3
HALF_BYTES = 1 + MARK_BYTES + KEY_BYTES + SUM_BYTES
GROUP, GROUPS = 5, 16
LINE = 4


class LetterFault(StrEnum):
    """Why two halves do not open. LENGTH: not 80 signs. GROUPS: those groups are mistyped. SUM: each group fits and the whole does not.
    OTHER_ELECTION, SAME_TRUSTEE, OTHER_PAIR: halves that do not belong here or together. WRONG_KEY: together they are not this election's key."""

    LENGTH = "length"
    GROUPS = "groups"
    SUM = "sum"
    OTHER_ELECTION = "other_election"
    SAME_TRUSTEE = "same_trustee"
    OTHER_PAIR = "other_pair"
    WRONG_KEY = "wrong_key"


@dataclass(frozen=True)
class NotOpened:
    """What is wrong: `half` is 1 or 2 for the half that was typed first or second, 0 for both together; `groups` are numbered from 1."""

    fault: LetterFault
    half: int = 0
    groups: tuple[int, ...] = ()


@dataclass(frozen=True)
class ElectionKey:
    """What everybody may know: the election and the public half of its key (32 bytes). Both stand in the mark, so one key is never another election's."""

    election: str
    public: bytes

    @property
    def mark(self) -> bytes:
        """Sixteen bytes that tell this key of this election from any other; they stand in front of each envelope, and a part of them in the letters."""
        return sha256(b"\x00".join((b"samspil-election/1", self.election.encode(), self.public))).digest()[:16]

    @property
    def lock(self) -> X25519PublicKey:
        """The public half, to seal with."""
        return X25519PublicKey.from_public_bytes(self.public)


@dataclass(frozen=True)
class TrusteeLetter:
    """What one trustee gets on paper: by the name of each other trustee the code to type when she is the other one. To be printed and forgotten."""

    trustee: str
    halves: Mapping[str, str]


def make_election(election: str, source: RandomBytes) -> tuple[ElectionKey, tuple[TrusteeLetter, ...]]:
    """The opening ceremony: the public key, and the letters to trustees A, B and C. The private key is not returned and lives no longer than this call."""
    private = X25519PrivateKey.from_private_bytes(source(KEY_BYTES))
    key = ElectionKey(election, private.public_key().public_bytes_raw())
    secret = private.private_bytes_raw()
    halves: dict[str, dict[str, str]] = {trustee: {} for trustee in TRUSTEES}
    for number, (first, second) in enumerate(PAIRS):
        half = source(KEY_BYTES)
        halves[first][second] = written(number * 2, key, half)
        halves[second][first] = written(number * 2 + 1, key, either(half, secret))
    return key, tuple(TrusteeLetter(trustee, halves[trustee]) for trustee in TRUSTEES)


def either(first: bytes, second: bytes) -> bytes:
    """The exclusive or of two keys."""
    return bytes(one ^ other for one, other in zip(first, second, strict=True))


def written(who: int, key: ElectionKey, half: bytes) -> str:
    """A half as it is printed: four lines of four groups."""
    said = bytes([who]) + key.mark[:MARK_BYTES] + half
    signs = encoded(said + sha256(said).digest()[:SUM_BYTES])
    size = GROUP - 1
    groups = [signs[begin : begin + size] + check_sign(signs[begin : begin + size], begin // size) for begin in range(0, len(signs), size)]
    return "\n".join(" ".join(groups[begin : begin + LINE]) for begin in range(0, GROUPS, LINE))


def opened_key(first: str, second: str, key: ElectionKey) -> X25519PrivateKey | NotOpened:
    """The closing ceremony: the private key from the halves two trustees typed, in any order; or what is wrong with them."""
    read = [read_half(typed, number, key) for number, typed in enumerate((first, second), 1)]
    wrong = next((one for one in read if isinstance(one, NotOpened)), None)
    if wrong:
        return wrong
    (who, half), (other, rest) = (one for one in read if not isinstance(one, NotOpened))
    if who != other ^ 1:
        same = trustee_of(who) == trustee_of(other)
        return NotOpened(LetterFault.SAME_TRUSTEE if same else LetterFault.OTHER_PAIR)
    private = X25519PrivateKey.from_private_bytes(either(half, rest))
    return private if private.public_key().public_bytes_raw() == key.public else NotOpened(LetterFault.WRONG_KEY)


def trustee_of(who: int) -> str:
    """Whose half it is: the pair's first trustee for even numbers, the second for odd ones."""
    return PAIRS[who // 2][who % 2]


def read_half(typed: str, number: int, key: ElectionKey) -> tuple[int, bytes] | NotOpened:
    """Whose half was typed (0 to 5) and its 32 bytes, or what is wrong with it."""
    signs = normalised(typed)
    if len(signs) != GROUP * GROUPS:
        return NotOpened(LetterFault.LENGTH, number)
    groups = [signs[begin : begin + GROUP] for begin in range(0, len(signs), GROUP)]
    mistyped = tuple(place for place, group in enumerate(groups, 1) if not is_checked(group, place - 1))
    if mistyped:
        return NotOpened(LetterFault.GROUPS, number, mistyped)
    data = decoded("".join(group[:-1] for group in groups), HALF_BYTES) or b""
    said, total = data[:-SUM_BYTES], data[-SUM_BYTES:]
    if sha256(said).digest()[:SUM_BYTES] != total or said[0] // 2 >= len(PAIRS):
        return NotOpened(LetterFault.SUM, number)
    if said[1 : 1 + MARK_BYTES] != key.mark[:MARK_BYTES]:
        return NotOpened(LetterFault.OTHER_ELECTION, number)
    return said[0], said[1 + MARK_BYTES :]
