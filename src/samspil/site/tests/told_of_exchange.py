"""Offers, needs and places, as events of exchange need them."""

from typing import Any

from samspil.exchange.models import Match, Need, Offer, Signup
from samspil.identity.models import Organisation, Person
from samspil.site.tests.promises import MORNING

HERE: dict[str, Any] = {"postcode": "4330", "latitude": 55.6, "longitude": 11.9, "municipality_id": "0000", "ends_on": MORNING.date(), "made_at": MORNING}


def offered(person: Person, *, state: str = "open") -> int:
    """An offer in the person's name, or one that waits for an address."""
    told = {"title": "Tid", "text": "Lidt", "kind": "time", "age": "adult", "state": state, **HERE}
    told |= {"poster": person} if state == "open" else {"email": "ny@example.dk"}
    return Offer.objects.update_or_create(slug=f"tid-{state}", defaults=told)[0].pk


def needed(club: Organisation) -> int:
    """A need of the club's."""
    told = {"title": "Hjælp", "text": "Kom", "kind": "help", "for_whom": "Alle", "state": "open", "organisation": club, **HERE}
    return Need.objects.update_or_create(slug="hjaelp", defaults=told)[0].pk


def placed(club: Organisation, person: Person, state: str) -> int:
    """The person's place in what the club needs."""
    told = {"name": "En", "state": state, "made_at": MORNING, "moved_at": MORNING}
    return Signup.objects.update_or_create(need_id=needed(club), person=person, defaults=told)[0].pk


def matched(club: Organisation, person: Person, state: str) -> int:
    """The person's offer beside what the club needs."""
    told = {"state": state, "began": "asker", "until": MORNING.date(), "made_at": MORNING, "moved_at": MORNING}
    return Match.objects.update_or_create(need_id=needed(club), offer_id=offered(person), defaults=told)[0].pk
