"""One person's, or one party's, place in a shift: from the wish to the thanks. A party is friends or a company's team who come together or not at all.

Times have a zone. An offered seat is a taken seat until it is answered, so nobody who says yes to an offer finds it gone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.refusals import Refusal
from samspil.exchange.domain.nights import moment

PERSON, ORGANISER, SYSTEM = "person", "organiser", "system"
# A place given back so long before the start is in time: there is time to ask others calmly.
IN_TIME = timedelta(hours=48)
# Later than this somebody may be on the way: a message might not be read, so we ask for a call as well.
BY_PHONE = timedelta(hours=3)
# So many absences in a year, and a human asks how it goes. Nothing is closed to anybody by a machine.
ASK_HOW_IT_GOES = 3
LONGEST_SHIFT = timedelta(hours=24)


class SignupState(StrEnum):
    """Where a place stands. ASKED: the organiser has not answered. WAITING: in the queue. OFFERED: a seat is held until the person says yes or passes.
    PASSED: said no to an offered seat or did not answer. OVER: the shift began before there was room or an answer.
    ENDED: a lasting pair said goodbye; the seat is free for a successor. The rest as the words say."""

    ASKED = "asked"
    WAITING = "waiting"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    PASSED = "passed"
    ATTENDED = "attended"
    ABSENT = "absent"
    CANCELLED = "cancelled"
    OVER = "over"
    ENDED = "ended"


ASKED, WAITING, OFFERED, CONFIRMED = SignupState.ASKED, SignupState.WAITING, SignupState.OFFERED, SignupState.CONFIRMED
SIGNUP_LIFECYCLE = Lifecycle(
    ASKED,
    [
        Step(ASKED, "confirm", CONFIRMED, (ORGANISER, SYSTEM)),
        Step(ASKED, "queue", WAITING, (ORGANISER, SYSTEM)),
        Step(ASKED, "decline", SignupState.DECLINED, (ORGANISER,)),
        Step(ASKED, "withdraw", SignupState.WITHDRAWN, (PERSON, ORGANISER)),
        Step(ASKED, "cancel", SignupState.CANCELLED, (ORGANISER,)),
        Step(ASKED, "begin", SignupState.OVER, (SYSTEM,)),
        Step(WAITING, "offer", OFFERED, (ORGANISER, SYSTEM)),
        Step(WAITING, "ask", ASKED, (SYSTEM,)),
        Step(WAITING, "decline", SignupState.DECLINED, (ORGANISER,)),
        Step(WAITING, "withdraw", SignupState.WITHDRAWN, (PERSON, ORGANISER)),
        Step(WAITING, "cancel", SignupState.CANCELLED, (ORGANISER,)),
        Step(WAITING, "begin", SignupState.OVER, (SYSTEM,)),
        Step(OFFERED, "accept", CONFIRMED, (PERSON, ORGANISER)),
        Step(OFFERED, "pass", SignupState.PASSED, (PERSON, ORGANISER)),
        Step(OFFERED, "lapse", SignupState.PASSED, (SYSTEM,)),
        Step(OFFERED, "cancel", SignupState.CANCELLED, (ORGANISER,)),
        Step(CONFIRMED, "withdraw", SignupState.WITHDRAWN, (PERSON, ORGANISER)),
        Step(CONFIRMED, "hand_over", SignupState.WITHDRAWN, (PERSON, ORGANISER)),
        Step(CONFIRMED, "cancel", SignupState.CANCELLED, (ORGANISER,)),
        Step(CONFIRMED, "end", SignupState.ENDED, (ORGANISER, SYSTEM)),
        Step(CONFIRMED, "attend", SignupState.ATTENDED, (ORGANISER, SYSTEM)),
        Step(CONFIRMED, "miss", SignupState.ABSENT, (ORGANISER,)),
        Step(SignupState.ATTENDED, "miss", SignupState.ABSENT, (ORGANISER,)),
        Step(SignupState.ABSENT, "attend", SignupState.ATTENDED, (ORGANISER,)),
        Step(SignupState.ABSENT, "excuse", SignupState.WITHDRAWN, (ORGANISER,)),
    ],
)
SIGNUP_DA = {
    ASKED: "Venter på svar",
    WAITING: "På venteliste",
    OFFERED: "Tilbudt en plads",
    CONFIRMED: "Har en plads",
    SignupState.WITHDRAWN: "Meldt afbud",
    SignupState.DECLINED: "Fik nej denne gang",
    SignupState.PASSED: "Lod pladsen gå videre",
    SignupState.ATTENDED: "Var med",
    SignupState.ABSENT: "Kom ikke",
    SignupState.CANCELLED: "Aflyst",
    SignupState.OVER: "Blev ikke til noget",
    SignupState.ENDED: "Var med en tid",
}
# Those who hold seats; whoever was there or stayed away held one too.
HOLDING = frozenset({OFFERED, CONFIRMED, SignupState.ATTENDED, SignupState.ABSENT})


class DeclineReason(StrEnum):
    """Why an organiser says no: about the shift, never about the person. OTHER needs the organiser's own words."""

    FULL = "full"
    CHANGED = "changed"
    QUALIFICATION = "qualification"
    AGE = "age"
    OTHER_TASK = "other_task"
    OTHER = "other"


