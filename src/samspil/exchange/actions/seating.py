"""What every errand about places shares: the need is held, seats are counted, the next in the queue are offered what is free."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from samspil.core import compiled, events, history
from samspil.core.compiled import Given
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange.blocks import Party, blocked
from samspil.exchange.domain.matches import MatchState
from samspil.exchange.domain.needs import LIFECYCLE, SYSTEM, NeedState
from samspil.exchange.domain.seats import NextOffers, Waiting, next_offers
from samspil.exchange.domain.signups import HOLDING, SIGNUP_LIFECYCLE, SignupState
from samspil.exchange.eligible import hindered
from samspil.exchange.events import NeedChanged, SignupAnswered
from samspil.exchange.models import Block, Match, Need, Signup
from samspil.exchange.models.signup import LIVE

ZONE = ZoneInfo("Europe/Copenhagen")


def hold(need_id: int) -> Need | None:
    """The need, held: everything about its places happens one after the other."""
    return next(iter(compiled.objects(held_need, need=need_id)), None)


def held_need() -> "QuerySet[Need]":
    """One by its number, held until the transaction ends."""
    return Need.objects.select_for_update(of=("self",), no_key=True).filter(pk=Given("need"))


def hold_for(actor_id: int, need_id: int) -> Need | None:
    """The same, and what is changed from now to the end of the transaction is this person's doing."""
    return next(iter(compiled.objects(noted_need, need=need_id, **history.note(actor_id))), None)


def noted_need() -> "QuerySet[Need]":
    """One by its number, held, with who changes it."""
    return held_need().annotate(**history.noted())


def taken_of(need: Need) -> int:
    """How many seats are held, by people and by what organisations have agreed to give."""
    return standing_of(need, None).taken


class Standing(NamedTuple):
    """How a need stands: seats that are held, how many wait, whether a person is part of it already, and whether the person and those who ask have
    blocked each other."""

    taken: int
    waiting: int
    mine: bool
    apart: bool


def standing_of(need: Need, person_id: int | None) -> Standing:
    """All of it in one question."""
    taken, waiting, mine, apart = compiled.rows(standing, need=need.pk, person=person_id or 0)[0]
    return Standing(int(taken), int(waiting), bool(mine), bool(apart))


def standing() -> "QuerySet[Need, tuple[Any, ...]]":
    """One row: seats held by people and by what organisations have agreed to give, the length of the queue, whether a person has a live place, and whether
    there is a block."""
    own = Signup.objects.filter(need=OuterRef("pk")).order_by().values("need")
    held = own.filter(state__in=sorted(HOLDING)).annotate(seats=Sum("party_size")).values("seats")
    given = (
        Match.objects.filter(need=OuterRef("pk"), state=MatchState.AGREED, signup=None).order_by().values("need").annotate(seats=Sum("units")).values("seats")
    )
    queue = own.filter(state=SignupState.WAITING).annotate(number=Count("pk")).values("number")
    mine = Exists(Signup.objects.filter(need=OuterRef("pk"), person=Given("person"), state__in=LIVE))
    there = Q(by_person=Given("person"), organisation=OuterRef("organisation"))
    back = Q(person=Given("person"), by_organisation=OuterRef("organisation"))
    told = {"taken": Coalesce(Subquery(held), 0) + Coalesce(Subquery(given), 0), "queued": Coalesce(Subquery(queue), 0), "mine": mine}
    return Need.objects.filter(pk=Given("need")).annotate(**told, apart=Exists(Block.objects.filter(there | back))).values_list(*told, "apart")


def queue_of(need: Need) -> list[Signup]:
    """Those who wait, the first first."""
    return list(Signup.objects.filter(need=need, state=SignupState.WAITING).order_by("pk"))


def begins(need: Need) -> datetime:
    """When it begins; where no time is said, the end of its last day."""
    return need.starts_at or datetime.combine(need.ends_on, time(), ZONE) + timedelta(days=1)


def day_of(need: Need) -> date:
    """The day it is; where no time is said, its last day."""
    return localdate(need.starts_at) if need.starts_at else need.ends_on


def shut(signup: Signup, need: Need) -> Refusal | None:
    """Why neither wants contact with the other since the yes, as the person may know it."""
    return blocked(Party(person=signup.person_id), Party(organisation=need.organisation_id)) if signup.person_id else None


def step(signup: Signup, errand: str, role: str, now: datetime) -> Refusal | None:
    """Move a place by the lifecycle; a Refusal when that cannot be."""
    try:
        signup.state = SIGNUP_LIFECYCLE.next(signup.state, errand, role)
    except NotPossible as error:
        return Refusal("state", str(error))
    signup.moved_at = now
    if signup.state != SignupState.OFFERED:
        signup.offered_until = None
    signup.save()
    return None


def answered(signup: Signup, actor_id: int | None) -> None:
    """The person hears of it."""
    code = signup.need.municipality_id
    events.record(SignupAnswered(signup_id=signup.pk, state=signup.state), actor_id=actor_id, municipality_code=code)


def offer_what_is_free(need: Need, actor_id: int | None, now: datetime) -> None:
    """Offer free seats to the next in the queue, and say whether the need is full. Whose turn it is without what the task asks for is not passed over in
    silence: they wait for an answer instead, both sides hear why, and the seat goes to the next."""
    queue = {str(one.pk): one for one in queue_of(need) if not shut(one, need)}
    found = offers_for(need, queue, now)
    while lacking := [one for one in found.offers if hindered(queue[one.who].person_id, need, day_of(need), localdate(now), own=True)]:
        for one in lacking:
            ask_first(queue.pop(one.who), actor_id, now)
        found = offers_for(need, queue, now)
    for key in found.skipped:
        queue[key].skipped += 1
        queue[key].save(update_fields=["skipped"])
    for offer in found.offers:
        signup = queue[offer.who]
        signup.offered_until = offer.until
        step(signup, "offer", SYSTEM, now)
        answered(signup, actor_id)
    say_whether_full(need, actor_id)


def offers_for(need: Need, queue: dict[str, Signup], now: datetime) -> NextOffers:
    """Whom of these to offer the seats that are free."""
    waiting = [Waiting(key, one.party_size, one.pk, one.skipped) for key, one in queue.items()]
    return next_offers(need.seats - taken_of(need), waiting, now, begins(need), seats=need.seats)


def ask_first(signup: Signup, actor_id: int | None, now: datetime) -> None:
    """It was their turn, and something must be in place first: those who ask answer, as they do for one who says yes without it."""
    step(signup, "ask", SYSTEM, now)
    answered(signup, actor_id)


def say_whether_full(need: Need, actor_id: int | None, taken: int | None = None) -> None:
    """Open or full, as the seats are; `taken` where they have just been counted."""
    full = (taken_of(need) if taken is None else taken) >= need.seats
    if need.state == (NeedState.OPEN if full else NeedState.FULL):
        need.state = LIFECYCLE.next(need.state, "fill" if full else "free", SYSTEM)
        need.save(update_fields=["state"])
        events.record(NeedChanged(need_id=need.pk), actor_id=actor_id, municipality_code=need.municipality_id)
