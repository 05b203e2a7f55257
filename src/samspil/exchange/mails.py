"""Mails exchange sends. They repeat nothing of what people wrote: mail is not a safe place."""

from samspil.exchange.confirming import token_of
from samspil.exchange.domain.offers import OfferState
from samspil.exchange.events import OfferAwaits
from samspil.exchange.models import Offer
from samspil.identity import telling


def ask_to_confirm(event: OfferAwaits) -> None:
    """To the address of an offer that waits; nothing once it was confirmed or deleted."""
    offer = Offer.objects.filter(pk=event.offer_id, state=OfferState.UNCONFIRMED).first()
    if offer:
        telling.needed("exchange/mail/confirm_offer", offer.email, {"token": token_of(offer)})
