"""Who said yes to a need, as those who ask see it and as the person sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate, localtime

from samspil.exchange.actions.seating import day_of, taken_of
from samspil.exchange.actions.sign_up import age_limit
from samspil.exchange.domain.eligibility_model import HeldQualification
from samspil.exchange.domain.matching.clocks import clock, told
from samspil.exchange.domain.signups import ORGANISER, SIGNUP_LIFECYCLE, SignupState
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.efforts import HELPED, clock_of
from samspil.exchange.eligible import asked_by, held_by, hindered
from samspil.exchange.models import Need, Signup
from samspil.exchange.models.signup import LIVE
from samspil.exchange.pledges import days_of, pledge_of
from samspil.exchange.presenting.pledges import told as told_of_silence
from samspil.exchange.presenting.qualifications import missing
from samspil.exchange.queries import own_signup, signups_of
from samspil.identity.actor import Actor

ERRAND_DA = {"confirm": "Giv pladsen", "attend": "Var med", "miss": "Kom ikke", "excuse": "Havde meldt afbud"}
# Those who are not part of it any more stand below, out of the way.
OUT = frozenset({SignupState.WITHDRAWN, SignupState.DECLINED, SignupState.PASSED, SignupState.CANCELLED, SignupState.OVER, SignupState.ENDED})


def of_need(actor: Actor, need: Need, *, own: bool) -> dict[str, Any]:
    """The part of the need's page about who comes."""
    if own:
        found = signups_of(actor, need)
        seats = taken_of(need)
        skilled = Skilled.of(need, found)
        days = days_of(need, {one.person_id for one in found if one.person_id})
        return {
            "lines": [line(need, one, skilled.lacks(one)) | {"silence": told_of_silence(need, one.person_id, days)} for one in found if one.state not in OUT],
            "gone": sum(one.state in OUT for one in found),
            "seats": seats,
        }
    mine = own_signup(actor, need)
    times = {"mine_own": span(mine.own_from, mine.own_to), "mine_asks": span(mine.asks_from, mine.asks_to), "may_ask_time": has_time(need)} if mine else {}
    until = told(localtime(mine.offered_until)) if mine and mine.offered_until else ""
    first = in_place_first(mine, need) if mine else ""
    times |= bound_of(actor, need, mine)
    return {**times, "first": first, "mine": mine, "mine_until": until, "number": number_in_queue(mine)}


def bound_of(actor: Actor, need: Need, mine: Signup | None) -> dict[str, Any]:
    """Whether whoever helps must confirm something, and whether they have."""
    asks = bool(need.confidential) and mine is not None and mine.state in LIVE
    return {"asks_pledge": asks, "pledged": asks and pledge_of(actor.person_id, need) is not None}


def in_place_first(mine: Signup, need: Need) -> str:
    """What must be in place before whoever waits for an answer can have the seat; "" when nothing must."""
    back = hindered(mine.person_id, need, day_of(need), localdate(), own=True) if mine.state == SignupState.ASKED else None
    return back.text if back else ""


def number_in_queue(mine: Signup | None) -> int:
    """Which one somebody is in the queue; 0 for whoever does not wait."""
    if mine is None or mine.state != SignupState.WAITING:
        return 0
    return Signup.objects.filter(need=mine.need_id, state=SignupState.WAITING, pk__lte=mine.pk).count()


@dataclass(frozen=True)
class Skilled:
    """What a need asks people to know or have, and what those who said yes told of it."""

    skills: frozenset[str]
    day: date
    held: dict[int, list[HeldQualification]]

    @classmethod
    def of(cls, need: Need, signups: list[Signup]) -> "Skilled":
        """Read in two questions for all of them."""
        skills = asked_by(need)
        return cls(skills, day_of(need), held_by(one.person_id for one in signups if one.person_id) if skills else {})

    def lacks(self, signup: Signup) -> list[str]:
        """What is not in place for somebody, or nobody has seen."""
        return missing(self.skills, self.held.get(signup.person_id or 0, []), self.day, localdate()) if self.skills else []


def line(need: Need, signup: Signup, lacks: list[str]) -> dict[str, Any]:
    """One who said yes, with what can be answered."""
    possible = SIGNUP_LIFECYCLE.possible(signup.state, ORGANISER)
    # For one who is not named both say yes first: the two are put together on the page of pairs.
    shut: set[str] = {"confirm"} if need.unnamed and need.kind == NeedKind.PAIR else set()
    starts = signup.own_from or need.starts_at
    if need.kind == NeedKind.SHIFTS or (starts and starts > timezone.now()):
        shut |= {"attend", "miss"}  # who came to a shift is written on the roster
    errands = [{"name": name, "label": label} for name, label in ERRAND_DA.items() if name in possible and name not in shut]
    times = {"own": span(signup.own_from, signup.own_to), "asks": span(signup.asks_from, signup.asks_to)}
    thanks = {"can_thank": signup.state in HELPED and signup.person_id, "can_correct": signup.state == SignupState.ATTENDED and clock_of(signup)}
    return {**times, **thanks, "lacks": lacks, "signup": signup, "errands": errands, "can_decline": "decline" in possible}


def span(starts: datetime | None, ends: datetime | None) -> str:
    """A time in words; "" for none."""
    return f"{told(localtime(starts))}–{clock(localtime(ends))}" if starts and ends else ""


def has_time(need: Need) -> bool:
    """Whether another time can be proposed in place of the need's."""
    return need.starts_at is not None and need.kind not in {NeedKind.SHIFTS, NeedKind.PAIR}


def limit_of(need: Need) -> int:
    """How old one must be; 0 when age does not matter."""
    return age_limit(need)
