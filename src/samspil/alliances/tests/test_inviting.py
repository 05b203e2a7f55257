"""Parties are asked and answer: organisations that are here, and addresses; and every invitation that leads nowhere says why."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from samspil.alliances.actions.answer import answer_invitation, answer_with_secret
from samspil.alliances.actions.invite import NewParty, invite_by_mail, invite_organisation, take_back_invitation
from samspil.alliances.actions.remind import remind_party
from samspil.alliances.domain.words import PartyState, Sector
from samspil.alliances.jobs import remove_old_invitations
from samspil.alliances.models import Alliance, Party, PartyInvitation
from samspil.alliances.tests.making import Two, client_of, fine, joined, member, now, organisation, proposed, started, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity.actions.address_trouble import take_bounces
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Person
from samspil.identity.tests.test_bounces import bounce
from samspil.initiatives.models import Participation

pytestmark = pytest.mark.django_db
EMAIL = "skolen@example.dk"


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def invited(two: Two, email: str = EMAIL, greeting: str = "") -> tuple[Party, str]:
    """A school asked by mail, and the secret the mail carries."""
    party: Party = fine(
        invite_by_mail(who(two.chair), two.alliance.slug, NewParty(name="Skolen", sector=Sector.KNOWLEDGE, email=email, greeting=greeting), now=now())
    )
    return party, secret_of(PartyInvitation.objects.get(party=party).key)


def test_a_school_comes_in_through_the_mail(make_person: Any) -> None:
    two = started(make_person)
    _, secret = invited(two)
    events.deliver_waiting()
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    assert f"/alliancer/invitation/{secret}/" in str(message.body)
    before = Client().get(f"/alliancer/invitation/{secret}/").content.decode()
    assert "Sig ja for" not in before, "who asks stands there before log-in, and the answer waits for it"
    school = organisation("Nørrevang Skole", "education")
    teacher = member(make_person, EMAIL, school)
    page = client_of(teacher).get(f"/alliancer/invitation/{secret}/").content.decode()
    assert "Sig ja for Nørrevang Skole" in page
    assert Party.objects.get(name="Skolen").state == PartyState.INVITED, "looking answers nothing"
    answer = client_of(teacher).post(f"/alliancer/invitation/{secret}/", {"for_organisation": str(school.pk), "yes": "1"})
    assert answer["Location"] == two.address
    party = two.party(school)
    assert (party.name, party.sector, party.state) == ("Nørrevang Skole", "knowledge", "joined")
    assert client_of(teacher).get(two.address).status_code == 200


def test_an_invitation_is_used_once(make_person: Any) -> None:
    two = started(make_person)
    _, secret = invited(two)
    school = organisation("Skolen", "education")
    teacher = member(make_person, EMAIL, school)
    fine(answer_with_secret(who(teacher), secret, school.pk, yes=True, now=now()))
    assert code(answer_with_secret(who(teacher), secret, school.pk, yes=True, now=now())) == "used"
    assert client_of(teacher).get(f"/alliancer/invitation/{secret}/").status_code == 410


def test_an_invitation_runs_out_after_a_fortnight_and_can_be_sent_anew(make_person: Any) -> None:
    two = started(make_person)
    party, secret = invited(two)
    teacher = member(make_person, EMAIL, organisation("Skolen", "education"))
    late = now() + timedelta(days=14)
    assert code(answer_with_secret(who(teacher), secret, None, yes=False, reason="Nej", now=late)) == "expired"
    again, new = invited(two)
    assert (again.pk, two.alliance.parties.count()) == (party.pk, 2)
    assert new != secret
    assert code(answer_with_secret(who(teacher), secret, None, yes=False, reason="Nej", now=now())) == "no-invitation"


def test_a_forwarded_invitation_is_of_no_use_to_another_address(make_person: Any) -> None:
    two = started(make_person)
    _, secret = invited(two)
    firm = organisation("Fremmed", "company")
    stranger = member(make_person, "fremmed@example.dk", firm)
    refused = answer_with_secret(who(stranger), secret, firm.pk, yes=True, now=now())
    assert code(refused) == "other-address"
    page = client_of(stranger).post(f"/alliancer/invitation/{secret}/", {"for_organisation": str(firm.pk), "yes": "1"})
    assert (page.status_code, "sendt til en anden e-mail" in page.content.decode()) == (409, True)
    assert not two.alliance.parties.filter(organisation=firm).exists()


def test_whoever_is_logged_in_with_another_address_is_told_so_before_they_answer_and_comes_back_after_logging_out(make_person: Any) -> None:
    two = started(make_person)
    _, secret = invited(two)
    stranger = member(make_person, "fremmed@example.dk", organisation("Fremmed", "company"))
    client, address = client_of(stranger), f"/alliancer/invitation/{secret}/"
    page = client.get(address).content.decode()
    assert "Invitationen er sendt til en anden e-mail end den, du er logget ind med." in page
    assert "bed dem, der inviterede dig" in page
    assert 'name="yes"' not in page
    for personal in (EMAIL, two.chair.email):
        assert personal not in page, personal
    out = client.post("/konto/log-ud/", {"next": address})
    assert (out.status_code, out["Location"]) == (302, address)
    assert "Log ind med den e-mail" in client.get(address).content.decode()
    invitee = member(make_person, EMAIL, organisation("Skolen", "education"))
    page = client_of(invitee).get(address).content.decode()
    assert "en anden e-mail" not in page
    assert 'name="yes"' in page


def test_nobody_says_yes_for_an_organisation_they_are_not_in(make_person: Any) -> None:
    two = started(make_person)
    _, secret = invited(two)
    school = organisation("Skolen", "education")
    teacher = member(make_person, EMAIL, organisation("En anden"))
    assert code(answer_with_secret(who(teacher), secret, school.pk, yes=True, now=now())) == "not-your-party"
    assert code(answer_with_secret(who(teacher), secret, None, yes=True, now=now())) == "not-your-party"


def test_whoever_has_no_organisation_is_shown_the_way_and_can_say_no(make_person: Any) -> None:
    two = started(make_person)
    _, secret = invited(two)
    client = client_of(make_person(EMAIL))
    assert "/organisationer/ny/" in client.get(f"/alliancer/invitation/{secret}/").content.decode()
    assert client.post(f"/alliancer/invitation/{secret}/", {"no": "1"}).status_code == 409
    assert client.post(f"/alliancer/invitation/{secret}/", {"no": "1", "reason": "Vi har for travlt"}).status_code == 302
    assert two.alliance.parties.get(name="Skolen").state == PartyState.DECLINED


def test_a_secret_that_is_none_leads_nowhere(make_person: Any) -> None:
    assert Client().get("/alliancer/invitation/abc/").status_code == 404
    assert code(answer_with_secret(who(make_person()), "abc", None, yes=True, now=now())) == "no-invitation"


def test_the_invitation_still_holds_when_the_inviter_deletes_the_account(make_person: Any) -> None:
    two = joined(make_person)
    _, secret = invited(two)
    Person.objects.filter(pk=two.chair.pk).delete()
    school = organisation("Skolen", "education")
    fine(answer_with_secret(who(member(make_person, EMAIL, school)), secret, school.pk, yes=True, now=now()))
    assert two.party(school).state == PartyState.JOINED


def test_an_organisation_that_is_in_already_is_not_let_in_twice(make_person: Any) -> None:
    two = joined(make_person)
    _, secret = invited(two)
    person = member(make_person, EMAIL, two.firm)
    assert code(answer_with_secret(who(person), secret, two.firm.pk, yes=True, now=now())) == "already-party"
    assert fine(invite_organisation(who(two.chair), two.alliance.slug, two.firm.pk, now=now())) == two.party(two.firm)


def test_an_own_organisation_joins_at_once_and_a_hidden_one_cannot_be_asked(make_person: Any) -> None:
    two = started(make_person)
    own, hidden = organisation("Vores anden"), organisation("Ubekræftet")
    hidden.confirmed_at = None
    hidden.save()
    both = member(make_person, "begge@example.dk", two.club, own)
    assert fine(invite_organisation(who(both), two.alliance.slug, own.pk, now=now())).state == PartyState.JOINED
    assert code(invite_organisation(who(both), two.alliance.slug, hidden.pk, now=now())) == "no-organisation"


def test_an_invitation_is_taken_back_until_it_is_answered(make_person: Any) -> None:
    two = started(make_person)
    party, secret = invited(two)
    fine(take_back_invitation(who(two.chair), two.alliance.slug, party.pk, now=now()))
    events.deliver_waiting()
    assert mail.outbox == []
    assert not Party.objects.filter(pk=party.pk).exists()
    assert Client().get(f"/alliancer/invitation/{secret}/").status_code == 404
    assert code(take_back_invitation(who(two.chair), two.alliance.slug, two.party(two.club).pk, now=now())) == "answered"


def test_a_no_needs_a_reason_frees_the_place_and_is_told(make_person: Any) -> None:
    two = started(make_person)
    fine(invite_organisation(who(two.chair), two.alliance.slug, two.firm.pk, now=now()))
    events.deliver_waiting()
    assert Notice.objects.visible_to(who(two.owner)).filter(kind="alliance").count() == 1
    slug = two.slug
    assert code(answer_invitation(who(two.owner), slug, two.firm.pk, yes=False, reason=" ", now=now())) == "no-reason"
    assert code(answer_invitation(who(two.owner), slug, two.club.pk, yes=True, now=now())) == "not-your-party"
    fine(answer_invitation(who(two.owner), slug, two.firm.pk, yes=False, reason="Ikke i år", now=now()))
    assert not Participation.objects.filter(organisation=two.firm).exists()
    events.deliver_waiting()
    assert "sagde nej tak" in Notice.objects.visible_to(who(two.chair)).latest("pk").text
    fine(invite_organisation(who(two.chair), slug, two.firm.pk, now=now()))
    assert two.alliance.parties.filter(organisation=two.firm).count() == 2


def test_yes_twice_is_yes_once_and_no_after_yes_is_told(make_person: Any) -> None:
    two = joined(make_person)
    assert fine(answer_invitation(who(two.owner), two.alliance.slug, two.firm.pk, yes=True, now=now())) == two.party(two.firm)
    assert code(answer_invitation(who(two.owner), two.alliance.slug, two.firm.pk, yes=False, reason="Nej", now=now())) == "joined"


def test_asking_one_more_takes_an_agreement_back_that_waits(make_person: Any) -> None:
    two, _ = proposed(make_person)
    invited(two)
    assert two.room.open_version is None
    assert Alliance.objects.get().stage == "gathering"


def test_those_who_may_sign_are_told_and_get_the_pdf_made(make_person: Any, settings: Any) -> None:
    two, version = proposed(make_person)
    events.deliver_waiting()
    for person in (two.chair, two.owner):
        assert Notice.objects.visible_to(who(person)).filter(text__contains="klar til underskrift", url=f"{two.address}aftale/").exists()
    folder = settings.MEDIA_ROOT / "agreements" / str(two.alliance.pk)
    assert [path.name.partition("-")[0] for path in folder.iterdir()] == [str(version.number)]


def test_an_address_goes_thirty_days_after_its_invitation_ended(make_person: Any) -> None:
    two = started(make_person)
    party, _ = invited(two)
    for days, left in ((43, 1), (45, 0)):
        PartyInvitation.objects.update(made_at=now() - timedelta(days=days))
        remove_old_invitations.func(0)
        assert PartyInvitation.objects.count() == left
    assert Party.objects.get(pk=party.pk).name == "Skolen"


def test_whoever_invited_sees_that_the_mail_came_back_until_it_is_sent_again(make_person: Any) -> None:
    two = started(make_person)
    invited(two)
    client, page = client_of(two.chair), f"{two.address}inviter/"
    assert "Mailen kom tilbage" not in client.get(page).content.decode() + client.get(two.address).content.decode()
    take_bounces(bounce(EMAIL), now=now())
    assert "Mailen kom tilbage. Adressen virker ikke." in client.get(page).content.decode()
    assert "Mailen kom tilbage" in client.get(two.address).content.decode()
    again = client.post(page, {"name": "Skolen", "sector": "knowledge", "email": EMAIL})
    assert (again.status_code, Party.objects.filter(alliance=two.alliance).count()) == (302, 2)
    assert "Mailen kom tilbage" not in client.get(page).content.decode()


def test_an_invitation_that_ran_out_says_so_where_it_can_be_sent_again(make_person: Any, time_machine: Any) -> None:
    two = started(make_person)
    invited(two)
    time_machine.move_to(now() + timedelta(days=15))
    page = client_of(two.chair).get(f"{two.address}inviter/").content.decode()
    assert "Invitationen er udløbet. Send den igen." in page


def test_a_reminder_to_somebody_invited_by_mail_is_the_invitation_again(make_person: Any) -> None:
    two = started(make_person)
    party, secret = invited(two)
    events.deliver_waiting()
    mail.outbox.clear()
    fine(remind_party(who(two.chair), two.alliance.slug, party.pk, now=now()))
    events.deliver_waiting()
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    assert secret in str(message.body)
