"""Any two of three letters open, one alone knows nothing, and what is typed wrongly is told where it is wrong."""

from collections.abc import Callable
from itertools import permutations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some

from samspil.funds.sealing import keys
from samspil.funds.sealing.keys import LetterFault, NotOpened, make_election, opened_key
from samspil.funds.sealing.signs import SIGNS, VALUE, check_sign, decoded, encoded, is_checked, normalised
from samspil.funds.tests.sealed_votes import ELECTION, source, vote

HELD = vote()
FIRST, SECOND, THIRD = (letter.halves for letter in HELD.letters)


@pytest.mark.parametrize(("one", "other"), [*permutations("ABC", 2)])
def test_any_two_letters_open_in_any_order(one: str, other: str) -> None:
    halves = {letter.trustee: letter.halves for letter in HELD.letters}
    found = opened_key(halves[one][other], halves[other][one], HELD.key)
    assert isinstance(found, X25519PrivateKey)
    assert found.public_key().public_bytes_raw() == HELD.key.public


def test_a_letter_alone_fits_every_key() -> None:
    """For any two keys there are random numbers, as likely ones, that put the very same halves into a trustee's letter."""
    first, second = bytes([1]) * 32, bytes([2]) * 32
    one, two, three = (source(seed)(32) for seed in (1, 2, 3))
    other_one, other_two, other_three = (keys.either(number, keys.either(first, second)) for number in (one, two, three))
    likely = ([one, two, three], [other_one, two, three], [one, other_two, other_three])
    for trustee, other_chance in enumerate(likely):
        assert halves_of(trustee, first, [one, two, three]) == halves_of(trustee, second, other_chance)


def halves_of(trustee: int, secret: bytes, chance: list[bytes]) -> list[tuple[int, bytes] | NotOpened]:
    """What the letter of trustee 0, 1 or 2 holds when the ceremony draws these numbers."""
    drawn = iter([secret, *chance])
    key, letters = make_election(ELECTION, lambda size: next(drawn))
    return [keys.read_half(text, 1, key) for text in letters[trustee].halves.values()]


def test_small_letters_dashes_and_mistaken_signs_are_read_as_they_were_meant() -> None:
    typed = FIRST["B"].lower().replace(" ", "-").replace("0", "o").replace("1", "l")
    assert isinstance(opened_key(typed, SECOND["A"], HELD.key), X25519PrivateKey)


def swapped(text: str) -> str:
    """The second and third group in each other's place."""
    first, second, third, *rest = text.split()
    return " ".join([first, third, second, *rest])


def mistyped(text: str) -> str:
    """A wrong sign in the fourth group and two that changed places in the last."""
    groups = text.split()
    wrong = SIGNS[VALUE[groups[3][0]] ^ 1]
    last = groups[15]
    assert last[0] != last[1]
    return " ".join([*groups[:3], wrong + groups[3][1:], *groups[4:15], last[1] + last[0] + last[2:]])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: text[:-1], NotOpened(LetterFault.LENGTH, 2)),
        (lambda text: "", NotOpened(LetterFault.LENGTH, 2)),
        (mistyped, NotOpened(LetterFault.GROUPS, 2, (4, 16))),
        (swapped, NotOpened(LetterFault.GROUPS, 2, (2, 3))),
        (lambda text: "U" + text[1:], NotOpened(LetterFault.GROUPS, 2, (1,))),
    ],
)
def test_what_is_typed_wrongly_is_told_where(change: Callable[[str], str], expected: NotOpened) -> None:
    assert opened_key(FIRST["B"], change(SECOND["A"]), HELD.key) == expected


def test_halves_that_do_not_belong_together_are_told_apart() -> None:
    other = vote(2)
    assert opened_key(FIRST["B"], SECOND["C"], HELD.key) == NotOpened(LetterFault.OTHER_PAIR)
    assert opened_key(FIRST["B"], THIRD["B"], HELD.key) == NotOpened(LetterFault.OTHER_PAIR)
    assert opened_key(FIRST["B"], FIRST["B"], HELD.key) == NotOpened(LetterFault.SAME_TRUSTEE)
    assert opened_key(FIRST["B"], FIRST["C"], HELD.key) == NotOpened(LetterFault.SAME_TRUSTEE)
    assert opened_key(other.letters[0].halves["B"], SECOND["A"], HELD.key) == NotOpened(LetterFault.OTHER_ELECTION, 1)
    assert opened_key(FIRST["B"], other.letters[1].halves["A"], HELD.key) == NotOpened(LetterFault.OTHER_ELECTION, 2)


def test_the_same_key_in_another_election_has_another_mark() -> None:
    assert vote(1, "pulje-2027").key.public == HELD.key.public
    assert vote(1, "pulje-2027").key.mark != HELD.key.mark


def test_a_forged_half_does_not_open() -> None:
    forged = keys.written(1, HELD.key, bytes(32))
    assert opened_key(FIRST["B"], forged, HELD.key) == NotOpened(LetterFault.WRONG_KEY)


def test_groups_that_each_fit_and_do_not_belong_to_one_half_are_noticed() -> None:
    other = THIRD["A"].split()
    mixed = [*FIRST["B"].split()[:8], *other[8:]]
    assert opened_key(" ".join(mixed), SECOND["A"], HELD.key) == NotOpened(LetterFault.SUM, 1)
    said = bytes([9]) + HELD.key.mark[:4] + bytes(32)
    assert opened_key(keys.written(9, HELD.key, said[5:]), SECOND["A"], HELD.key) == NotOpened(LetterFault.SUM, 1)


def test_a_half_is_four_lines_of_four_groups_of_five() -> None:
    lines = FIRST["B"].split("\n")
    assert [[len(group) for group in line.split(" ")] for line in lines] == [[5] * 4] * 4


SIGN = some.sampled_from(SIGNS)


@given(some.binary(max_size=50))
def test_bytes_are_read_back_from_signs(data: bytes) -> None:
    assert decoded(encoded(data), len(data)) == data
    assert decoded(encoded(data) + "0", len(data)) is None


@given(some.text(SIGN, min_size=1, max_size=29), some.data())
def test_a_check_finds_any_wrong_sign_and_any_two_that_changed_places(signs: str, data: some.DataObject) -> None:
    whole = signs + check_sign(signs, 3)
    place, other = data.draw(some.integers(0, len(signs))), data.draw(some.integers(0, len(signs)))
    wrong = whole[:place] + data.draw(SIGN) + whole[place + 1 :]
    exchanged = list(whole)
    exchanged[place], exchanged[other] = exchanged[other], exchanged[place]
    assert is_checked(whole, 3)
    assert is_checked(wrong, 3) == (wrong == whole)
    assert is_checked("".join(exchanged), 3) == ("".join(exchanged) == whole)
    assert not is_checked(whole, 4)


def test_signs_that_are_none_are_refused_and_filling_bits_are_nothing() -> None:
    assert decoded("U0", 1) is None
    assert decoded("01", 1) is None
    assert normalised(" o0-iIlL1–u ") == "0011111U"
