"""An amendment of an agreement that holds: from the proposal to the day everybody has said yes to it, or it came to nothing. Meanwhile the agreement holds."""

from enum import StrEnum

from samspil.alliances.domain.lifecycle import MEMBER, SYSTEM
from samspil.core.lifecycle import Lifecycle, Step


class AmendmentState(StrEnum):
    """WRITING: the parties write it. WAITING: a version with it waits for every party's yes. AGREED: it is the agreement now.
    REJECTED: a party said no, with a reason. DROPPED: given up before all had answered. After the last two everything stands as before."""

    WRITING = "writing"
    WAITING = "waiting"
    AGREED = "agreed"
    REJECTED = "rejected"
    DROPPED = "dropped"


AMENDMENTS = Lifecycle(
    AmendmentState.WRITING,
    [
        Step(AmendmentState.WRITING, "edit", AmendmentState.WRITING, (MEMBER,)),
        Step(AmendmentState.WRITING, "propose", AmendmentState.WAITING, (MEMBER,)),
        Step(AmendmentState.WAITING, "edit", AmendmentState.WRITING, (MEMBER,)),
        Step(AmendmentState.WAITING, "all_accepted", AmendmentState.AGREED, (SYSTEM,)),
        Step(AmendmentState.WAITING, "reject", AmendmentState.REJECTED, (MEMBER,)),
        Step(AmendmentState.WRITING, "drop", AmendmentState.DROPPED, (MEMBER,)),
        Step(AmendmentState.WAITING, "drop", AmendmentState.DROPPED, (MEMBER,)),
    ],
)
AMENDMENT_DA = {
    AmendmentState.WRITING: "Skrives",
    AmendmentState.WAITING: "Venter på underskrift",
    AmendmentState.AGREED: "Vedtaget",
    AmendmentState.REJECTED: "Afvist",
    AmendmentState.DROPPED: "Droppet",
}
# While it is in one of these, an alliance has no other.
OPEN_AMENDMENTS = frozenset({AmendmentState.WRITING, AmendmentState.WAITING})
