"""Alliances as a hostile party would use them: names of those who have not answered, floods of invitations, and ways past the moderators."""

from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from samspil.alliances.actions import start
from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.invite import NewParty, invite_by_mail, invite_organisation
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.actions.start import NewAlliance, start_alliance
from samspil.alliances.actions.tasks import save_task
from samspil.alliances.domain.words import Sector, TaskRole
from samspil.alliances.models import Alliance, Party
from samspil.alliances.tests.making import DEMO, Two, client_of, fine, joined, member, now, organisation, ready, who
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.models import Organisation, Person
from samspil.initiatives.models import Initiative, Participation
from samspil.moderation import queries
from samspil.moderation.models import Case
from samspil.moderation.tests.making import moderator, report

pytestmark = pytest.mark.django_db
ASKED = "Ulrikkes krisegruppe"


def opened(two: Two) -> Two:
    """Everybody may see it."""
    for person, one in ((two.chair, two.club), (two.owner, two.firm)):
        fine(show_alliance(who(person), two.alliance.slug, one.pk, shown=True))
    return two


def asked_by_mail(two: Two, email: str = "krise@example.dk") -> Party | Refusal:
    return invite_by_mail(who(two.chair), two.alliance.slug, NewParty(name=ASKED, sector=Sector.CIVIL, email=email), now=now())


def test_everybody_sees_who_is_in_and_nobody_who_was_merely_asked(make_person: Any) -> None:
    two = opened(joined(make_person))
    party: Party = fine(asked_by_mail(two))
    roles = {two.party(two.club).pk: TaskRole.RESPONSIBLE, party.pk: TaskRole.HELPS}
    fine(save_task(who(two.chair), two.alliance.slug, None, "Laver mad", roles, now=now()))
    public = Client().get(two.address)
    assert public.status_code == 200
    assert ASKED not in public.content.decode()
    assert two.firm.name in public.content.decode()
    assert "Erhverv og viden: mangler at skrive" in public.content.decode(), "the picture has those who are in"
    assert ASKED in client_of(two.owner).get(two.address).content.decode()
    school = organisation("Skolen", "education")
    fine(invite_organisation(who(two.chair), two.alliance.slug, school.pk, now=now()))
    assert ASKED in client_of(member(make_person, "laerer@example.dk", school)).get(two.address).content.decode(), "who is asked sees with whom"


def test_asking_and_taking_back_in_turns_is_no_way_to_flood_an_organisation(make_person: Any, settings: Any) -> None:
    settings.RATE_LIMITS = True
    two, school = joined(make_person), organisation("Skolen", "education")
    member(make_person, "laerer@example.dk", school)
    events.deliver_waiting()
    before, client = len(mail.outbox), client_of(two.chair)
    for _ in range(8):
        client.post(f"{two.address}inviter/{school.pk}/")
        events.deliver_waiting()
        party = two.alliance.parties.filter(organisation=school).first()
        if party:
            client.post(f"{two.address}inviter/{party.pk}/traek-tilbage/")
    assert len(mail.outbox) - before == 5
    for _ in range(8):
        last = client.post(f"{two.address}inviter/", {"name": ASKED, "sector": "civil", "email": "krise@example.dk"})
        events.deliver_waiting()
    assert last.status_code == 409
    assert len(mail.outbox) - before == 10


def test_nobody_is_asked_again_to_an_alliance_that_was_given_up(make_person: Any) -> None:
    two = joined(make_person)
    fine(asked_by_mail(two))
    fine(move_alliance(who(two.chair), two.alliance.slug, "withdraw", ending=Ending(two.club.pk), now=now()))
    again = asked_by_mail(two)
    assert isinstance(again, Refusal)
    assert again.code == "not-now"


def test_inviting_the_municipality_makes_its_moderators_party_to_nothing(make_person: Any) -> None:
    two = opened(joined(make_person))
    clerk, town_hall = moderator(make_person), Organisation.objects.get(of_municipality=DEMO)
    found = report(two.alliance.initiative_id, "indsats")
    fine(invite_organisation(who(two.chair), two.alliance.slug, town_hall.pk, now=now()))
    case = Case.objects.get(pk=found.case_id)
    assert not queries.is_party(who(clerk), case)
    assert clerk.pk in queries.moderators_for(case)
    assert clerk not in queries.owners_of(case)
    fine(answer_invitation(who(clerk), two.alliance.slug, town_hall.pk, yes=True, now=now()))
    assert queries.is_party(who(clerk), case), "whoever said yes is party"
    assert Participation.objects.get(organisation=town_hall).joined


def test_whoever_cannot_log_in_cannot_be_waited_for_as_a_signatory(make_person: Any) -> None:
    two = ready(make_person)
    Person.objects.filter(pk=two.owner.pk).update(is_active=False, blocked_at=now())
    parties = {party.organisation_id: party.has_signatory for party in two.room.plan.parties}
    assert parties == {two.club.pk: True, two.firm.pk: False}


def test_an_alliance_that_only_the_person_saw_goes_with_the_account(make_person: Any) -> None:
    person = make_person("alene@example.dk")
    new = NewAlliance(title="Min egen", purpose="Noget privat.", target_group="Naboer", municipality_code=DEMO)
    mine, shared = (fine(start_alliance(who(person), new, now=now())) for _ in range(2))
    fine(invite_organisation(who(person), shared.slug, organisation("Skolen", "education").pk, now=now()))
    assert delete_account(who(person)) is None
    assert not Initiative.objects.filter(pk=mine.initiative_id).exists()
    assert not apps.get_model("alliances", "AllianceEvent").objects.filter(pgh_obj_id=mine.pk).exists(), "earlier wordings too"
    assert Alliance.objects.filter(pk=shared.pk).exists()


def test_two_who_begin_one_with_the_same_name_at_the_same_moment_are_told_to_try_again(make_person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person("hurtig@example.dk")
    new = NewAlliance(title="Fælles bord", purpose="Spise.", target_group="Naboer", municipality_code=DEMO)
    fine(start_alliance(who(person), new, now=now()))
    monkeypatch.setattr(start, "free_slug", lambda title: "faelles-bord")
    again = start_alliance(who(person), new, now=now())
    assert isinstance(again, Refusal)
    assert again.code == "again"


def test_going_out_asks_no_more_of_the_database_with_many_tasks(make_person: Any, django_assert_max_num_queries: Any) -> None:
    two = joined(make_person)
    party, helps = two.party(two.club), two.party(two.firm)
    for number in range(12):
        roles = {party.pk: TaskRole.RESPONSIBLE, helps.pk: TaskRole.HELPS}
        fine(save_task(who(two.chair), two.alliance.slug, None, f"Opgave {number}", roles, now=now()))
    client = client_of(two.chair)
    with django_assert_max_num_queries(12):
        page = client.get(f"{two.address}gaa-ud/{party.pk}/").content.decode()
    assert "Opgave 11" in page
