"""Messages between two sides inside the site: who may still write, and what each is called before both have shared their names.

The sides are never one adult and one minor alone: an organisation's side is read by everybody who acts for it, and where children are met two people
write to each other through the coordinator.
"""

from enum import StrEnum

from samspil.core.refusals import Refusal
from samspil.exchange.domain.pairs import GIVER, Opened, PairState, opens

LONGEST, MOST_AN_HOUR, MOST_NEW_A_DAY, MOST_IN_ONE = 2_000, 40, 20, 500


class Side(StrEnum):
    """ASKER: the organisation that asks, or in a pair the one it is about. OTHER: whoever answers, gives or wonders."""

    ASKER = "asker"
    OTHER = "other"


CLOSED_PAIR = Refusal("pair-closed", "I kan ikke skrive sammen her nu. Skriv til koordinatoren, eller ring.")
NOT_LINKED = Refusal("not-linked", "I kan skrive igen, når personen skriver til jer, eller har sagt ja til noget hos jer.")
FULL = Refusal("full-thread", f"Samtalen har {MOST_IN_ONE} beskeder. Ring sammen om resten.")
TOO_MANY = Refusal("too-many", f"Du har skrevet {MOST_AN_HOUR} beskeder den sidste time. Vent lidt, eller ring sammen.")
TOO_MANY_NEW = Refusal("too-many-new", f"Du har skrevet til {MOST_NEW_A_DAY} nye i dag. Vent til i morgen.")
NO_WORDS = Refusal("no-words", "Skriv noget, før du sender.")
YOU_BLOCKED = Refusal("you-blocked", "Du har blokeret den anden. Ophæv det først under »Blokeret«.")
BLOCKED = Refusal("blocked", "Der er lukket for kontakt mellem jer her. Er det en fejl, så ring til kommunens frivilligkoordinator.")
NAMELESS = {Side.ASKER: "Den, det handler om", Side.OTHER: "Den, der spørger"}


def between_two(state: PairState) -> bool:
    """Whether the two of a pair may write to each other: once they know each other's first name, until it is over."""
    return Opened.FIRST_NAME in opens(state, GIVER)


def may_write(side: Side, *, linked: bool, answered: bool, pair: PairState | None) -> Refusal | None:
    """Why a side may not write now. `linked`: a place or a proposal holds them together; `answered`: the other side has written at some time.

    Whoever wonders or answers may always write. Those who ask do not go on writing to somebody who has gone and said nothing.
    """
    if pair is not None:
        return None if between_two(pair) else CLOSED_PAIR
    return None if side is Side.OTHER or linked or answered else NOT_LINKED


def refusal_of(*, by_self: bool) -> Refusal:
    """What whoever tries is told of a block: one's own can be lifted."""
    return YOU_BLOCKED if by_self else BLOCKED
