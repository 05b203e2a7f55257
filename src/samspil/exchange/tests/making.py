"""Offers and needs as the tests of this room need them, made through the errands people do."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from samspil.alliances.tests.making import DEMO, fine, member, now, organisation, who
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.post_offer import NewOffer, OfferWords, post_offer
from samspil.exchange.actions.write_need import NeedWords, write_need
from samspil.exchange.events import NeedChanged, OfferChanged
from samspil.exchange.models import Need, Offer
from samspil.identity.models import Organisation, Person
from samspil.site import exchange_indexing

# The day of the tests with the fixture "march".
MORNING = datetime(2027, 3, 1, 8, tzinfo=UTC)
OFFERED = OfferWords(kind="time", title="En lørdag nu og da", text="Jeg kommer gerne forbi.", postcode="4330", municipality_code=DEMO, age="adult")
ASKED = NeedWords(kind="help", title="Pluk æbler", text="Vi plukker sammen.", for_whom="Alle i byen", postcode="4330", municipality_code=DEMO)
OFFER_FORM = {"kind": "time", "title": OFFERED.title, "text": OFFERED.text, "postcode": "4330", "municipality": DEMO, "age": "adult"}
NEED_FORM = {"kind": "help", "title": ASKED.title, "text": ASKED.text, "for_whom": ASKED.for_whom, "postcode": "4330", "municipality": DEMO, "seats": "2"}


def offered(person: Person, for_organisation: Organisation | None = None, **words: Any) -> Offer:
    """An open offer that stands in the index."""
    new = NewOffer(words=replace(OFFERED, **words), for_organisation=for_organisation.pk if for_organisation else None)
    offer: Offer = fine(post_offer(who(person), new, now=now()))
    exchange_indexing.renew_of_organisation(offer) if for_organisation else exchange_indexing.renew_offer(OfferChanged(offer_id=offer.pk))
    return offer


def asked(person: Person, for_organisation: Organisation, *, shown: bool = True, **words: Any) -> Need:
    """A need, shown to everybody and in the index unless said otherwise."""
    need: Need = fine(write_need(who(person), for_organisation.pk, replace(ASKED, **words), now=now()))
    if shown:
        need = fine(move_need(who(person), need.pk, "publish", now=now()))
    exchange_indexing.renew_need(NeedChanged(need_id=need.pk))
    return need


def club_and_chair(make_person: Any, name: str = "Spisevennerne", email: str = "formand@example.dk") -> tuple[Organisation, Person]:
    """A confirmed association and somebody in it."""
    club = organisation(name)
    return club, member(make_person, email, club)


def shown(client: Client, address: str) -> str:
    """What a page says."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()
