"""Reading lasting pairs: who may see one, who could be proposed, which talks are due."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import Http404

from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.exchange.domain.pairs import SOUGHT, PairState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.talks import Talk, due_talks, follow_ups
from samspil.exchange.domain.tastes import Tastes
from samspil.exchange.models import GiverTastes, Need, Pair, PairNo, Signup
from samspil.identity.actor import Actor

NO_PAIR = "Det par findes ikke her."
MOST_PAIRS, MOST_GIVERS = 200, 200
TOGETHER = (PairState.TRIAL, PairState.LASTING, PairState.PAUSED)


def get_pair_for(actor: Actor, pair_id: int) -> Pair:
    """The pair, if the actor is one of the two or acts for those who ask; Http404 otherwise. What they may read of it is for `opens`."""
    rows = Pair.objects.visible_to(actor).select_related("need__organisation", "giver__person", "giver__tastes", "coordinator")
    found = rows.filter(pk=pair_id).first()
    if found is None:
        raise Http404(NO_PAIR)
    return found


def pairs_of(actor: Actor, need: Need) -> list[Pair]:
    """Those of a need, for those who act for the organisation."""
    rows = Pair.objects.visible_to(actor).filter(need=need).select_related("need__organisation", "giver__person", "coordinator")
    return list(rows.prefetch_related("talks", "pauses")[:MOST_PAIRS])


def pairs_of_organisations(actor: Actor) -> list[Pair]:
    """Those of all organisations the actor acts for that are not over, oldest first."""
    found = compiled.objects(open_pairs, own=list(actor.memberships))
    prefetch_related_objects(found, "talks", "pauses")
    return found


def open_pairs() -> "QuerySet[Pair]":
    """Those of some organisations."""
    rows = Pair.objects.filter(need__organisation__any_of=Given("own")).exclude(state=PairState.CLOSED)
    return rows.select_related("need__organisation", "giver__person", "coordinator")[:MOST_PAIRS]


def own_pairs(actor: Actor) -> list[Pair]:
    """Those the actor is one of the two in, the newest first."""
    if actor.person_id is None:
        return []
    return compiled.objects(newest_pairs, person=actor.person_id)


def newest_pairs() -> "QuerySet[Pair]":
    """Those somebody is one of the two in."""
    own = Pair.objects.filter(Q(giver__person=Given("person")) | Q(receiver=Given("person"))).exclude(state=PairState.CLOSED)
    return own.select_related("need__organisation", "giver").order_by("-pk")[:MOST_PAIRS]


def free_givers(need: Need) -> list[Signup]:
    """Those who said yes and are not proposed to anybody, the first first."""
    busy = Pair.objects.filter(need=need, giver__isnull=False).exclude(state=PairState.CLOSED).values("giver")
    rows = Signup.objects.filter(need=need, state=SignupState.ASKED, person__isnull=False).exclude(pk__in=busy)
    return list(rows.select_related("tastes").order_by("pk")[:MOST_GIVERS])


def tastes_of(giver: Signup) -> Tastes:
    """What a giver told of themselves; nothing where they told nothing."""
    found: GiverTastes | None = getattr(giver, "tastes", None)
    return found.tastes if found else Tastes()


def apart(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Pair and place of those who have been proposed, or have met, before."""
    return list(PairNo.objects.filter(pair__in=pairs, signup__isnull=False).values_list("pair", "signup"))


def sought(pairs: Sequence[Pair]) -> list[Pair]:
    """Those for whom somebody is sought."""
    return [pair for pair in pairs if pair.state in SOUGHT]


def talks_of(pair: Pair, today: date) -> list[Talk]:
    """Every talk of this trial and what follows, until half a year from now."""
    if pair.trial_begins is None or pair.trial_ends is None or pair.state not in TOGETHER:
        return []
    return follow_ups(pair.trial_begins, pair.trial_ends, today + timedelta(days=183))


def due_of(pair: Pair, today: date) -> list[Talk]:
    """Talks that should have been held by today, oldest first."""
    return due_talks(talks_of(pair, today), {talk.key for talk in pair.talks.all()}, [pause.period for pause in pair.pauses.all()], today)


def talks_begun(today: date) -> list[tuple[int, str]]:
    """Pair and key of every talk that came due in these three days and was not held: a night that was missed does not lose one."""
    rows = Pair.objects.filter(state__in=TOGETHER).prefetch_related("talks", "pauses")
    since = today - timedelta(days=3)
    return [(pair.pk, talk.key) for pair in rows.iterator(chunk_size=500) for talk in due_of(pair, today) if talk.day > since]
