"""Say yes to an offer that was written without an account: the address is proved by the link, and becomes an account nobody had to ask for."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.confirming import key_of
from samspil.exchange.domain.offers import ADDRESS, CONFIRM_DAYS, LIFECYCLE, OfferState, last_day
from samspil.exchange.events import OfferChanged
from samspil.exchange.models import Offer
from samspil.identity.actions.account_by_mail import account_by_mail

USELESS = Refusal("useless", "Linket gælder ikke mere. Tilbud, som ingen bekræfter, bliver slettet efter 14 dage. Du kan skrive det igen.")


def offer_of(token: str, now: datetime) -> Offer | None:
    """The offer that waits behind a mail's link; None when it is confirmed, too old or none."""
    key = key_of(token)
    since = now - timedelta(days=CONFIRM_DAYS)
    return Offer.objects.filter(key=key, state=OfferState.UNCONFIRMED, made_at__gt=since).select_related("municipality").first() if key else None


@transaction.atomic
def confirm_offer(token: str, *, now: datetime) -> Offer | Refusal:
    """Open the offer in the name of whoever has the address. Once: the link is of no use afterwards."""
    waiting = offer_of(token, now)
    offer = Offer.objects.select_for_update().filter(pk=waiting.pk, state=OfferState.UNCONFIRMED).first() if waiting else None
    if offer is None:
        return USELESS
    person = account_by_mail(offer.email)
    if isinstance(person, Refusal):
        return person
    history.done_by(person.pk)
    offer.state = LIFECYCLE.next(offer.state, "confirm", ADDRESS)
    offer.poster, offer.email, offer.shown_at = person, "", now
    offer.ends_on = max(offer.ends_on, last_day(localdate(now), offer.ends_on))
    offer.save(update_fields=["state", "poster", "email", "shown_at", "ends_on"])
    events.record(OfferChanged(offer_id=offer.pk), actor_id=person.pk, municipality_code=offer.municipality_id)
    return offer
