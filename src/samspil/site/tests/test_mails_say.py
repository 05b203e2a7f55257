"""Mails of alliances say what happened and lead straight to it, and never who, where or what people wrote."""

from typing import Any

import pytest
from django.core import mail

from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.remind import remind_party
from samspil.alliances.tests.making import agreed, client_of, fine, joined, now, proposed, started, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.identity.actions.choose_notices import choose
from samspil.identity.domain.telling import Theme, Way

pytestmark = pytest.mark.django_db
TITLE = "Kvidderfugl"


def mails_to(person: Any) -> dict[str, Any]:
    """The mails to the person by subject."""
    events.deliver_waiting()
    return {str(letter.subject): letter for letter in mail.outbox if letter.to == [person.email]}


def test_the_mail_says_that_the_agreement_can_be_signed_and_leads_to_it(make_person: Any) -> None:
    two, _ = proposed(make_person, TITLE)
    letter = mails_to(two.owner)["Aftalen er klar til underskrift"]
    notice = Notice.objects.get(recipient_id=two.owner.pk, text__contains="klar til underskrift")
    assert f"/min-side/besked/{notice.pk}/" in letter.body
    assert client_of(two.owner).get(f"/min-side/besked/{notice.pk}/")["Location"] == f"{two.address}aftale/"
    assert "Aftalen er klar til underskrift." in letter.body


def test_each_thing_that_happens_has_a_sentence_of_its_own_without_names_and_titles(make_person: Any) -> None:
    two = started(make_person, TITLE)
    for person in (two.chair, two.owner):
        choose(who(person), {Theme.ALLIANCES: Way.AT_ONCE})
    fine(invite_organisation(who(two.chair), two.alliance.slug, two.firm.pk, now=now()))
    assert "I er inviteret til en alliance" in mails_to(two.owner)
    fine(answer_invitation(who(two.owner), two.alliance.slug, two.firm.pk, yes=True, now=now()))
    assert "En part er kommet med i jeres alliance" in mails_to(two.chair)
    fine(remind_party(who(two.chair), two.alliance.slug, two.party(two.firm).pk, now=now()))
    assert "De andre i jeres alliance venter på jer" in mails_to(two.owner)
    whole = "".join(letter.message().as_string() for letter in mail.outbox).lower()
    for written in (TITLE, two.club.name, two.firm.name, "Alle spiser sammen"):
        assert written.lower() not in whole, written


def test_no_mail_of_an_alliance_names_the_theme_alone(make_person: Any) -> None:
    two = joined(make_person, TITLE)
    other, _ = agreed(make_person, TITLE)
    for person in (two.chair, two.owner, other.chair, other.owner):
        assert not [subject for subject in mails_to(person) if "Nyt til dig" in subject]
