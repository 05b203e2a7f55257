"""Facts exchange tells."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OfferAwaits(Event):
    """An offer was written without an account; its address is asked to confirm by the worker."""

    concerns_everybody: ClassVar[bool] = False

    offer_id: int


@dataclass(frozen=True, kw_only=True)
class OfferChanged(Event):
    """An offer was made, changed, paused, ended or ran out."""

    offer_id: int


@dataclass(frozen=True, kw_only=True)
class NeedChanged(Event):
    """A need was written, shown, changed, filled, closed or called off."""

    need_id: int


@dataclass(frozen=True, kw_only=True)
class SignedUp(Event):
    """Somebody said yes to a need, and has a seat, waits for one, or waits for an answer; those who ask hear of it."""

    concerns_everybody: ClassVar[bool] = False

    signup_id: int


@dataclass(frozen=True, kw_only=True)
class PlaceGivenBack(Event):
    """Somebody gave a place back, or let an offered one pass; those who ask hear of it."""

    concerns_everybody: ClassVar[bool] = False

    signup_id: int


@dataclass(frozen=True, kw_only=True)
class Pledged(Event):
    """Somebody who helps confirmed that they keep what they are told to themselves; those who ask hear of it."""

    concerns_everybody: ClassVar[bool] = False

    pledge_id: int


@dataclass(frozen=True, kw_only=True)
class SignupAnswered(Event):
    """A place was given, offered, declined or called off (`state`); the person hears of it."""

    concerns_everybody: ClassVar[bool] = False

    signup_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class MatchMoved(Event):
    """An offer and a need were proposed to each other, or the proposal was answered (`state`); those it waits for, and both when it is settled, hear of it."""

    concerns_everybody: ClassVar[bool] = False

    match_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class HelpedIn(Event):
    """Staff wrote an offer, or a yes to a need, for somebody who has no e-mail and asked them to: kept as who did it for whom."""

    concerns_everybody: ClassVar[bool] = False

    person_id: int
    offer_id: int | None = None
    signup_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ShiftsGiven(Event):
    """An organiser put somebody on so many shifts of a need at once; they hear of it once, and may say no to each."""

    concerns_everybody: ClassVar[bool] = False

    need_id: int
    person_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ShiftMoved(Event):
    """A place in a shift was taken, given back, called off or handed over (`state`); the other side hears of it."""

    concerns_everybody: ClassVar[bool] = False

    place_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class SeriesChanged(Event):
    """A series or one shift was changed: so many shifts somebody has were moved, so many called off, and so many got another task or ask for other things
    (`at` tells one change from the next). They hear of it once and say whether the new times fit."""

    concerns_everybody: ClassVar[bool] = False

    need_id: int
    person_id: int
    moved: int
    called_off: int
    at: str
    changed: int = 0


@dataclass(frozen=True, kw_only=True)
class SwapMoved(Event):
    """An offer to swap shifts was made, answered or fell away (`state`): whoever is asked hears of it, then whoever offered, and of a yes those who make
    the roster."""

    concerns_everybody: ClassVar[bool] = False

    swap_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class SubstituteAsked(Event):
    """Somebody is asked to take over a shift, or no longer needs to answer (`found`)."""

    concerns_everybody: ClassVar[bool] = False

    ask_id: int
    found: bool = False


@dataclass(frozen=True, kw_only=True)
class SearchMet(Event):
    """So many needs are new in a search somebody keeps; they hear of it in their next digest."""

    concerns_everybody: ClassVar[bool] = False

    search_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class PairMoved(Event):
    """A lasting pair came to a state; the two and the coordinator hear of it. `former_id`: whoever was proposed and is no longer."""

    concerns_everybody: ClassVar[bool] = False

    pair_id: int
    state: str
    former_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PairTalkDue(Event):
    """A talk with the two of a lasting pair is due; the coordinator hears of it."""

    concerns_everybody: ClassVar[bool] = False

    pair_id: int
    key: str


@dataclass(frozen=True, kw_only=True)
class CertificateDue(Event):
    """Somebody with children in an organisation's care needs a child certificate by a day (ISO), or by now; those who lead it and the person hear of it.
    Told once for each `stage` (attest.AttestNeed), until it is in place."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int
    person_id: int
    by: str
    stage: str = ""


@dataclass(frozen=True, kw_only=True)
class PlaceLacks(Event):
    """Somebody with shifts to come in a need lacks what they require, or it runs out before; they and those who make the roster hear of it once."""

    concerns_everybody: ClassVar[bool] = False

    need_id: int
    person_id: int
    at: str


@dataclass(frozen=True, kw_only=True)
class NewTimesWait(Event):
    """Somebody has not said whether the new time of so many moved shifts fits; they are asked once more."""

    concerns_everybody: ClassVar[bool] = False

    need_id: int
    person_id: int
    number: int
    at: str


@dataclass(frozen=True, kw_only=True)
class TimeProposed(Event):
    """Somebody who said yes proposes another time; those who ask hear of it."""

    concerns_everybody: ClassVar[bool] = False

    signup_id: int


@dataclass(frozen=True, kw_only=True)
class TimeAnswered(Event):
    """Whoever asks agreed to another time, or not; the person hears of it."""

    concerns_everybody: ClassVar[bool] = False

    signup_id: int
    agreed: bool


@dataclass(frozen=True, kw_only=True)
class ThreadWritten(Event):
    """Somebody wrote to the other side about a need; the other side hears that there is a message, and never what it says."""

    concerns_everybody: ClassVar[bool] = False

    message_id: int


@dataclass(frozen=True, kw_only=True)
class HoursMoved(Event):
    """Somebody wrote hours, or whoever asked sees them otherwise (`state`) or corrected them ("corrected"); the other side hears of it."""

    concerns_everybody: ClassVar[bool] = False

    hours_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class ThanksGiven(Event):
    """An organisation thanked somebody who helped; they hear that it did, and read it on their own page."""

    concerns_everybody: ClassVar[bool] = False

    thanks_id: int


@dataclass(frozen=True, kw_only=True)
class DeclarationDue(Event):
    """An association's yearly declaration is missing, or ends with the year, or (`unanswered`) nobody has said whether one is asked of it though it has tasks
    with children; those who lead it hear of it."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int
    year: int
    missing: bool
    unanswered: bool = False


@dataclass(frozen=True, kw_only=True)
class DeclarationGiven(Event):
    """An association gave its declaration for a year, or its municipality noted one it `received` another way."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int
    year: int
    received: bool


@dataclass(frozen=True, kw_only=True)
class DeclarationTakenBack(Event):
    """A declaration that was given or noted by mistake was taken back the same day."""

    concerns_everybody: ClassVar[bool] = False

    organisation_id: int
    year: int


@dataclass(frozen=True, kw_only=True)
class QualificationEnds(Event):
    """What somebody knows or has runs out in a month; the person hears of it."""

    concerns_everybody: ClassVar[bool] = False

    qualification_id: int
    day: str


@dataclass(frozen=True, kw_only=True)
class ExpenseMoved(Event):
    """Somebody asked an organisation to pay an expense, or its treasurer answered (`state`); the other side hears of it, and never how much."""

    concerns_everybody: ClassVar[bool] = False

    expense_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class UrgentAsked(Event):
    """Somebody is asked for urgent help; they hear of it at once."""

    concerns_everybody: ClassVar[bool] = False

    ask_id: int


@dataclass(frozen=True, kw_only=True)
class UrgentEnded(Event):
    """A call for urgent help is over (`state`); those who asked hear how, and those who have not answered that they need not."""

    concerns_everybody: ClassVar[bool] = False

    call_id: int
    state: str
