"""Report what is not open to everybody: from an invitation without log-in, and from the page for those who see it. Moderators read no more than they need."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from samspil.alliances.actions.invite import HIDDEN, NewParty, invite_by_mail
from samspil.alliances.domain.words import Sector
from samspil.alliances.models import Alliance, Party, PartyInvitation
from samspil.alliances.tests.making import Two, client_of, fine, joined, now, organisation, who
from samspil.core import events
from samspil.identity.actions.invite_member import invite_member
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Organisation
from samspil.moderation.models import Case, Report
from samspil.moderation.tests.making import alone, decided, moderator
from samspil.moderation.tests.test_decide import prepare
from samspil.moderation.tests.test_report import FORM

pytestmark = pytest.mark.django_db
GREETING = "Kom eller fortryd det"


def invited(two: Two) -> str:
    """The secret of a mail that the club sent to somebody who is not here."""
    asked = NewParty(name="Skolen", sector=Sector.PUBLIC, email="skole@example.dk", greeting=GREETING)
    party = fine(invite_by_mail(who(two.chair), two.slug, asked, now=now()))
    events.deliver_waiting()
    return secret_of(PartyInvitation.objects.get(party=party).key)


def private(make_person: Any) -> Two:
    """An alliance of two that only they see, with something they wrote to each other."""
    two = joined(make_person, "Grim titel")
    Alliance.objects.filter(pk=two.alliance.pk).update(purpose="Et grimt formål")
    Party.objects.filter(alliance=two.alliance).update(stake="Vores egen hemmelighed")
    return two


def test_whoever_was_invited_reports_without_log_in_and_staff_see_only_what_reached_them(make_person: Any) -> None:
    two, clerk = private(make_person), alone(moderator(make_person))
    secret = invited(two)
    address = f"/anmeld/invitation/{secret}/"
    assert address in Client().get(f"/alliancer/invitation/{secret}/").content.decode()
    assert "anmelde det på siden" in mail.outbox[-1].body
    assert "Grim titel" in Client().get(address).content.decode()
    assert Client().post(address, FORM).status_code == 302
    made = Report.objects.get()
    assert made.said == f"Et grimt formål\n\n{two.club.name}\n\n{GREETING}"
    assert not Case.objects.filter(address__contains=secret).exists(), "the secret is kept nowhere"
    desk = client_of(clerk)
    prepare(desk, clerk)
    page = desk.get(made.case.desk_address).content.decode()
    for told in ("Grim titel", "Et grimt formål", GREETING, "Kun de, der er med, kan se siden."):
        assert told in page
    assert "Vores egen hemmelighed" not in page
    assert desk.get(two.address).status_code == 404, "a report opens the page to no moderator"
    decided(clerk, made.case)
    answered = Client().get(f"/alliancer/invitation/{secret}/")
    assert (answered.status_code, "Grim titel" in answered.content.decode()) == (410, False)
    more = NewParty(name="Biblioteket", sector=Sector.PUBLIC, email="bib@example.dk")
    assert invite_by_mail(who(two.chair), two.slug, more, now=now()) == HIDDEN


def test_those_who_see_an_alliance_report_it_from_its_page_and_others_do_not_learn_of_it(make_person: Any) -> None:
    two = private(make_person)
    address = f"/anmeld/indsats/{two.alliance.initiative_id}/"
    member = client_of(two.owner)
    assert address in member.get(two.address).content.decode()
    assert member.post(address, FORM).status_code == 302
    assert Report.objects.get().said == "Et grimt formål\n\nNaboer"
    for other in (Client(), client_of(make_person("fremmed@example.dk"))):
        assert other.get(address).status_code == 404
        assert other.post(address, FORM).status_code == 404
    assert Client().get("/anmeld/invitation/findes-ikke/").status_code == 404
    taken_back = Client().get("/alliancer/invitation/findes-ikke/").content.decode()
    assert "Var der noget galt med den mail, du fik?" in taken_back, "what was taken back cannot be reported any more, but told of"


def test_a_mail_into_an_organisation_can_be_reported_and_one_into_a_municipality_cannot(make_person: Any) -> None:
    club = organisation("Grimt navn")
    Organisation.objects.filter(pk=club.pk).update(confirmed_at=None)
    chair = make_person("formand@example.dk")
    for one in (club, Organisation.objects.get(of_municipality="0000")):
        one.memberships.create(person=chair, asked_at=now(), active_from=now(), administrator=True)
    secret = secret_of(fine(invite_member(who(chair), club.pk, "ny@example.dk", frozenset(), now=now())).key)
    address = f"/anmeld/invitation/{secret}/"
    assert address in Client().get(f"/invitation/{secret}/").content.decode()
    assert Client().post(address, FORM).status_code == 302
    assert Report.objects.get().case.organisation == club
    town = Organisation.objects.get(of_municipality="0000")
    secret = secret_of(fine(invite_member(who(chair), town.pk, "ny@example.dk", frozenset(), now=now())).key)
    assert Client().get(f"/anmeld/invitation/{secret}/").status_code == 404
