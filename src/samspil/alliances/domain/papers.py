"""Orders of many agreements on paper at once: how far they come, and what is too much."""

from datetime import timedelta
from enum import StrEnum

# More alliances than any municipality has; an order of more is a mistake, or somebody who wants to fill the disk.
MOST_ALLIANCES = 5000
# Between two looks at whether it was cancelled, and before others' jobs get their turn.
AT_ONCE = 50
KEPT = timedelta(days=7)
# After this long without an end nobody works on it any more.
GIVEN_UP_AFTER = timedelta(days=2)


class OrderState(StrEnum):
    """MAKING: the worker is at it, or will be. READY: can be fetched until it is deleted. CANCELLED by whoever ordered it, or because they may not any more.
    FAILED: something went wrong that was not one agreement's."""

    MAKING = "making"
    READY = "ready"
    CANCELLED = "cancelled"
    FAILED = "failed"


STATE_DA = {
    OrderState.MAKING: "Pakkes",
    OrderState.READY: "Klar til at hente",
    OrderState.CANCELLED: "Afbrudt",
    OrderState.FAILED: "Gik ikke",
}
NOT_YOURS = "Du deltager ikke længere for kommunen, eller alliancen er skjult."
NOT_PRINTED = "Papiret kunne ikke sættes. Hent journalen på alliancens egen side, eller bestil igen."


def far(done: int, total: int) -> int:
    """How far it is, in whole per cent; 100 only when all is done."""
    return 100 * done // total if total else 100
