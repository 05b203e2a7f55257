"""Keep a search, give it a rest, call it something else, let it go; and tell what is new once a week."""

from datetime import datetime, timedelta

from django.db import transaction

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.exchange.events import SearchMet
from samspil.exchange.models import SavedSearch
from samspil.identity.actor import Actor

MOST_SEARCHES = 10
# House rule: whoever has not looked at their searches for a year wants them no more.
KEEP = timedelta(days=365)
LOG_IN = Refusal("log-in", "Log ind for at gemme søgningen.")
FULL = Refusal("many", f"Du har {MOST_SEARCHES} gemte søgninger. Slet en, du ikke bruger.")
NOT_YOURS = Refusal("not-yours", "Den søgning findes ikke her.")


@transaction.atomic
def keep_search(actor: Actor, *, near: bool, query: str, name: str, now: datetime) -> SavedSearch | Refusal:
    """Keep it; the same again is the one that is there. What is shown already is not told as new."""
    if actor.person_id is None:
        return LOG_IN
    own = SavedSearch.objects.visible_to(actor)
    found = own.filter(near=near, query=query).first()
    if found:
        return found
    if own.count() >= MOST_SEARCHES:
        return FULL
    told = {"name": name[:80] or "Opgaver", "made_at": now, "told_until": now, "seen_at": now}
    return SavedSearch.objects.get_or_create(person_id=actor.person_id, near=near, query=query, defaults=told)[0]


@transaction.atomic
def change_search(actor: Actor, search_id: int, *, name: str = "", paused: bool | None = None, now: datetime) -> SavedSearch | Refusal:
    """Call it something else, or begin or end its rest. After a rest only what comes from then on is new."""
    found = SavedSearch.objects.visible_to(actor).select_for_update().filter(pk=search_id).first()
    if found is None:
        return NOT_YOURS
    found.name = name[:80] or found.name
    if paused is not None:
        found.told_until = now if found.paused and not paused else found.told_until
        found.paused = paused
    found.seen_at = now
    found.save()
    return found


def drop_search(actor: Actor, search_id: int) -> Refusal | None:
    """Let it go."""
    return None if SavedSearch.objects.visible_to(actor).filter(pk=search_id).delete()[0] else NOT_YOURS


@transaction.atomic
def tell_search(search_id: int, number: int, *, now: datetime) -> None:
    """So many are new in it; nothing is told where nothing is."""
    moved = SavedSearch.objects.filter(pk=search_id, paused=False).update(told_until=now)
    if moved and number:
        events.record(SearchMet(search_id=search_id, number=number))


def forget_searches(now: datetime) -> None:
    """Those nobody has looked at for a year go."""
    SavedSearch.objects.filter(seen_at__lt=now - KEEP).delete()
