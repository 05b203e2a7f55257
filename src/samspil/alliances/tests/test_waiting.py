"""While a party that was invited by mail has not answered: who asks is told, and the invitation is sent again, corrected or taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from samspil.alliances.actions.invite import NewParty, correct_address, invite_by_mail, invite_organisation
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.domain.words import Sector
from samspil.alliances.models import Party, PartyInvitation
from samspil.alliances.tests.making import Two, client_of, fine, joined, now, started, who
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.invitation_secrets import secret_of

pytestmark = pytest.mark.django_db
EMAIL, RIGHT = "skoln@example.dk", "skolen@example.dk"
GREETING = "Vi mødtes til sommerfesten"


def asked(two: Two, email: str = EMAIL) -> Party:
    """A school invited by mail, with a greeting; the mail has left."""
    new = NewParty(name="Skolen", sector=Sector.KNOWLEDGE, email=email, greeting=GREETING)
    party: Party = fine(invite_by_mail(who(two.chair), two.alliance.slug, new, now=now()))
    events.deliver_waiting()
    return party


def place(party: Party) -> str:
    """The address that the mail carries now."""
    return f"/alliancer/invitation/{secret_of(PartyInvitation.objects.get(party=party).key)}/"


def test_a_reminder_sends_the_invitation_again_with_the_link_that_works(make_person: Any) -> None:
    two = started(make_person)
    party, client = asked(two), client_of(two.chair)
    PartyInvitation.objects.update(made_at=now() - timedelta(days=20))
    said = client.post(f"{two.address}paamind/{party.pk}/", follow=True).content.decode()
    events.deliver_waiting()
    assert "Vi har sendt invitationen igen med mail" in said
    assert [letter.to for letter in mail.outbox] == [[EMAIL], [EMAIL]]
    assert place(party) in str(mail.outbox[1].body)
    assert mail.outbox[1].subject.startswith("Påmindelse: ")
    assert Client().get(place(party)).status_code == 200, "its fortnight began anew"
    assert "fået en påmindelse for nylig" in client.post(f"{two.address}paamind/{party.pk}/", follow=True).content.decode()
    events.deliver_waiting()
    assert len(mail.outbox) == 2


def test_nothing_is_sent_where_there_is_no_address_or_no_alliance_any_more(make_person: Any) -> None:
    two, given_up = started(make_person), started(make_person)
    party, other = asked(two), asked(given_up)
    PartyInvitation.objects.filter(party=party).delete()
    assert "Vi har ikke længere adressen" in client_of(two.chair).post(f"{two.address}paamind/{party.pk}/", follow=True).content.decode()
    assert not Party.objects.get(pk=party.pk).reminded_at
    fine(move_alliance(who(given_up.chair), given_up.alliance.slug, "withdraw", ending=Ending(given_up.club.pk), now=now()))
    client_of(given_up.chair).post(f"{given_up.address}paamind/{other.pk}/")
    assert isinstance(correct_address(who(given_up.chair), given_up.alliance.slug, other.pk, RIGHT, now=now()), Refusal)
    events.deliver_waiting()
    assert len(mail.outbox) == 2


def test_a_wrong_address_is_corrected_and_the_first_mail_opens_nothing(make_person: Any) -> None:
    two = started(make_person)
    party, client = asked(two), client_of(two.chair)
    first = place(party)
    client.post(f"{two.address}paamind/{party.pk}/")
    address = f"{two.address}inviter/{party.pk}/venter/"
    assert address in client.get(two.address).content.decode()
    assert EMAIL in client.get(address).content.decode()
    assert client.post(address, {"email": "ingenting"}).status_code == 422
    assert f"sendt invitationen til {RIGHT}" in client.post(address, {"email": RIGHT}, follow=True).content.decode()
    events.deliver_waiting()
    assert mail.outbox[-1].to == [RIGHT]
    assert (Client().get(first).status_code, Client().get(place(party)).status_code) == (404, 200)
    assert GREETING in Client().get(place(party)).content.decode()
    assert two.alliance.parties.count() == 2
    assert not Party.objects.get(pk=party.pk).reminded_at, "the new address may be reminded at once"


def test_an_address_is_corrected_for_nobody_who_answered_is_here_or_asked_twice(make_person: Any) -> None:
    two = joined(make_person)
    party, other = asked(two), asked(two, "anden@example.dk")
    chair, slug = who(two.chair), two.slug
    refused = correct_address(chair, slug, party.pk, "Anden@example.dk", now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "asked-already"
    assert isinstance(correct_address(chair, slug, two.party(two.firm).pk, RIGHT, now=now()), Refusal)
    assert client_of(two.chair).get(f"{two.address}inviter/{two.party(two.firm).pk}/venter/").status_code == 404
    answer = client_of(two.chair).post(f"{two.address}inviter/{party.pk}/venter/", {"email": "anden@example.dk"})
    assert (answer.status_code, "allerede inviteret" in answer.content.decode()) == (409, True)
    assert PartyInvitation.objects.get(party=other).email == "anden@example.dk"


def test_an_organisation_that_is_here_is_reminded_or_taken_back_and_has_no_address(make_person: Any) -> None:
    two = started(make_person)
    party = fine(invite_organisation(who(two.chair), two.alliance.slug, two.firm.pk, now=now()))
    page = client_of(two.chair).get(f"{two.address}inviter/{party.pk}/venter/").content.decode()
    assert "Send en venlig påmindelse" in page
    assert "traek-tilbage" in page
    assert 'name="email"' not in page
    assert "venter/" not in client_of(two.owner).get(two.address).content.decode(), "those who are asked see to nothing"


def test_who_asks_and_what_for_stands_behind_the_secret_and_what_was_written_in_no_mail(make_person: Any) -> None:
    two = started(make_person)
    party = asked(two)
    for client in (Client(), client_of(make_person(EMAIL))):
        page = client.get(place(party)).content.decode()
        for told in (f"{two.club.name} vil gerne have Skolen med", "Alle spiser sammen.", GREETING, 'content="noindex"'):
            assert told in page, told
    (letter,) = mail.outbox
    assert f"{two.club.name} vil gerne have Skolen med" in str(letter.subject)
    for written in (GREETING, "Alle spiser sammen."):
        assert written not in letter.message().as_string()
    two.alliance.initiative.hidden_at = timezone.now()
    two.alliance.initiative.save()
    hidden = Client().get(place(party)).content.decode()
    assert GREETING not in hidden
    assert "Alle spiser sammen." not in hidden


def test_what_nobody_wrote_yet_is_not_said_of_a_party_that_has_not_answered(make_person: Any) -> None:
    two = started(make_person)
    client = client_of(two.chair)
    share = {"brings": "A", "stake": "B", "gain": "C", "revision": "1", "for_organisation": str(two.club.pk)}
    client.post(f"{two.address}bidrag/{two.party(two.club).pk}/", share)
    asked(two)
    page = client.get(two.address).content.decode()
    assert "Ikke skrevet endnu" in page
    assert "Alle har skrevet" not in page


def test_the_greeting_comes_from_the_form(make_person: Any) -> None:
    two = started(make_person)
    form = {"name": "Skolen", "sector": "knowledge", "email": EMAIL, "greeting": GREETING}
    assert client_of(two.chair).post(f"{two.address}inviter/", form).status_code == 302
    found = PartyInvitation.objects.get()
    assert (found.greeting, found.sender) == (GREETING, two.club.name)
