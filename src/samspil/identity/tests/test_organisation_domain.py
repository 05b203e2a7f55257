"""Kinds, CVR numbers and names of organisations; invitations in time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.identity.domain.invitations import VALID_FOR, InvitationState, Times, hashed, state_of
from samspil.identity.domain.organisations import (
    CVR_WEIGHTS,
    KIND_DA,
    MEMBER_ROLE_DA,
    MEMBER_ROLE_MEANS,
    SECTOR_OF,
    MemberRole,
    OrganisationKind,
    cvr_digits,
    is_cvr,
    name_as_compared,
    sector_of,
)

MADE = datetime(2026, 11, 22, tzinfo=UTC)


def test_every_kind_and_role_has_its_words_and_every_kind_a_sector() -> None:
    assert set(KIND_DA) == set(SECTOR_OF) == set(OrganisationKind)
    assert set(MEMBER_ROLE_DA) == set(MEMBER_ROLE_MEANS) == set(MemberRole)
    assert {sector_of(kind) for kind in OrganisationKind} == {"public", "civil", "business", "knowledge"}
    with pytest.raises(ValueError, match="club"):
        sector_of("club")


# Numbers of public authorities.
@pytest.mark.parametrize("number", ["17150413", "10150817", "64942212", "55133018"])
def test_numbers_that_are_in_use_are_numbers(number: str) -> None:
    assert is_cvr(number)


@pytest.mark.parametrize("number", ["", "1715041", "171504133", "17150414", "07150413", "1715041x", "١٧١٥٠٤١٣", "00000000"])
def test_what_is_no_cvr_number_is_none(number: str) -> None:
    assert not is_cvr(number)


@given(st.from_regex(r"[1-9][0-9]{7}", fullmatch=True), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, step: int) -> None:
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not (is_cvr(number) and is_cvr(wrong)) or CVR_WEIGHTS[place] * step % 11 == 0


@pytest.mark.parametrize("written", ["DK 17 15 04 13", "17.15.04.13", " dk17150413 ", "1715-0413", "17\u00a015\u00a004\u00a013"])
def test_a_number_is_read_as_people_write_it(written: str) -> None:
    assert cvr_digits(written) == "17150413"


def test_what_is_no_number_stays_as_it_is() -> None:
    assert cvr_digits(" ved ikke ") == "ved ikke"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aabenraa Spisevenner", "åbenrå spisevenner"),
        ("Foreningen Fælles Bord", "Fælles Bord"),
        ("Byggefirmaet A/S", "byggefirmaet"),
        ("Vi ses – på torsdag!", "Vi ses på torsdag"),
    ],
)
def test_names_that_people_write_differently_compare_as_one(one: str, other: str) -> None:
    assert name_as_compared(one) == name_as_compared(other)


def test_a_name_of_nothing_but_such_words_still_compares_as_itself() -> None:
    assert name_as_compared("Foreningen") == "foreningen"


def test_an_invitation_is_open_for_fourteen_days_and_used_once() -> None:
    assert state_of(Times(MADE), MADE + VALID_FOR - timedelta(seconds=1)) is InvitationState.OPEN
    assert state_of(Times(MADE), MADE + VALID_FOR) is InvitationState.EXPIRED
    assert state_of(Times(MADE, withdrawn_at=MADE), MADE) is InvitationState.WITHDRAWN
    assert state_of(Times(MADE, used_at=MADE, withdrawn_at=MADE), MADE + 2 * VALID_FOR) is InvitationState.USED


@given(st.text(), st.text())
def test_only_the_secret_itself_has_its_hash(one: str, other: str) -> None:
    assert (hashed(one) == hashed(other)) == (one == other)
    assert one not in hashed(one) or len(one) < 3
