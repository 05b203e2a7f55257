"""Reading messages between two sides: who sees a thread, on which side they are, and what is new."""

from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.exchange.blocks import Party
from samspil.exchange.domain.matches import WAITS, MatchState
from samspil.exchange.domain.pairs import PairState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.threads import NAMELESS, Side, between_two
from samspil.exchange.models import Match, Signup, Thread, ThreadMessage, ThreadSeen
from samspil.exchange.models.signup import LIVE
from samspil.identity.actor import Actor
from samspil.initiatives.models.sight import Kind, kind_of, places_for, told_of

NO_THREAD = "Den samtale findes ikke her."
MOST_THREADS, MOST_MESSAGES = 100, 500
HELD_TOGETHER = [*LIVE, SignupState.ATTENDED]


class Two(NamedTuple):
    """The sides of a thread."""

    asker: Party
    other: Party

    def of(self, side: Side) -> Party:
        """One of them."""
        return self.asker if side is Side.ASKER else self.other

    def beside(self, side: Side) -> Party:
        """The one across."""
        return self.other if side is Side.ASKER else self.asker


def rows_for(actor: Actor) -> "QuerySet[Thread]":
    """Every thread the actor is on a side of."""
    return Thread.objects.visible_to(actor).select_related("need__organisation", "organisation", "pair__giver", "person")


def get_thread_for(actor: Actor, thread_id: int) -> Thread:
    """A thread the actor is on a side of; Http404 otherwise."""
    found = rows_for(actor).filter(pk=thread_id).first()
    if found is None:
        raise Http404(NO_THREAD)
    return found


def two_of(thread: Thread) -> Two:
    """Who the sides are."""
    other = Party(thread.person_id, thread.organisation_id)
    if thread.pair:
        return Two(Party(person=thread.pair.receiver_id), other)
    return Two(Party(organisation=thread.need.organisation_id), other)


def side_of(actor: Actor, thread: Thread) -> Side | None:
    """Which side the actor writes for; None for outsiders. Whoever answers in their own name does so, also where they act for those who ask."""
    two = two_of(thread)
    if actor.person_id is not None and two.other.person == actor.person_id:
        return Side.OTHER
    if two.other.organisation and actor.belongs_to(two.other.organisation):
        return Side.OTHER
    if two.asker.organisation and actor.belongs_to(two.asker.organisation):
        return Side.ASKER
    return Side.ASKER if actor.person_id is not None and two.asker.person == actor.person_id else None


def linked(thread: Thread) -> bool:
    """Whether a place, or a proposal that waits or was agreed, holds the two sides together."""
    matches = Match.objects.filter(need=thread.need_id, state__in=[*WAITS, MatchState.AGREED])
    if thread.organisation_id:
        return matches.filter(offer__organisation=thread.organisation_id).exists()
    if Signup.objects.filter(need=thread.need_id, person=thread.person_id, state__in=HELD_TOGETHER).exists():
        return True
    return matches.filter(offer__poster=thread.person_id, offer__organisation=None).exists()


def answered(thread: Thread, side: Side) -> bool:
    """Whether the other side has written."""
    return ThreadMessage.objects.filter(thread=thread).exclude(side=side).exists()


def name_of(thread: Thread, side: Side) -> str:
    """What a side is called in the thread: an organisation's name, else no more than the person has shared."""
    if thread.pair:
        known = between_two(pair_state(thread) or PairState.CLOSED)
        first = (thread.pair.first_name if side is Side.ASKER else giver_name(thread)) if known else ""
        return first.split(" ")[0] or NAMELESS[side]
    if side is Side.ASKER:
        return thread.need.organisation.name if thread.need.organisation else NAMELESS[side]
    return thread.organisation.name if thread.organisation else person_name(thread)


def pair_state(thread: Thread) -> PairState | None:
    """Where the pair of a thread stands, for these two: over for whoever came to the other before; None where there is no pair."""
    if thread.pair is None:
        return None
    now_with = thread.pair.giver.person_id if thread.pair.giver else None
    return PairState(thread.pair.state) if now_with == thread.person_id else PairState.CLOSED


def giver_name(thread: Thread) -> str:
    """What whoever comes to the other wishes to be called."""
    found = Signup.objects.filter(need=thread.need_id, person=thread.person_id).order_by("-pk").values_list("name", flat=True).first()
    return found or ""


def person_name(thread: Thread) -> str:
    """The name a person gave with a yes, or with an agreed proposal; before that they have none here."""
    agreed = Match.objects.filter(need=thread.need_id, offer__poster=thread.person_id, offer__organisation=None, state=MatchState.AGREED)
    return giver_name(thread) or agreed.order_by("-pk").values_list("name", flat=True).first() or NAMELESS[Side.OTHER]


def threads_of(actor: Actor) -> list[Thread]:
    """The actor's threads that have a message, the newest first, each with `new`: somebody else wrote after they last looked."""
    told = told_of(actor)
    return compiled.objects(newest_threads, kind_of(told), me=actor.person_id, **told) if actor.person_id else []


def marked_threads(kind: Kind) -> "QuerySet[Thread]":
    """Those of viewers of a kind, each with whether they met what was written last, and whether it is their own."""
    seen = ThreadSeen.objects.filter(thread=OuterRef("pk"), person=Given("me"), message__gte=OuterRef("latest"))
    last_own = ThreadMessage.objects.filter(pk=OuterRef("latest"), author=Given("me"))
    return Thread.objects.visible_to(places_for(kind)).filter(latest__gt=0).annotate(met=Exists(seen), own=Exists(last_own))


def newest_threads(kind: Kind) -> "QuerySet[Thread]":
    """Those of viewers of a kind."""
    return marked_threads(kind).select_related("need__organisation", "organisation", "pair__giver").order_by("-latest")[:MOST_THREADS]


def messages_among() -> "QuerySet[ThreadMessage]":
    """Some messages by number."""
    return ThreadMessage.objects.filter(pk__any_of=Given("pks"))


def new_for(actor: Actor) -> int:
    """In how many threads somebody wrote since the actor looked."""
    told = told_of(actor)
    return len(compiled.rows(new_threads, kind_of(told), me=actor.person_id, **told)) if actor.person_id else 0


def new_threads(kind: Kind) -> "QuerySet[Thread, tuple[int]]":
    """Those in which somebody else wrote, for viewers of a kind."""
    return marked_threads(kind).filter(Q(met=False), Q(own=False)).values_list("pk")[:MOST_THREADS]


def thread_between(need_id: int, other: Party, pair_id: int | None = None) -> Thread | None:
    """The thread of these two, if anything was ever written."""
    told = {"need": need_id, "person": other.person, "organisation": other.organisation, "pair": pair_id}
    return Thread.objects.filter(**told).first()


def over_since(day: date) -> "QuerySet[Thread]":
    """Threads of needs, and of pairs, that were over by that day, where no pair goes on."""
    over = Q(need__ends_on__lt=day) | Q(pair__state=PairState.CLOSED, pair__moved_at__date__lt=day)
    return Thread.objects.filter(over).exclude(pair__isnull=False, pair__state__in=[one for one in PairState if one != PairState.CLOSED])
