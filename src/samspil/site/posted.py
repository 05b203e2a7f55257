"""Offers and needs, messages about them and thanks, for moderation: who may report one, how it reads, and that it is hidden everywhere at once."""

from datetime import datetime
from typing import Any

from django.http import Http404

from samspil.core import events
from samspil.exchange.events import NeedChanged, OfferChanged
from samspil.exchange.models import Need, Offer, ThankYou, ThreadMessage
from samspil.identity.actor import Actor
from samspil.moderation.domain.words import Kind
from samspil.moderation.queries import NO_THING, Posted, Shown
from samspil.site import posted_messages, posted_thanks

OWN_NAME = "Et tilbud fra en privatperson"
WORDS = ("text", "when_words", "place")
# What is written to somebody: only they may report it.
LETTERS: dict[Kind, Any] = {Kind.WRITTEN: posted_messages, Kind.THANKS: posted_thanks}
Thing = Offer | Need | ThreadMessage | ThankYou


def found(kind: Kind, number: int) -> Thing | None:
    if kind in LETTERS:
        letter: Thing | None = LETTERS[kind].found(number)
        return letter
    rows = Offer.objects.all() if kind is Kind.OFFER else Need.objects.all()
    return rows.select_related("organisation").filter(pk=number).first()


def read(thing: Thing) -> Shown:
    """An offer or a need as moderators read it. One in a person's own name lends the case no words: the case is kept when the person has gone."""
    if isinstance(thing, ThreadMessage):
        return posted_messages.read(thing)
    if isinstance(thing, ThankYou):
        return posted_thanks.read(thing)
    more = (thing.for_whom, thing.learns, thing.access, thing.contact) if isinstance(thing, Need) else (thing.hours, thing.wont)
    texts = (thing.title, *(getattr(thing, name) for name in WORDS), *more)
    return Shown(thing.title if thing.organisation_id else OWN_NAME, "\n\n".join(text for text in texts if text), thing.address)


class Postings:
    """The two kinds, each with a case of its own, and what is written to somebody (posted_messages.py, posted_thanks.py)."""

    def reported(self, actor: Actor, kind: Kind, number: int) -> tuple[Posted, Shown]:
        """One that the actor sees and nobody has hidden; Http404 otherwise, so that nobody learns by reporting what is there."""
        if kind in LETTERS:
            letter: tuple[Posted, Shown] = LETTERS[kind].reported(actor, number)
            return letter
        rows = Offer.objects.visible_to(actor) if kind is Kind.OFFER else Need.objects.visible_to(actor)
        thing = rows.filter(pk=number, hidden_at=None).select_related("organisation").first()
        if thing is None:
            raise Http404(NO_THING)
        return Posted(kind, thing.pk, thing.municipality_id, thing.organisation_id, None if thing.organisation_id else thing.poster_id), read(thing)

    def shown(self, kind: Kind, number: int) -> Shown | None:
        """How it reads now; None when it is no longer kept."""
        thing = found(kind, number)
        return read(thing) if thing else None

    def hidden_at(self, kind: Kind, number: int) -> datetime | None:
        """Since when nobody sees it."""
        thing = found(kind, number)
        return thing.hidden_at if thing else None

    def hide(self, kind: Kind, number: int, at: datetime | None, by: int | None) -> None:
        """Hide it, or show it as it was; the index, feeds and pages follow by the room's own event."""
        thing = found(kind, number)
        if thing is None:
            return
        if isinstance(thing, ThreadMessage | ThankYou):
            LETTERS[kind].hide(number, at)
            return
        thing.hidden_at = at
        thing.save(update_fields=["hidden_at"])
        told = OfferChanged(offer_id=number) if kind is Kind.OFFER else NeedChanged(need_id=number)
        events.record(told, actor_id=by, municipality_code=thing.municipality_id)


POSTED = Postings()
