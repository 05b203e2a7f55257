"""People make organisations, come into them, act for them, and are confirmed; duplicates are found, and nobody is let in who was not asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from samspil.core import events
from samspil.core.models import Notice, RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity import members
from samspil.identity.actions.change_member import change_member, end_membership
from samspil.identity.actions.confirm_organisation import confirm_organisation
from samspil.identity.actions.invite_member import accept_invitation, invite_member, withdraw_invitation
from samspil.identity.actions.join_organisation import answer_member, ask_to_join
from samspil.identity.actions.make_organisation import NewOrganisation, Similar, make_organisation
from samspil.identity.actor import VISITOR, Actor, actor_for
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.jobs import remove_old_invitations
from samspil.identity.models import Invitation, Membership, Municipality, Organisation, Person

pytestmark = pytest.mark.django_db
DEMO, OTHER = "0000", "0350"
CLUB = NewOrganisation(kind="association", name="Spisevennerne", municipality_code=DEMO)
FIRM = NewOrganisation(kind="company", name="Gartneriet", municipality_code=DEMO, cvr="17 15 04 13")


def now() -> datetime:
    return timezone.now()


def who(person: Person) -> Actor:
    """The actor as the next visit would read it."""
    return actor_for(Person.objects.get(pk=person.pk))


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def made(person: Person, new: NewOrganisation = CLUB) -> Organisation:
    result = make_organisation(who(person), new, now=now())
    assert isinstance(result, Organisation), result
    return result


@pytest.fixture
def chair(make_person: Callable[..., Any]) -> Person:
    person: Person = make_person("formand@example.dk")
    return person


@pytest.fixture
def neighbour(make_person: Callable[..., Any]) -> Person:
    person: Person = make_person("nabo@example.dk")
    return person


def test_whoever_makes_an_organisation_can_do_everything_for_it(chair: Person) -> None:
    club = made(chair)
    assert who(chair).memberships == {club.pk: frozenset(MemberRole)}
    assert (club.confirmed_at, club.sector, club.slug) == (None, "civil", "spisevennerne")
    assert f"org:{club.pk}" in who(chair).audiences
    row = RecordedEvent.objects.get(kind="identity.OrganisationMade")
    assert (row.actor_id, row.municipality_code) == (chair.pk, DEMO)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (replace(CLUB, kind="municipality"), "not-this-kind"),
        (replace(CLUB, kind="club"), "not-this-kind"),
        (replace(CLUB, municipality_code="9999"), "no-municipality"),
        (replace(FIRM, cvr=""), "no-cvr"),
        (replace(FIRM, cvr="17150414"), "bad-cvr"),
        (replace(FIRM, cvr="DE123456789"), "bad-cvr"),
        (replace(CLUB, cvr="12345"), "bad-cvr"),
    ],
)
def test_what_cannot_be_an_organisation_is_refused(chair: Person, new: NewOrganisation, why: str) -> None:
    assert code(make_organisation(who(chair), new, now=now())) == why
    assert not Membership.objects.filter(person=chair).exists()


def test_a_visitor_makes_nothing() -> None:
    assert code(make_organisation(VISITOR, CLUB, now=now())) == "not-logged-in"
    assert code(ask_to_join(VISITOR, 1, now=now())) == "not-logged-in"


def test_the_same_cvr_number_is_one_organisation_whatever_it_is_called(chair: Person, neighbour: Person) -> None:
    firm = made(chair, FIRM)
    again = make_organisation(who(neighbour), replace(FIRM, name="Noget andet", cvr="DK17150413", sure=True), now=now())
    assert isinstance(again, Similar)
    assert (again.code, again.found) == ("same-cvr", (firm,))


def test_nearly_the_same_name_is_asked_about_once(chair: Person, neighbour: Person) -> None:
    club = made(chair)
    alike = replace(CLUB, name="Foreningen SPISEVENNERNE!")
    asked = make_organisation(who(neighbour), alike, now=now())
    assert isinstance(asked, Similar)
    assert (asked.code, asked.found) == ("same-name", (club,))
    assert made(neighbour, replace(alike, sure=True)).slug == "foreningen-spisevennerne"
    assert made(neighbour, replace(CLUB, sure=True)).slug == "spisevennerne-2"
    assert made(neighbour, replace(CLUB, municipality_code=OTHER)).municipality_id == OTHER


def test_each_municipality_is_one_confirmed_organisation() -> None:
    assert Organisation.objects.filter(of_municipality__isnull=False).count() == Municipality.objects.count() == 99
    lejre = Organisation.objects.get(of_municipality=OTHER)
    assert (lejre.name, lejre.sector, bool(lejre.confirmed_at)) == ("Lejre Kommune", "public", True)


def test_somebody_asks_and_an_administrator_lets_in(chair: Person, neighbour: Person) -> None:
    club = made(chair)
    asked = ask_to_join(who(neighbour), club.pk, now=now())
    assert isinstance(asked, Membership)
    assert ask_to_join(who(neighbour), club.pk, now=now()) == asked
    assert who(neighbour).memberships == {}
    events.deliver_waiting()
    assert Notice.objects.get(recipient_id=chair.pk, kind="member").url == "/organisationer/spisevennerne/medlemmer/"
    assert code(answer_member(who(neighbour), asked.pk, yes=True, now=now())) == "not-administrator"
    answer_member(who(chair), asked.pk, yes=True, now=now())
    assert who(neighbour).memberships == {club.pk: frozenset({MemberRole.MEMBER})}
    assert code(ask_to_join(who(neighbour), club.pk, now=now())) == "is-member"


def test_a_no_leaves_nothing_behind(chair: Person, neighbour: Person) -> None:
    asked = ask_to_join(who(neighbour), made(chair).pk, now=now())
    assert isinstance(asked, Membership)
    answer_member(who(chair), asked.pk, yes=False, now=now())
    assert not Membership.objects.filter(person=neighbour).exists()


def invited(chair: Person, email: str = "nabo@example.dk", *roles: MemberRole) -> Invitation:
    club = Organisation.objects.filter(slug="spisevennerne").first() or made(chair)
    result = invite_member(who(chair), club.pk, email, frozenset(roles), now=now())
    assert isinstance(result, Invitation), result
    return result


def test_an_invitation_is_mailed_by_the_worker_and_said_yes_to_once(chair: Person, neighbour: Person) -> None:
    invitation = invited(chair, " Nabo@example.dk ", MemberRole.SIGNATORY)
    secret = secret_of(invitation.key)
    assert secret not in str(list(RecordedEvent.objects.values_list("payload", flat=True)))
    assert secret not in str(list(Invitation.objects.values()))
    events.deliver_waiting()
    assert mail.outbox[-1].to == ["nabo@example.dk"]
    assert f"/invitation/{secret}/" in str(mail.outbox[-1].body)
    came = accept_invitation(who(neighbour), secret, now=now())
    assert isinstance(came, Membership)
    assert who(neighbour).belongs_to(invitation.organisation_id, MemberRole.SIGNATORY)
    assert not who(neighbour).belongs_to(invitation.organisation_id, MemberRole.ADMINISTRATOR)
    assert accept_invitation(who(neighbour), secret, now=now()) == came
    assert code(accept_invitation(who(chair), secret, now=now())) == "used"


def test_an_invitation_that_was_passed_on_only_asks(chair: Person, neighbour: Person) -> None:
    invitation = invited(chair, "en-anden@example.dk", MemberRole.ADMINISTRATOR)
    asked = accept_invitation(who(neighbour), secret_of(invitation.key), now=now())
    assert isinstance(asked, Membership)
    assert asked.active_from is None
    assert who(neighbour).memberships == {}
    assert [row.pk for row in members.members_for(who(chair), invitation.organisation) if not row.active_from] == [asked.pk]


def test_an_invitation_that_ran_out_or_was_taken_back_is_refused(chair: Person, neighbour: Person) -> None:
    old = invited(chair)
    assert code(accept_invitation(who(neighbour), secret_of(old.key), now=now() + timedelta(days=14))) == "expired"
    new = invited(chair)
    assert code(accept_invitation(who(neighbour), secret_of(old.key), now=now())) == "withdrawn"
    assert code(withdraw_invitation(who(neighbour), new.pk, now=now())) == "not-administrator"
    withdraw_invitation(who(chair), new.pk, now=now())
    assert code(accept_invitation(who(neighbour), secret_of(new.key), now=now())) == "withdrawn"
    assert code(accept_invitation(who(neighbour), "0" * 64, now=now())) == "no-invitation"
    events.deliver_waiting()
    assert mail.outbox == []


def test_only_administrators_invite_and_not_without_end(chair: Person, neighbour: Person) -> None:
    club = made(chair)
    assert code(invite_member(who(neighbour), club.pk, "x@example.dk", frozenset(), now=now())) == "not-administrator"
    assert code(invite_member(who(chair), club.pk, "formand@example.dk", frozenset(), now=now())) == "is-member"
    for number in range(50):
        invited(chair, f"nr{number}@example.dk")
    assert code(invite_member(who(chair), club.pk, "en-mere@example.dk", frozenset(), now=now())) == "too-many"


def test_an_organisation_keeps_an_administrator_while_it_has_members(chair: Person, neighbour: Person) -> None:
    invitation = invited(chair)
    accept_invitation(who(neighbour), secret_of(invitation.key), now=now())
    own, other = Membership.objects.get(person=chair), Membership.objects.get(person=neighbour)
    assert code(end_membership(who(chair), own.pk)) == "last-administrator"
    assert code(change_member(who(chair), own.pk, frozenset({MemberRole.CONTACT}))) == "last-administrator"
    assert code(end_membership(who(neighbour), own.pk)) == "not-administrator"
    assert code(change_member(who(neighbour), other.pk, frozenset({MemberRole.ADMINISTRATOR}))) == "not-administrator"
    change_member(who(chair), other.pk, frozenset({MemberRole.ADMINISTRATOR}))
    end_membership(who(chair), own.pk)
    assert (who(chair).memberships, who(neighbour).belongs_to(invitation.organisation_id, MemberRole.ADMINISTRATOR)) == ({}, True)
    end_membership(who(neighbour), other.pk)
    assert not Membership.objects.filter(organisation=invitation.organisation_id).exists()


def test_an_unconfirmed_organisation_is_seen_by_its_own_and_by_those_who_confirm(chair: Person, neighbour: Person, staff_actor: Callable[[str], Actor]) -> None:
    club = made(chair)
    assert members.get_organisation_for(who(chair), club.slug) == club
    assert members.get_organisation_for(staff_actor("administrator"), club.slug) == club
    for actor in (VISITOR, who(neighbour), staff_actor("editor")):
        assert club not in members.organisations_for(actor)
        with pytest.raises(Http404):
            members.get_organisation_for(actor, club.slug)
    with pytest.raises(PermissionDenied):
        members.members_for(who(neighbour), club)


def test_the_municipality_and_the_volunteer_centre_confirm_at_home_alone(chair: Person, neighbour: Person) -> None:
    club, far = made(chair), made(chair, replace(CLUB, municipality_code=OTHER))
    town_hall = Organisation.objects.get(of_municipality=DEMO)
    Membership.objects.create(person=neighbour, organisation=town_hall, administrator=True, asked_at=now(), active_from=now())
    clerk = who(neighbour)
    assert code(confirm_organisation(clerk, club.pk, yes=True, now=now())) == "not-yours", "without a staff session"
    clerk = replace(clerk, staff_until=now() + timedelta(hours=1))
    assert list(members.waiting_for(clerk)) == [club]
    assert code(confirm_organisation(clerk, far.pk, yes=True, now=now())) == "not-yours"
    assert code(confirm_organisation(clerk, town_hall.pk, yes=False, now=now())) == "municipality"
    confirmed = confirm_organisation(clerk, club.pk, yes=True, now=now())
    assert isinstance(confirmed, Organisation)
    assert members.get_organisation_for(VISITOR, club.slug) == club
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=chair.pk, kind="organisation").count() == 1
    assert Notice.objects.filter(recipient_id=neighbour.pk, kind="organisation", url="/bord/organisationer/").count() == 1
    confirm_organisation(clerk, club.pk, yes=False, now=now())
    assert club not in members.organisations_for(VISITOR)


def test_a_volunteer_centre_confirms_only_when_it_is_confirmed_itself(chair: Person, neighbour: Person) -> None:
    made(chair)
    centre = made(neighbour, NewOrganisation(kind="volunteer-centre", name="Frivilligcentret", municipality_code=DEMO))
    assert who(neighbour).confirms_in == frozenset()
    Organisation.objects.filter(pk=centre.pk).update(confirmed_at=now())
    assert who(neighbour).confirms_in == {DEMO}
    assert not who(neighbour).is_staff


def test_history_tells_who_confirmed(chair: Person, staff_actor: Callable[[str], Actor]) -> None:
    club, administrator = made(chair), staff_actor("administrator")
    confirm_organisation(administrator, club.pk, yes=True, now=now())
    rows = Organisation.pgh_event_model.objects.filter(pgh_obj=club.pk).order_by("pgh_id").select_related("pgh_context")  # type: ignore[attr-defined]  # pghistory adds it
    assert [(row.pgh_label, row.pgh_context.metadata["actor"], bool(row.confirmed_at)) for row in rows] == [
        ("made", chair.pk, False),
        ("changed", administrator.person_id, True),
    ]


def test_an_invitation_and_its_address_go_a_month_after_its_end(chair: Person) -> None:
    for email, days in (("a", 43), ("b", 45)):
        invitation = invited(chair, f"{email}@example.dk")
        Invitation.objects.filter(pk=invitation.pk).update(made_at=now() - timedelta(days=days))
    withdrawn = invited(chair, "c@example.dk")
    Invitation.objects.filter(pk=withdrawn.pk).update(withdrawn_at=now() - timedelta(days=31))
    remove_old_invitations(0)
    assert list(Invitation.objects.values_list("email", flat=True)) == ["a@example.dk"]


def test_the_installations_administrator_invites_into_municipalities_alone(chair: Person, staff_actor: Callable[[str], Actor]) -> None:
    administrator = staff_actor("administrator")
    assert code(invite_member(administrator, made(chair).pk, "ny@example.dk", frozenset(), now=now())) == "not-administrator"
    lejre = Organisation.objects.get(of_municipality=OTHER)
    assert isinstance(invite_member(administrator, lejre.pk, "ny@example.dk", frozenset(), now=now()), Invitation)
