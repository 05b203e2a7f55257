"""A receipt says that a ballot was counted: of this election, by us, and nothing of what the ballot said."""

from hashlib import sha256

import pytest

from samspil.funds.sealing.receipts import ReceiptState, commitment, looked_up, new_receipt, read_receipt
from samspil.funds.tests.sealed_votes import ELECTION, SECRET, source

RECEIPT = new_receipt(ELECTION, SECRET, source(1))
OTHER = new_receipt(ELECTION, SECRET, source(2))
PUBLISHED = {commitment(RECEIPT, ELECTION)}


def test_its_voter_finds_it_however_she_writes_it() -> None:
    assert [len(group) for group in RECEIPT.split("-")] == [4] * 6
    assert looked_up(RECEIPT, ELECTION, SECRET, PUBLISHED) is ReceiptState.COUNTED
    assert looked_up(RECEIPT.lower().replace("-", " ").replace("0", "o"), ELECTION, SECRET, PUBLISHED) is ReceiptState.COUNTED


def test_one_we_gave_whose_ballot_is_not_there_is_an_alarm() -> None:
    assert looked_up(OTHER, ELECTION, SECRET, PUBLISHED) is ReceiptState.MISSING


def test_a_receipt_cannot_be_made_up_nor_carried_to_another_election() -> None:
    made_up = new_receipt(ELECTION, SECRET[::-1], source(3))
    assert looked_up(made_up, ELECTION, SECRET, PUBLISHED) is ReceiptState.NOT_OURS
    assert looked_up(RECEIPT, "pulje-2027", SECRET, PUBLISHED) is ReceiptState.NOT_OURS
    assert commitment(RECEIPT, "pulje-2027") not in PUBLISHED


@pytest.mark.parametrize("typed", ["", "x", RECEIPT[:-1], RECEIPT.replace(RECEIPT[0], "Z" if RECEIPT[0] != "Z" else "Y", 1), "U" * 24])
def test_a_slip_of_the_hand_is_told_as_one(typed: str) -> None:
    assert read_receipt(typed) is None
    assert looked_up(typed, ELECTION, SECRET, PUBLISHED) is ReceiptState.MISTYPED


def test_anybody_can_look_without_us() -> None:
    text = f"samspil-receipt/1\n{ELECTION}\n{RECEIPT.replace('-', '')}"
    assert sha256(text.encode()).hexdigest() == commitment(RECEIPT, ELECTION)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32"):
        new_receipt(ELECTION, SECRET[1:], source(1))
