"""Letter codes: short, told apart from slips of the hand, and kept so that a stolen table gives none of them away."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from samspil.funds.sealing.letter_codes import is_code, new_codes, read_code, stored_code, stored_subject
from samspil.funds.sealing.signs import SIGNS
from samspil.funds.tests.sealed_votes import ELECTION, SECRET, source

CODES = new_codes(500, source(1))


def test_codes_differ_and_are_read_as_they_were_printed() -> None:
    assert len(set(CODES)) == len(CODES) == 500
    assert all(len(code) == 11 and read_code(code) == code.replace("-", "") for code in CODES)
    assert {sign for code in CODES for sign in code} == {*SIGNS, "-"}


def test_a_code_that_comes_twice_from_the_source_is_given_once() -> None:
    given_out = iter([bytes(6), bytes(6), b"\xff" * 6])
    assert len(new_codes(2, lambda size: next(given_out))) == 2


@given(some.sampled_from(CODES), some.integers(0, 9), some.sampled_from(SIGNS))
def test_one_wrong_sign_is_a_slip_and_no_guess(code: str, place: int, sign: str) -> None:
    signs = code.replace("-", "")
    wrong = signs[:place] + sign + signs[place + 1 :]
    assert (read_code(wrong) is None) == (wrong != signs)


@pytest.mark.parametrize("typed", ["", "abc", "00000-0000U", "0" * 11, "é" * 10])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_only_its_own_code_in_its_own_election_under_its_own_key_opens_a_row() -> None:
    code, other = (code.replace("-", "") for code in CODES[:2])
    stored = stored_code(code, ELECTION, SECRET)
    assert is_code(f" {code[:4].lower()} {code[4:]}", stored, ELECTION, SECRET)
    assert not is_code(other, stored, ELECTION, SECRET)
    assert not is_code(code, stored, "pulje-2027", SECRET)
    assert not is_code(code, stored, ELECTION, SECRET[::-1])
    assert not is_code("", stored, ELECTION, SECRET)
    assert len(stored) == 32
    assert code.encode() not in stored


def test_who_logs_in_is_kept_as_a_keyed_hash_of_who_says_so_and_whom_they_mean() -> None:
    rows = {stored_subject(*parts, SECRET) for parts in (("i", "s", ELECTION), ("is", "", ELECTION), ("i", "s", "pulje-2027"), ("s", "i", ELECTION))}
    assert len(rows) == 4
    assert stored_subject("i", "s", ELECTION, SECRET) in rows


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32"):
        stored_code("0" * 10, ELECTION, SECRET[1:])
