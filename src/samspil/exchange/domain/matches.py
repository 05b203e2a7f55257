"""An offer and a need that somebody thinks belong together: either side may begin, and both must say yes.

Nobody is placed by a machine or by a desk: what is proposed waits for those it is about (GDPR article 22).
"""

from datetime import date, timedelta
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step


class MatchState(StrEnum):
    """BOTH: a desk proposed it, and neither has answered. GIVER, ASKER: waits for the one who offers, for the one who asks. AGREED: both have said yes.
    DECLINED: one said no. WITHDRAWN: whoever began took it back. LAPSED: nobody answered in time. ENDED: it was agreed, and came to an end."""

    BOTH = "both"
    GIVER = "giver"
    ASKER = "asker"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    ENDED = "ended"


GIVER, ASKER, DESK, SYSTEM = "giver", "asker", "desk", "system"
WAITS = (MatchState.BOTH, MatchState.GIVER, MatchState.ASKER)
MATCH_LIFECYCLE = Lifecycle(
    MatchState.BOTH,
    [
        Step(MatchState.BOTH, "giver_yes", MatchState.ASKER, (GIVER,)),
        Step(MatchState.BOTH, "asker_yes", MatchState.GIVER, (ASKER,)),
        Step(MatchState.BOTH, "no", MatchState.DECLINED, (GIVER, ASKER)),
        Step(MatchState.BOTH, "withdraw", MatchState.WITHDRAWN, (DESK,)),
        Step(MatchState.BOTH, "lapse", MatchState.LAPSED, (SYSTEM,)),
        Step(MatchState.GIVER, "giver_yes", MatchState.AGREED, (GIVER,)),
        Step(MatchState.GIVER, "no", MatchState.DECLINED, (GIVER,)),
        Step(MatchState.GIVER, "withdraw", MatchState.WITHDRAWN, (ASKER, DESK)),
        Step(MatchState.GIVER, "lapse", MatchState.LAPSED, (SYSTEM,)),
        Step(MatchState.ASKER, "asker_yes", MatchState.AGREED, (ASKER,)),
        Step(MatchState.ASKER, "no", MatchState.DECLINED, (ASKER,)),
        Step(MatchState.ASKER, "withdraw", MatchState.WITHDRAWN, (GIVER, DESK)),
        Step(MatchState.ASKER, "lapse", MatchState.LAPSED, (SYSTEM,)),
        Step(MatchState.AGREED, "end", MatchState.ENDED, (GIVER, ASKER)),
    ],
)
MATCH_DA = {
    MatchState.BOTH: "Venter på svar fra begge",
    MatchState.GIVER: "Venter på den, der tilbyder",
    MatchState.ASKER: "Venter på den, der spørger",
    MatchState.AGREED: "I har begge sagt ja",
    MatchState.DECLINED: "Blev ikke denne gang",
    MatchState.WITHDRAWN: "Trukket tilbage",
    MatchState.LAPSED: "Svarfristen gik",
    MatchState.ENDED: "Afsluttet",
}
# House rule: long enough for a board that meets every other week, short enough that the task is still there.
ANSWER_DAYS = 14
MOST_UNITS = 500


def answer_by(today: date, last_day: date) -> date:
    """Until which day an answer is waited for: two weeks, and never beyond the need's own last day."""
    return min(today + timedelta(days=ANSWER_DAYS), last_day)


def yes_of(side: str) -> str:
    """The errand by which a side says yes."""
    return "giver_yes" if side == GIVER else "asker_yes"
