"""Somebody who helps says that they have read what they keep to themselves."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.domain.pairs import PairState
from samspil.exchange.events import Pledged
from samspil.exchange.models import Need, Pair, Pledge
from samspil.exchange.pledges import has_a_place, imposes, pledge_of, text_for
from samspil.identity.actor import Actor

NOT_YOURS = Refusal("not-yours", "Det bekræfter den, der har sagt ja til opgaven. Sig ja først.")
NOTHING = Refusal("nothing", "Opgaven beder ikke om det. Der er ikke noget at bekræfte.")
NO_NAME = Refusal("no-name", "Skriv dit navn. Det står på kvitteringen.")
CHANGED = Refusal("changed", "Teksten er ændret, siden du åbnede siden. Læs den igen, og bekræft så.")


@transaction.atomic
def pledge(actor: Actor, need_id: int, name: str, about: str, *, now: datetime) -> Pledge | Refusal:
    """Keep who confirmed which text, when, and how sure the log-in was; twice is once. `about` is what the page said it is about."""
    need = Need.objects.select_for_update(of=("self",), no_key=True).select_related("organisation").filter(pk=need_id).first()
    if need is None or not has_a_place(actor.person_id, need):
        return NOT_YOURS
    if not need.confidential:
        return NOTHING
    standing = pledge_of(actor.person_id, need)
    if standing:
        return standing
    if about != need.confidential:
        return CHANGED
    if not name.strip():
        return NO_NAME
    history.done_by(actor.person_id)
    made = Pledge.objects.create(
        need=need,
        person_id=actor.person_id,
        name=name.strip(),
        about=need.confidential,
        text=text_for(need, name, localdate(now)),
        imposed=imposes(need),
        confirmed_at=now,
        assurance=actor.assurance.value if actor.assurance else "",
    )
    events.record(Pledged(pledge_id=made.pk), actor_id=actor.person_id, municipality_code=need.municipality_id)
    return made


def forget_pledges(since: date) -> None:
    """Receipts go with the years: of needs whose last day was before `since`, unless a pair still meets or it was confirmed later."""
    living = Pair.objects.exclude(state=PairState.CLOSED).values("need")
    Pledge.objects.filter(need__ends_on__lt=since, confirmed_at__date__lt=since).exclude(need__in=living).delete()