DECLINE_DA = {
    DeclineReason.FULL: "Der var flere, der ville hjælpe, end der er plads til.",
    DeclineReason.CHANGED: "Opgaven er blevet lavet om, så den ikke længere passer til det, du skrev.",
    DeclineReason.QUALIFICATION: "Opgaven kræver et kursus eller et bevis, vi ikke har set fra dig. Har du det, så skriv til os.",
    DeclineReason.AGE: "Opgaven har en aldersgrænse. Der er andre opgaver, du kan være med til nu.",
    DeclineReason.OTHER_TASK: "Vi tror, at en anden opgave passer bedre til dig. Skriv til os, så finder vi den sammen.",
    DeclineReason.OTHER: "",
}


class Timing(StrEnum):
    """How a withdrawal lies to the start. IN_TIME: 48 hours or more before. LATE: less. TOO_LATE: less than 3 hours, or it has begun."""

    IN_TIME = "in_time"
    LATE = "late"
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class Withdrawal:
    """What follows when somebody gives a place back: it always can be done. `search`: look for a substitute; `phone`: call the contact as well."""

    when: Timing
    search: bool
    phone: bool
    text: str


@dataclass(frozen=True)
class Stretch:
    """A time to do something in."""

    starts_at: datetime
    ends_at: datetime

    def meets(self, other: "Stretch") -> bool:
        """True when the two share time; one that ends when the other begins does not."""
        return moment(self.starts_at) < moment(other.ends_at) and moment(other.starts_at) < moment(self.ends_at)


@dataclass(frozen=True)
class Care:
    """What an absence leads to: a kind line to the person, and whether the organiser is asked to call and hear how it goes."""

    text: str
    organiser_calls: bool


def decline_text(reason: DeclineReason, own_words: str = "") -> str | Refusal:
    """The no as the person reads it. A Refusal when the reason is OTHER and there are no own words: a no without a reason is not kind."""
    words = own_words.strip()
    if reason is DeclineReason.OTHER and not words:
        return Refusal("no_reason", "Skriv med dine egne ord, hvorfor det ikke passer denne gang. Så ved den anden, hvad der kan ændre det.")
    said = " ".join(part for part in (DECLINE_DA[reason], words) if part)
    return f"Tak, fordi du vil hjælpe. Denne gang kan vi ikke give dig pladsen. {said}"


def withdrawal(now: datetime, starts_at: datetime) -> Withdrawal:
    """What follows when a place is given back now. Nobody is held to a place."""
    left = moment(starts_at) - moment(now)
    if left >= IN_TIME:
        return Withdrawal(Timing.IN_TIME, False, False, "Tak, fordi du siger det i god tid. Pladsen går videre til den næste.")
    if left >= BY_PHONE:
        return Withdrawal(Timing.LATE, True, False, "Tak, fordi du siger det. Der er kort tid til, så vi spørger med det samme, om en anden kan tage pladsen.")
    if left > timedelta():
        return Withdrawal(Timing.TOO_LATE, True, True, "Det begynder snart. Ring også til kontaktpersonen, så ingen venter forgæves.")
    return Withdrawal(Timing.TOO_LATE, False, True, "Det er begyndt. Ring til kontaktpersonen, så de ved, at du ikke kommer.")


def another_time(state: SignupState, shift: Stretch, proposed: Stretch, now: datetime) -> Refusal | None:
    """Why another time cannot be proposed, or None. A proposal changes nothing by itself: whoever has a place keeps it until both have agreed."""
    if state not in {ASKED, WAITING, OFFERED, CONFIRMED}:
        return Refusal("not_open", "Du har ikke en plads eller et ønske her længere. Skriv dig på igen, så kan du foreslå en tid.")
    starts, ends = moment(proposed.starts_at), moment(proposed.ends_at)
    if starts <= moment(now):
        return Refusal("past", "Den tid er begyndt eller ovre. Foreslå en senere tid.")
    if ends <= starts:
        return Refusal("backwards", "Tiden slutter, før den begynder. Går den over midnat, så vælg den næste dag som slutning.")
    if ends - starts > LONGEST_SHIFT:
        return Refusal("too_long", "Forslaget er længere end et døgn. Del det i flere tider.")
    if (starts, ends) == (moment(shift.starts_at), moment(shift.ends_at)):
        return Refusal("same", "Det er den tid, der allerede står. Foreslå en anden, eller behold pladsen.")
    return None


def after_absence(times: int) -> Care:
    """What is done when somebody did not come, for the `times`th time in a year. It is never more than a question."""
    if times >= ASK_HOW_IT_GOES:
        return Care("Vi savnede dig. Skal vi finde en opgave, der passer bedre ind i din hverdag? Vi ringer gerne og hører, hvordan det går.", True)
    return Care("Vi savnede dig og håber, at alt er vel. Kommer der noget i vejen, må du altid melde afbud, også sent.", False)
