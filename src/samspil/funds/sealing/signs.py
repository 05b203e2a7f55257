"""Secrets that people read from paper and type: Crockford's base32, whose 32 signs are hard to mistake, with a check sign that finds what was mistyped."""

import re
from collections.abc import Callable

# A source of random bytes: `source(16)` gives sixteen. The usual one is os.urandom; tests pass their own.
RandomBytes = Callable[[int], bytes]
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUE = {sign: value for value, sign in enumerate(SIGNS)}
BITS = 5
# What people write instead; U is no sign, so that codes do not spell words.
MEANT = str.maketrans("OIL", "011")
BETWEEN = re.compile(r"[\s\-‐‑‒–—._]+")
# x^5 + x^2 + 1 is primitive, so the first 31 powers of x differ, and each place of a group weighs differently.
MODULUS = 0b100101


def normalised(text: str) -> str:
    """What somebody typed as it was meant: large letters, O as 0, I and L as 1, without spaces and dashes. Other signs stay and are found by the check."""
    return BETWEEN.sub("", text).upper().translate(MEANT)


def encoded(data: bytes) -> str:
    """Bytes as signs, five bits each; the last sign is filled up with zeros."""
    length = -(-len(data) * 8 // BITS)
    return signs_of(int.from_bytes(data) << (length * BITS - len(data) * 8), length)


def signs_of(number: int, length: int) -> str:
    """A number from 0 as so many signs."""
    return "".join(SIGNS[number >> BITS * place & 31] for place in reversed(range(length)))


def decoded(signs: str, length: int) -> bytes | None:
    """The so many bytes that `encoded` wrote as these signs; None when it never writes them."""
    if len(signs) != -(-length * 8 // BITS) or not all(sign in VALUE for sign in signs):
        return None
    number = 0
    for sign in signs:
        number = number << BITS | VALUE[sign]
    spare = len(signs) * BITS - length * 8
    return (number >> spare).to_bytes(length) if number % (1 << spare) == 0 else None


def check_sign(signs: str, place: int = 0) -> str:
    """The sign behind up to 29 signs that tells any one wrong sign, any two that changed places, and a group that stands in another `place` (0 to 31)."""
    return SIGNS[times_x(summed(signs, place))]


def is_checked(signs: str, place: int = 0) -> bool:
    """True when the last sign is the check sign of those before it."""
    return len(signs) > 1 and all(sign in VALUE for sign in signs) and check_sign(signs[:-1], place) == signs[-1]


def summed(signs: str, place: int) -> int:
    """The signs as a polynomial over the field of 32 elements, by Horner's rule."""
    found = place
    for sign in signs:
        found = times_x(found) ^ VALUE[sign]
    return found


def times_x(value: int) -> int:
    """An element of the field times x."""
    doubled = value << 1
    return doubled ^ MODULUS if doubled > len(SIGNS) - 1 else doubled


def in_groups(signs: str, size: int) -> str:
    """The signs in groups with dashes between, as they are printed."""
    return "-".join(signs[begin : begin + size] for begin in range(0, len(signs), size))
