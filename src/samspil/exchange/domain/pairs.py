"""The lasting pair: a visiting friend, a mentor, a training place. From a need without identity to a kind end, and on to a successor.

Whom it concerns opens only when both have said yes. A no is never explained to the other side: its reason is the coordinator's alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.refusals import Refusal

GIVER, RECEIVER, COORDINATOR, SYSTEM, OUTSIDER = "giver", "receiver", "coordinator", "system", "outsider"
SIDES = (GIVER, RECEIVER)


class PairState(StrEnum):
    """Where a need stands on its way to a pair and back. PROPOSED: the coordinator has proposed one giver. ONE_YES: one of the two said yes.
    TRIAL: they meet, until a day that is set. CLOSING: one stops, and there is time for a last talk."""

    NEED = "need"
    SHORTLISTED = "shortlisted"
    PROPOSED = "proposed"
    ONE_YES = "one_yes"
    BOTH_YES = "both_yes"
    TRIAL = "trial"
    LASTING = "lasting"
    PAUSED = "paused"
    CLOSING = "closing"
    CLOSED = "closed"


NEED, SHORTLISTED, PROPOSED = PairState.NEED, PairState.SHORTLISTED, PairState.PROPOSED
ONE_YES, BOTH_YES, TRIAL, LASTING = PairState.ONE_YES, PairState.BOTH_YES, PairState.TRIAL, PairState.LASTING
PAUSED, CLOSING, CLOSED = PairState.PAUSED, PairState.CLOSING, PairState.CLOSED
ALL = (*SIDES, COORDINATOR)
# `stop_now` is for a worry: contact closes at once, without a last talk between the two.
PAIR_LIFECYCLE = Lifecycle(
    NEED,
    [
        Step(NEED, "shortlist", SHORTLISTED, (COORDINATOR, SYSTEM)),
        Step(NEED, "withdraw", CLOSED, (RECEIVER, COORDINATOR)),
        Step(SHORTLISTED, "propose", PROPOSED, (COORDINATOR,)),
        Step(SHORTLISTED, "no", SHORTLISTED, ALL),
        Step(SHORTLISTED, "none_left", NEED, (COORDINATOR, SYSTEM)),
        Step(SHORTLISTED, "withdraw", CLOSED, (RECEIVER, COORDINATOR)),
        Step(PROPOSED, "yes", ONE_YES, SIDES),
        Step(PROPOSED, "no", SHORTLISTED, ALL),
        Step(PROPOSED, "lapse", SHORTLISTED, (SYSTEM,)),
        Step(ONE_YES, "yes", BOTH_YES, SIDES),
        Step(ONE_YES, "no", SHORTLISTED, ALL),
        Step(ONE_YES, "lapse", SHORTLISTED, (SYSTEM,)),
        Step(BOTH_YES, "begin_trial", TRIAL, (COORDINATOR,)),
        Step(BOTH_YES, "no", SHORTLISTED, ALL),
        Step(BOTH_YES, "stop_now", CLOSED, (COORDINATOR,)),
        Step(TRIAL, "go_on", LASTING, (COORDINATOR,)),
        Step(TRIAL, "extend", TRIAL, (COORDINATOR,)),
        Step(TRIAL, "no", CLOSING, ALL),
        Step(TRIAL, "stop_now", CLOSED, (COORDINATOR,)),
        Step(LASTING, "pause", PAUSED, ALL),
        Step(LASTING, "no", CLOSING, ALL),
        Step(LASTING, "stop_now", CLOSED, (COORDINATOR,)),
        Step(PAUSED, "resume", LASTING, ALL),
        Step(PAUSED, "no", CLOSING, ALL),
        Step(PAUSED, "stop_now", CLOSED, (COORDINATOR,)),
        Step(CLOSING, "keep_on", LASTING, (COORDINATOR,)),
        Step(CLOSING, "seek_successor", NEED, (COORDINATOR,)),
        Step(CLOSING, "close", CLOSED, (COORDINATOR,)),
        Step(CLOSED, "reopen", NEED, (RECEIVER, COORDINATOR)),
    ],
)
PAIR_DA = {
    NEED: "Søger en",
    SHORTLISTED: "Nogle kan passe",
    PROPOSED: "Foreslået",
    ONE_YES: "Den ene har sagt ja",
    BOTH_YES: "Begge har sagt ja",
    TRIAL: "Prøver det",
    LASTING: "Et fast par",
    PAUSED: "Holder pause",
    CLOSING: "Siger farvel",
    CLOSED: "Afsluttet",
}


class Opened(StrEnum):
    """What can be seen of the other side. AREA: a rough one, such as a part of town. CONTACT: telephone, mail, and surname with it."""

    TASK = "task"
    AREA = "area"
    FIRST_NAME = "first_name"
    CONTACT = "contact"


ANONYMOUS = frozenset({Opened.TASK, Opened.AREA})
KNOWN = ANONYMOUS | {Opened.FIRST_NAME}
EVERYTHING = frozenset(Opened)
NOTHING: frozenset[Opened] = frozenset()
# What the two who are proposed to each other, and nobody else, see of one another. An earlier giver of the same need is an outsider.
BETWEEN_THEM = {
    NEED: ANONYMOUS,
    SHORTLISTED: ANONYMOUS,
    PROPOSED: ANONYMOUS,
    ONE_YES: ANONYMOUS,
    BOTH_YES: KNOWN,
    TRIAL: EVERYTHING,
    LASTING: EVERYTHING,
    PAUSED: EVERYTHING,
    CLOSING: EVERYTHING,
    CLOSED: frozenset({Opened.TASK}),
}
# While somebody is sought, the need is read by those who look, without identity.
SOUGHT = frozenset({NEED, SHORTLISTED})


class NoReason(StrEnum):
    """Why somebody says no or stops. Only the coordinator reads it, and nobody has to say."""

    NOT_SAID = "not_said"
    TIME = "time"
    DISTANCE = "distance"
    CHEMISTRY = "chemistry"
    HEALTH = "health"
    CHANGED = "changed"
    WORRY = "worry"
    OTHER = "other"


NO_DA = {
    NoReason.NOT_SAID: "Vil ikke sige hvorfor",
    NoReason.TIME: "Tiden passer ikke",
    NoReason.DISTANCE: "Der er for langt",
    NoReason.CHEMISTRY: "Det føltes ikke rigtigt sammen",
    NoReason.HEALTH: "Kræfterne er ikke til det",
    NoReason.CHANGED: "Livet har ændret sig",
    NoReason.WORRY: "Noget bekymrer mig. Ring til mig",
    NoReason.OTHER: "Andet",
}
MET = frozenset({TRIAL, LASTING, PAUSED})
NO_BEFORE = "Det blev ikke til noget denne gang. Det siger ikke noget om dig. Koordinatoren leder videre sammen med dig."
NO_AFTER = "I stopper nu. Koordinatoren ringer til jer hver for sig, så I kan sige farvel på en god måde og finde ud af, hvad der så skal ske."


@dataclass(frozen=True)
class No:
    """A no, or a stop: who said it, in which state, why, and in whose own words."""

    by: str
    at: PairState
    reason: NoReason = NoReason.NOT_SAID
    words: str = ""

    @property
    def urgent(self) -> bool:
        """True when the coordinator must call at once."""
        return self.reason is NoReason.WORRY


@dataclass(frozen=True)
class After:
    """What comes after one stops: the errand, whether the need is posted anew, and what the receiver reads."""

    errand: str
    posted_anew: bool
    text: str


def opens(state: PairState, viewer_role: str) -> frozenset[Opened]:
    """What a viewer may see: the giver of the receiver, the receiver of the giver, the coordinator of both, an outsider of the need.

    `viewer_role` is the role in this very pair: who is not in it, also a giver of earlier, is an OUTSIDER. A role nobody knows sees nothing.
    """
    if viewer_role == COORDINATOR:
        return KNOWN if state is CLOSED else EVERYTHING
    if viewer_role in SIDES:
        return BETWEEN_THEM[state]
    return ANONYMOUS if viewer_role == OUTSIDER and state in SOUGHT else NOTHING


def until_bound(opened: frozenset[Opened]) -> frozenset[Opened]:
    """What a giver sees before they have confirmed that they keep it to themselves: nothing that tells who it is."""
    return opened - {Opened.FIRST_NAME, Opened.CONTACT}


def say_yes(state: PairState, said: Collection[str], side: str) -> PairState | Refusal:
    """The state after one side's yes. `said`: the sides that have said yes to this proposal. The same yes twice is one yes."""
    if side in SIDES and side in said and state in {ONE_YES, BOTH_YES}:
        return state
    if side not in SIDES or state not in {PROPOSED, ONE_YES}:
        return Refusal("not_now", "Der er ikke et forslag, der venter på dit svar.")
    if bool(said) != (state is ONE_YES):
        return Refusal("changed", "Forslaget er ændret, siden du så det. Se det igen, før du svarer.")
    return PairState(PAIR_LIFECYCLE.next(state, "yes", side))


def no_told(no: No, viewer_role: str) -> str:
    """What a viewer reads of a no. The two sides read the same whoever said it and why; the coordinator reads all of it; others nothing."""
    if viewer_role == COORDINATOR:
        return ": ".join(part for part in (NO_DA[no.reason], no.words.strip()) if part)
    if viewer_role not in SIDES:
        return ""
    return NO_AFTER if no.at in MET else NO_BEFORE


def after_stop(receiver_wants_another: bool | None) -> After:
    """What follows a last talk. None: nobody has asked the receiver yet, and then nothing is closed."""
    if receiver_wants_another is None:
        return After("", False, "Vil du gerne have en ny at være sammen med? Der er ingen hast med at svare.")
    if receiver_wants_another:
        return After("seek_successor", True, "Vi leder efter en ny til dig. Ingen ser dit navn, før I begge har sagt ja.")
    return After("close", False, "Tak for tiden sammen. Du er altid velkommen tilbage.")
