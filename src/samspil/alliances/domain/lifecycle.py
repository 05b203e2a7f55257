"""From the first draft to the day it is over. `member`: acts for a party; `system`: follows from what others did."""

from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step


class Stage(StrEnum):
    """DRAFT: one writes alone. GATHERING: parties are asked and write. AGREEING: an agreement waits for acceptance. AGREED: all accepted.
    RUNNING: it has begun. CLOSED: it ended as agreed. WITHDRAWN: given up before there was an agreement. The last two can be taken up again;
    then everybody agrees anew."""

    DRAFT = "draft"
    GATHERING = "gathering"
    AGREEING = "agreeing"
    AGREED = "agreed"
    RUNNING = "running"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


MEMBER, SYSTEM = "member", "system"
LIFECYCLE = Lifecycle(
    Stage.DRAFT,
    [
        Step(Stage.DRAFT, "invite", Stage.GATHERING, (MEMBER,)),
        Step(Stage.DRAFT, "edit", Stage.DRAFT, (MEMBER,)),
        Step(Stage.GATHERING, "invite", Stage.GATHERING, (MEMBER,)),
        Step(Stage.GATHERING, "edit", Stage.GATHERING, (MEMBER,)),
        Step(Stage.GATHERING, "propose", Stage.AGREEING, (MEMBER,)),
        Step(Stage.AGREEING, "edit", Stage.GATHERING, (MEMBER,)),
        Step(Stage.AGREEING, "invite", Stage.GATHERING, (MEMBER,)),
        Step(Stage.AGREEING, "accept", Stage.AGREEING, (MEMBER,)),
        Step(Stage.AGREEING, "reject", Stage.GATHERING, (MEMBER,)),
        Step(Stage.AGREEING, "all_accepted", Stage.AGREED, (SYSTEM,)),
        Step(Stage.AGREED, "begin", Stage.RUNNING, (MEMBER, SYSTEM)),
        Step(Stage.RUNNING, "close", Stage.CLOSED, (MEMBER,)),
        Step(Stage.DRAFT, "leave", Stage.DRAFT, (MEMBER,)),
        Step(Stage.GATHERING, "leave", Stage.GATHERING, (MEMBER,)),
        Step(Stage.AGREEING, "leave", Stage.GATHERING, (MEMBER,)),
        Step(Stage.AGREED, "leave", Stage.GATHERING, (MEMBER,)),
        Step(Stage.RUNNING, "leave", Stage.GATHERING, (MEMBER,)),
        Step(Stage.DRAFT, "withdraw", Stage.WITHDRAWN, (MEMBER,)),
        Step(Stage.GATHERING, "withdraw", Stage.WITHDRAWN, (MEMBER,)),
        Step(Stage.AGREEING, "withdraw", Stage.WITHDRAWN, (MEMBER,)),
        Step(Stage.CLOSED, "reopen", Stage.GATHERING, (MEMBER,)),
        Step(Stage.WITHDRAWN, "reopen", Stage.GATHERING, (MEMBER,)),
    ],
)
STAGE_DA = {
    Stage.DRAFT: "Kladde",
    Stage.GATHERING: "Parterne samles",
    Stage.AGREEING: "Aftale under arbejde",
    Stage.AGREED: "Aftalen er på plads",
    Stage.RUNNING: "I gang",
    Stage.CLOSED: "Afsluttet",
    Stage.WITHDRAWN: "Opgivet",
}
# The seven steps from need to effect, and the first stage of the alliance in which each is behind it.
THREAD = ("Behov", "Fundet hinanden", "Aftale", "Penge", "I gang", "Måling", "Fortalt")
MONEY, MEASURED = THREAD.index("Penge"), THREAD.index("Måling")
NOW_AT = {Stage.DRAFT: 0, Stage.GATHERING: 1, Stage.AGREEING: 2, Stage.AGREED: 3, Stage.RUNNING: 4, Stage.CLOSED: 5, Stage.WITHDRAWN: 0}
# While it is in one of these, a version of its agreement waits or holds.
WITH_AGREEMENT = frozenset({Stage.AGREEING, Stage.AGREED, Stage.RUNNING, Stage.CLOSED})
# While it is in one of these, an agreement holds, and what stands in it is changed by an amendment alone (amending.py).
IN_FORCE = frozenset({Stage.AGREED, Stage.RUNNING})
OPEN_TO_CHANGE = frozenset({Stage.DRAFT, Stage.GATHERING, Stage.AGREEING})
