"""Two who meet: the trial, the talks, the pause, the goodbye, and the successor."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.pairing import NOT_YOURS, SaidNo, end_place, hold_pair, keep, part, role_of, say_no, step
from samspil.exchange.actions.seating import say_whether_full, taken_of
from samspil.exchange.actions.seating import step as step_place
from samspil.exchange.domain.pairs import COORDINATOR, GIVER, MET, RECEIVER, SIDES, NoReason, PairState, after_stop
from samspil.exchange.domain.signups import ORGANISER
from samspil.exchange.domain.talks import LONGEST_TRIAL, follow_ups, trial_refusal
from samspil.exchange.eligible import hindered
from samspil.exchange.models import Need, Pair, PairNo, PairPause, PairTalk, Signup
from samspil.identity.actor import Actor

NO_ROOM = Refusal("full", "Alle pladser i behovet er taget. Sæt antallet op på behovet, før de to begynder.")
NO_TALK = Refusal("talk", "Der er ikke sådan en snak at skrive ned endnu.")
FIRST_TALK = Refusal("talk-first", "Tal med dem hver for sig først, og skriv ned, at I har talt sammen.")
LATER = Refusal("later", "Den dag er ikke kommet endnu.")
LONG_PAUSE = Refusal("pause", "En pause har en sidste dag efter den første, og ikke mere end et år frem.")
ASK_FIRST = Refusal("ask", "Spørg den, det handler om, om de vil have en ny, og skriv svaret.")
LAST_TALK = "last"
LONGEST_PAUSE = timedelta(days=366)


def held_for(actor: Actor, pair_id: int, roles: tuple[str, ...]) -> tuple[Pair, str] | Refusal:
    """The pair, held, for somebody who is one of these in it."""
    pair = hold_pair(pair_id)
    role = role_of(actor, pair) if pair else ""
    if pair is None or role not in roles:
        return NOT_YOURS
    history.done_by(actor.person_id)
    return pair, role


@transaction.atomic
def begin_trial(actor: Actor, pair_id: int, begins: date, ends: date, *, now: datetime) -> Pair | Refusal:
    """They meet, on trial until a day; from now on they can reach each other, and the giver has the place."""
    found = held_for(actor, pair_id, (COORDINATOR,))
    if isinstance(found, Refusal):
        return found
    pair, role = found
    if begins < localdate(now):
        return Refusal("past", "En prøvetid begynder i dag eller senere.")
    giver = pair.giver
    if giver and giver.party_size > pair.need.seats - taken_of(pair.need):
        return NO_ROOM
    back = hindered(giver.person_id, pair.need, begins, localdate(now), own=False) if giver else None
    if back:
        return back
    refused = trial_refusal(begins, ends) or step(pair, "begin_trial", role, now)
    if refused or giver is None:
        return refused or NOT_YOURS
    pair.trial_begins, pair.trial_ends, pair.until = begins, ends, None
    step_place(giver, "confirm", ORGANISER, now)
    say_whether_full(pair.need, actor.person_id)
    keep(pair, actor.person_id)
    return pair


@transaction.atomic
def end_trial(actor: Actor, pair_id: int, errand: str, ends: date | None = None, *, now: datetime) -> Pair | Refusal:
    """After a talk: "go_on" as a lasting pair, or "extend" the trial until a later day."""
    found = held_for(actor, pair_id, (COORDINATOR,))
    if isinstance(found, Refusal):
        return found
    pair, role = found
    if errand == "go_on" and not PairTalk.objects.filter(pair=pair).exists():
        return FIRST_TALK
    if errand == "extend":
        begins = pair.trial_begins
        refused = trial_refusal(begins, ends) if begins and ends else trial_refusal(localdate(now), localdate(now) + LONGEST_TRIAL * 2)
        if refused:
            return refused
        pair.trial_ends = ends
    refused = step(pair, errand, role, now)
    if refused:
        return refused
    keep(pair, actor.person_id)
    return pair


@transaction.atomic
def hold_talk(actor: Actor, pair_id: int, key: str, held_on: date, *, worry: bool, now: datetime) -> Pair | Refusal:
    """Write down that a talk was held with each of the two; what was said is not kept."""
    found = held_for(actor, pair_id, (COORDINATOR,))
    if isinstance(found, Refusal):
        return found
    pair, _ = found
    if held_on > localdate(now):
        return LATER
    if key not in talks_to_hold(pair, localdate(now)):
        return NO_TALK
    PairTalk.objects.update_or_create(pair=pair, key=key, defaults={"held_on": held_on, "by_id": actor.person_id, "worry": worry})
    return pair


def talks_to_hold(pair: Pair, today: date) -> set[str]:
    """The keys of talks that can be written down: those due until half a year from now, and the last one when they say goodbye."""
    last = {LAST_TALK} if pair.state == PairState.CLOSING else set()
    if pair.trial_begins is None or pair.trial_ends is None:
        return last
    return last | {talk.key for talk in follow_ups(pair.trial_begins, pair.trial_ends, today + LONGEST_TRIAL)}


@transaction.atomic
def pause_pair(actor: Actor, pair_id: int, last: date | None, *, now: datetime) -> Pair | Refusal:
    """Either of the two, or the coordinator, says that they do not meet for a while."""
    found = held_for(actor, pair_id, (*SIDES, COORDINATOR))
    if isinstance(found, Refusal):
        return found
    pair, role = found
    today = localdate(now)
    if last and not today <= last <= today + LONGEST_PAUSE:
        return LONG_PAUSE
    refused = step(pair, "pause", role, now)
    if refused:
        return refused
    PairPause.objects.create(pair=pair, first=today, last=last)
    keep(pair, actor.person_id)
    return pair


@transaction.atomic
def resume_pair(actor: Actor, pair_id: int, *, now: datetime) -> Pair | Refusal:
    """They meet again."""
    found = held_for(actor, pair_id, (*SIDES, COORDINATOR))
    if isinstance(found, Refusal):
        return found
    pair, role = found
    refused = step(pair, "resume", role, now)
    if refused:
        return refused
    end_pauses(pair, localdate(now))
    keep(pair, actor.person_id)
    return pair


def end_pauses(pair: Pair, today: date) -> None:
    """A pause that has no end, or one to come, ended yesterday; one that began today was none."""
    for pause in PairPause.objects.filter(pair=pair):
        if pause.last is None or pause.last >= today:
            pause.last = today - timedelta(days=1)
            pause.delete() if pause.last < pause.first else pause.save()


@transaction.atomic
def stop_pair(actor: Actor, pair_id: int, said: SaidNo, *, now: datetime) -> Pair | Refusal:
    """One of the two, or the coordinator, stops. Nobody is told why."""
    found = held_for(actor, pair_id, (*SIDES, COORDINATOR))
    if isinstance(found, Refusal):
        return found
    pair, role = found
    return say_no(pair, role, said, actor.person_id, now) or pair


@transaction.atomic
def stop_now(actor: Actor, pair_id: int, said: SaidNo, *, now: datetime) -> Pair | Refusal:
    """Something worries the coordinator: the two cannot reach each other from this moment, and there is no last talk between them."""
    found = held_for(actor, pair_id, (COORDINATOR,))
    if isinstance(found, Refusal):
        return found
    pair, role = found
    at, giver = pair.state, pair.giver
    refused = step(pair, "stop_now", role, now)
    if refused:
        return refused
    PairNo.objects.create(pair=pair, signup=giver, by=role, at=at, reason=NoReason.WORRY, words=said.words, made_at=now)
    end_place(pair, actor.person_id, now)
    keep(pair, actor.person_id)
    return pair


@transaction.atomic
def say_goodbye(actor: Actor, pair_id: int, wants_another: bool | None, *, now: datetime) -> Pair | Refusal:
    """After the last talk: the receiver wants another, and the need is sought anew without identity; or it is over."""
    found = held_for(actor, pair_id, (COORDINATOR,))
    if isinstance(found, Refusal):
        return found
    pair, role = found
    after = after_stop(wants_another)
    if not after.errand:
        return ASK_FIRST
    if not PairTalk.objects.filter(pair=pair, key=LAST_TALK).exists():
        return FIRST_TALK
    former = pair.giver.person_id if pair.giver else None
    refused = step(pair, after.errand, role, now)
    if refused:
        return refused
    pair.wants_another = wants_another
    end_place(pair, actor.person_id, now)
    if after.posted_anew:
        part(pair)
        PairTalk.objects.filter(pair=pair).delete()
        PairPause.objects.filter(pair=pair).delete()
    keep(pair, actor.person_id, former=former if after.posted_anew else None)
    return pair


@transaction.atomic
def keep_on(actor: Actor, pair_id: int, *, now: datetime) -> Pair | Refusal:
    """The last talk made them go on after all."""
    found = held_for(actor, pair_id, (COORDINATOR,))
    if isinstance(found, Refusal):
        return found
    pair, role = found
    refused = step(pair, "keep_on", role, now)
    if refused:
        return refused
    keep(pair, actor.person_id)
    return pair


@transaction.atomic
def take_over(actor: Actor, pair_id: int) -> Pair | Refusal:
    """An administrator becomes the coordinator."""
    found = held_for(actor, pair_id, (COORDINATOR,))
    if isinstance(found, Refusal):
        return found
    pair, _ = found
    pair.coordinator_id = actor.person_id
    pair.save()
    return pair


@transaction.atomic
def leave_pair(pair_id: int, *, now: datetime) -> None:
    """The one it is about is gone from here: the two say goodbye, or nobody is sought any more."""
    pair = hold_pair(pair_id)
    if pair is None or pair.state in {PairState.CLOSED, PairState.CLOSING}:
        return
    if pair.state not in {PairState.NEED, PairState.SHORTLISTED}:
        say_no(pair, RECEIVER, SaidNo(), None, now)
    if pair.state in {PairState.NEED, PairState.SHORTLISTED} and step(pair, "withdraw", RECEIVER, now) is None:
        keep(pair, None)


def giver_left(signup: Signup, actor_id: int | None, now: datetime) -> None:
    """Whoever said yes gave the place back, or got a no: they are proposed no longer, or the two say goodbye. Called with the need held."""
    for pk in Pair.objects.filter(giver=signup).exclude(state__in=[PairState.CLOSED, PairState.CLOSING]).values_list("pk", flat=True):
        pair = hold_pair(pk)
        if pair:
            say_no(pair, GIVER, SaidNo(), actor_id, now)


def call_off_pairs(need: Need, actor_id: int | None, now: datetime) -> None:
    """The need is called off: what is only sought is over, and those who meet are talked to. Called with the need held."""
    for pk in Pair.objects.filter(need=need).exclude(state__in=[PairState.CLOSED, PairState.CLOSING]).order_by("pk").values_list("pk", flat=True):
        pair = hold_pair(pk)
        if pair is None:
            continue
        if pair.state not in {PairState.NEED, PairState.SHORTLISTED}:
            say_no(pair, COORDINATOR, SaidNo(NoReason.CHANGED), actor_id, now)
        if pair.state not in MET and step(pair, "withdraw", COORDINATOR, now) is None:
            keep(pair, actor_id)
