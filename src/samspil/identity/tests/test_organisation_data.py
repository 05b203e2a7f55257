"""What organisations keep of a person is taken along and goes with the account; nobody leaves one without an administrator."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from samspil.core.refusals import Refusal
from samspil.identity.actions.delete_account import delete_account, subject_of
from samspil.identity.actor import actor_for
from samspil.identity.models import Invitation, Membership, Organisation, Person
from samspil.identity.organisation_data import HOLDINGS

pytestmark = pytest.mark.django_db


def member(person: Person, *, administrator: bool) -> Membership:
    now = timezone.now()
    club = Organisation.objects.get(slug="gartneriet-ved-aaen")
    return Membership.objects.create(person=person, organisation=club, administrator=administrator, asked_at=now, active_from=now)


def test_the_last_administrator_hands_over_first(make_person: Callable[..., Any]) -> None:
    last, other = make_person("sidste@example.dk"), make_person("anden@example.dk")
    Membership.objects.filter(organisation__slug="gartneriet-ved-aaen").delete()
    member(last, administrator=True)
    kept = member(other, administrator=False)
    refused = delete_account(actor_for(last))
    assert isinstance(refused, Refusal)
    assert "Gartneriet ved Åen" in refused.text
    assert Person.objects.filter(pk=last.pk).exists()
    Membership.objects.filter(pk=kept.pk).update(administrator=True)
    assert delete_account(actor_for(Person.objects.get(pk=last.pk))) is None
    assert not Person.objects.filter(pk=last.pk).exists()
    assert [row.pk for row in Membership.objects.filter(organisation__slug="gartneriet-ved-aaen")] == [kept.pk]


def test_the_only_member_may_go(make_person: Callable[..., Any]) -> None:
    only = make_person("eneste@example.dk")
    Membership.objects.filter(organisation__slug="gartneriet-ved-aaen").delete()
    member(only, administrator=True)
    assert delete_account(actor_for(only)) is None


def test_the_inviter_goes_and_the_invitation_stays(make_person: Callable[..., Any]) -> None:
    inviter = make_person("inviterer@example.dk")
    club = Organisation.objects.get(slug="gartneriet-ved-aaen")
    Invitation.objects.create(organisation=club, email="ny@example.dk", key="0" * 32, secret_hash="x", made_at=timezone.now(), made_by=inviter)
    mine = Invitation.objects.create(organisation=club, email="inviterer@example.dk", key="1" * 32, secret_hash="y", made_at=timezone.now())
    exported = {holding.key: holding.export(subject_of(inviter)) for holding in HOLDINGS}
    assert [row["email"] for row in exported["invitations"]] == ["inviterer@example.dk"]
    assert delete_account(actor_for(inviter)) is None
    assert Invitation.objects.get(email="ny@example.dk").made_by_id is None
    assert not Invitation.objects.filter(pk=mine.pk).exists()
