"""Fifty people say yes to the last seat at the same moment. Commits, because only other connections race; what it made is taken away again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from samspil.alliances.tests.making import member, organisation, who
from samspil.core.models import RecordedEvent
from samspil.core.refusals import Refusal
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.models import Need, Signup
from samspil.exchange.tests.making import asked
from samspil.identity.actor import Actor
from samspil.identity.models import Organisation, Person

# As many at the same moment as the embedded database has places for beside the other tests.
PEOPLE, HANDS = 50, 20


@pytest.fixture
def need(django_db_setup: None, django_db_blocker: Any) -> Iterator[Need]:
    """A need with one seat, of a club that is taken away again."""
    with django_db_blocker.unblock():
        last = RecordedEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        club = organisation("Sidste Plads")
        chair = member(lambda email: Person.objects.create_user(email), "sidste@example.dk", club)
        try:
            yield asked(chair, club, title="Den sidste plads", seats=1)
        finally:
            take_away(club, last)


def take_away(club: Organisation, last: int) -> None:
    """All that the test committed."""
    apps.get_model("exchange", "SignupEvent").objects.all().delete()
    apps.get_model("exchange", "NeedEvent").objects.all().delete()
    Need.objects.filter(organisation=club).delete()
    apps.get_model("core", "Document").objects.filter(kind="need").delete()
    apps.get_model("identity", "MembershipEvent").objects.all().delete()
    Person.objects.filter(email__startswith="sidste").delete()
    apps.get_model("identity", "MembershipEvent").objects.all().delete()
    apps.get_model("identity", "OrganisationEvent").objects.filter(pgh_obj=club).delete()
    club.delete()
    RecordedEvent.objects.filter(pk__gt=last).delete()


def test_of_fifty_at_once_exactly_one_has_the_last_seat_and_the_others_wait_in_line(need: Need) -> None:
    actors = [who(Person.objects.create_user(f"sidste{number}@example.dk")) for number in range(PEOPLE)]

    def say_yes(actor: Actor) -> object:
        try:
            return sign_up(actor, need.pk, Yes(name=actor.email), now=need.made_at)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        assert not [answer for answer in hands.map(say_yes, actors) if isinstance(answer, Refusal)]
    places = list(Signup.objects.filter(need=need).order_by("pk").values_list("state", flat=True))
    assert places == ["confirmed"] + ["waiting"] * (PEOPLE - 1)
    need.refresh_from_db()
    assert need.state == "full"
