"""Organisations as somebody would misuse them: numbers tried in a row, ways back in for those who were put out, powers lent on, floods of mail."""

from typing import Any

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity import members
from samspil.identity.actions.change_member import change_member, end_membership
from samspil.identity.actions.confirm_organisation import confirm_organisation
from samspil.identity.actions.delete_account import subject_of
from samspil.identity.actions.invite_member import accept_invitation, invite_member
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Invitation, Membership, Organisation, Person
from samspil.identity.organisation_data import export_organisations
from samspil.moderation.tests.making import moderator, working

pytestmark = pytest.mark.django_db
SECRET_NAME = "Pårørende til Ulrikke"
EVERYTHING = frozenset(MemberRole)


def unconfirmed(name: str, kind: str = "association") -> Organisation:
    """Nobody but its own may see it."""
    made = organisation(name, kind)
    made.confirmed_at, made.about, made.public_email = None, "Vi mødes om torsdagen.", "os@example.dk"
    made.save()
    return made


def invited_by(person: Person, one: Organisation, email: str, roles: frozenset[MemberRole] = EVERYTHING) -> str:
    """The secret of a new invitation."""
    made: Invitation = fine(invite_member(who(person), one.pk, email, roles, now=now()))
    return secret_of(made.key)


def test_numbers_tried_in_a_row_tell_no_names(make_person: Any) -> None:
    hidden = organisation("Skjult af en moderator")
    Organisation.objects.filter(pk=hidden.pk).update(hidden_at=now())
    stranger = make_person("fremmed@example.dk")
    for one in (unconfirmed(SECRET_NAME), hidden):
        answer = client_of(stranger).post(f"/organisationer/{one.pk}/kom-med/", {"vist": "gættet"})
        assert answer.status_code == 404
        assert one.name not in answer.content.decode()
    assert not Membership.objects.filter(person=stranger).exists()


def test_whoever_was_shown_it_while_bringing_it_in_may_ask_and_nobody_else_with_the_same_form(make_person: Any) -> None:
    one, asking = unconfirmed("Spisevennerne"), client_of(make_person("bestyrelse@example.dk"))
    page = asking.post("/organisationer/ny/", {"kind": "association", "name": "spisevennerne", "municipality": "0000"})
    mark = page.content.decode().partition('name="vist" value="')[2].partition('"')[0]
    other = client_of(make_person("fremmed@example.dk"))
    assert other.post(f"/organisationer/{one.pk}/kom-med/", {"vist": mark}).status_code == 404
    assert asking.post(f"/organisationer/{one.pk}/kom-med/", {"vist": mark}).status_code == 302
    assert Membership.objects.get(organisation=one).active_from is None


def test_who_waits_to_be_let_in_takes_nothing_of_the_organisation_along(make_person: Any) -> None:
    person, one = make_person("venter@example.dk"), unconfirmed(SECRET_NAME)
    waiting = Membership.objects.create(person=person, organisation=one, asked_at=now())
    assert export_organisations(subject_of(person)) == []
    Membership.objects.filter(pk=waiting.pk).update(active_from=F("asked_at"))
    assert [row["name"] for row in export_organisations(subject_of(person))] == [SECRET_NAME]


def test_asking_everywhere_is_no_way_to_write_to_every_board(make_person: Any, settings: Any) -> None:
    settings.RATE_LIMITS = True
    clubs, client = [organisation(f"Klub {number}") for number in range(22)], client_of(make_person("ivrig@example.dk"))
    for club in clubs:
        client.post(f"/organisationer/{club.pk}/kom-med/")
    assert Membership.objects.filter(organisation__in=clubs).count() == 20


def test_an_invitation_that_was_used_tells_so_to_whoever_went_out_again(make_person: Any) -> None:
    club, guest = organisation("Klubben"), make_person("gaest@example.dk")
    secret = invited_by(member(make_person, "formand@example.dk", club, administrator=True), club, guest.email)
    fine(end_membership(who(guest), fine(accept_invitation(who(guest), secret, now=now())).pk))
    answer = client_of(guest).post(f"/invitation/{secret}/")
    assert answer.status_code == 409
    assert "allerede brugt" in answer.content.decode()


