"""Somebody comes into an organisation at the very moment it becomes part of another. Commits, because only other connections race."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from samspil.alliances.tests.making import fine, member, now, organisation, who
from samspil.core.models import RecordedEvent
from samspil.identity.actions import merge_organisations as merging
from samspil.identity.actions.invite_member import accept_invitation, invite_member
from samspil.identity.actions.join_organisation import ask_to_join
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Invitation, Membership, Organisation, Person
from samspil.moderation.tests.making import moderator, working

WAITS = 0.4  # seconds in which the other comes as far as it can


@pytest.fixture(autouse=True)
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        last = [model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0 for model in (Organisation, Person, RecordedEvent)]
        yield
        organisations, people, told = last
        Invitation.objects.filter(organisation__gt=organisations).delete()
        Membership.objects.filter(person__gt=people).delete()
        Organisation.objects.filter(pk__gt=organisations).update(merged_into=None)
        Organisation.objects.filter(pk__gt=organisations).delete()
        RecordedEvent.objects.filter(pk__gt=told).delete()
        Person.objects.filter(pk__gt=people).delete()


def proved(email: str) -> Person:
    """A person with this address, kept for others to see."""
    person = Person.objects.create_user(email)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
    return person


@pytest.mark.parametrize("invited", [True, False])
def test_nobody_waits_for_each_other_and_nobody_comes_into_what_is_gone(monkeypatch: pytest.MonkeyPatch, invited: bool) -> None:
    gone, stays, guest = organisation("Klubben"), organisation("Foreningen"), proved("gaest@samtidig.example")
    chair, clerk = member(proved, "formand@samtidig.example", gone, administrator=True), moderator(proved)
    secret = secret_of(fine(invite_member(who(chair), gone.pk, guest.email, frozenset(), now=now())).key)
    half_way, results, step = threading.Event(), dict[str, object](), "move_members" if invited else "move_invitations"
    real: Callable[..., None] = getattr(merging, step)

    def slowly(*rows: Any, **how: Any) -> None:
        half_way.set()
        threading.Event().wait(WAITS)
        real(*rows, **how)

    def merge() -> None:
        results["merged"] = merging.merge_organisations(working(clerk), gone.pk, stays.pk, trusted=True, now=now())
        connection.close()

    def come() -> None:
        assert half_way.wait(timeout=10)
        actor = who(guest)
        results["came"] = accept_invitation(actor, secret, now=now()) if invited else ask_to_join(actor, gone.pk, now=now())
        connection.close()

    monkeypatch.setattr(merging, step, slowly)
    hands = [threading.Thread(target=hand) for hand in (merge, come)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(results) == ["came", "merged"], "neither broke"
    assert not Membership.objects.filter(organisation=gone).exists()
    assert who(guest).memberships.keys() == ({stays.pk} if invited else set())