@pytest.mark.parametrize("demoted_alone", [False, True])
def test_whoever_was_put_out_has_no_invitation_in_the_drawer(make_person: Any, demoted_alone: bool) -> None:
    club = organisation("Klubben")
    chair, other = (member(make_person, f"{name}@example.dk", club, administrator=True) for name in ("formand", "kasserer"))
    second_self, secret = make_person("anden-adresse@example.dk"), invited_by(other, club, "anden-adresse@example.dk")
    honest = invited_by(chair, club, "ny@example.dk")
    place = Membership.objects.get(person=other)
    fine(change_member(who(chair), place.pk, frozenset()) if demoted_alone else end_membership(who(chair), place.pk))
    refused = accept_invitation(who(second_self), secret, now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "withdrawn"
    fine(accept_invitation(who(make_person("ny@example.dk")), honest, now=now()))


def test_an_invitation_to_somebody_who_is_put_out_ends_with_that(make_person: Any) -> None:
    club = organisation("Klubben")
    chair = member(make_person, "formand@example.dk", club, administrator=True)
    secret = invited_by(chair, club, "ude@example.dk")
    out = member(make_person, "ude@example.dk", club)
    fine(end_membership(who(chair), Membership.objects.get(person=out).pk))
    assert isinstance(accept_invitation(who(out), secret, now=now()), Refusal)
    assert not who(out).memberships


def test_a_blocked_administrator_is_none_when_the_last_one_goes(make_person: Any) -> None:
    club = organisation("Klubben")
    chair, blocked, _ = (member(make_person, f"{name}@example.dk", club, administrator=name != "medlem") for name in ("formand", "spaerret", "medlem"))
    Person.objects.filter(pk=blocked.pk).update(is_active=False, blocked_at=now())
    refused = end_membership(who(chair), Membership.objects.get(person=chair).pk)
    assert isinstance(refused, Refusal)
    assert refused.code == "last-administrator"


def test_a_volunteer_centre_confirms_no_other_one(make_person: Any) -> None:
    centre, friend = organisation("Frivilligcentret", "volunteer-centre"), unconfirmed("Vennernes center", "volunteer-centre")
    boss, clerk = member(make_person, "leder@example.dk", centre, administrator=True), moderator(make_person)
    assert isinstance(confirm_organisation(working(boss), friend.pk, yes=True, now=now()), Refusal)
    assert isinstance(confirm_organisation(working(boss), centre.pk, yes=False, now=now()), Refusal)
    assert friend not in members.waiting_for(working(boss))
    assert friend in members.waiting_for(working(clerk))
    fine(confirm_organisation(working(clerk), friend.pk, yes=True, now=now()))


def test_a_volunteer_centre_that_a_moderator_has_hidden_has_no_powers(make_person: Any) -> None:
    centre = organisation("Frivilligcentret", "volunteer-centre")
    boss = member(make_person, "leder@example.dk", centre, administrator=True)
    assert working(boss).is_staff
    Organisation.objects.filter(pk=centre.pk).update(hidden_at=now())
    assert not who(boss).confirms_in
    assert not working(boss).is_staff


def test_nobody_is_told_of_what_they_cannot_confirm(make_person: Any) -> None:
    centre = organisation("Frivilligcentret", "volunteer-centre")
    boss, clerk = member(make_person, "leder@example.dk", centre, administrator=True), moderator(make_person)
    form = {"kind": "volunteer-centre", "name": "Vennernes center", "municipality": "0000"}
    client_of(make_person("ven@example.dk")).post("/organisationer/ny/", form)
    events.deliver_waiting()
    told = Notice.objects.filter(text__startswith="Vennernes center venter").values_list("recipient_id", flat=True)
    assert (clerk.pk in told, boss.pk in told) == (True, False)


def test_one_address_gets_only_so_many_invitations_a_day(make_person: Any, settings: Any) -> None:
    settings.RATE_LIMITS = True
    club = organisation("Klubben")
    client: Client = client_of(member(make_person, "formand@example.dk", club, administrator=True))
    for spelling in ("offer@example.dk", "Offer@example.dk") * 4:
        last = client.post(f"/organisationer/{club.slug}/medlemmer/", {"email": spelling})
        events.deliver_waiting()
    assert last.status_code == 429
    assert len(mail.outbox) == 5
    assert client.post(f"/organisationer/{club.slug}/medlemmer/", {"email": "en-anden@example.dk"}).status_code == 302


def test_a_plain_member_learns_from_no_number_who_has_asked_to_come_in(make_person: Any) -> None:
    club = organisation("Klubben")
    chair, plain = member(make_person, "formand@example.dk", club, administrator=True), member(make_person, "medlem@example.dk", club)
    asking = Membership.objects.create(person=make_person("ansoeger@example.dk"), organisation=club, asked_at=now())
    address = f"/organisationer/{club.slug}/medlemmer/{asking.pk}/slut/"
    assert client_of(plain).get(address).status_code == 404
    assert client_of(chair).get(address).status_code == 200


def test_line_breaks_in_a_name_write_no_paragraph_of_a_mail(make_person: Any) -> None:
    client = client_of(make_person("formand@example.dk"))
    name = "Klubben\n\nKommunen beder dig ringe til"
    client.post("/organisationer/ny/", {"kind": "association", "name": name, "municipality": "0000"})
    made = Organisation.objects.get(memberships__person__email="formand@example.dk")
    assert made.name == "Klubben  Kommunen beder dig ringe til"
    client.post(f"/organisationer/{made.slug}/medlemmer/", {"email": "gaest@example.dk"})
    events.deliver_waiting()
    letter = next(letter for letter in mail.outbox if letter.to == ["gaest@example.dk"])
    assert "Kommunen beder" in str(letter.subject)
