"""Two organisations become one: found, told before, done in one go, with all that belongs to them."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.models import Acceptance, Party
from samspil.alliances.tests.making import agreed, client_of, fine, joined, member, organisation, proposed, started, who
from samspil.core import events
from samspil.core.models import Notice, RecordedEvent
from samspil.core.refusals import Refusal
from samspil.identity.actions.merge_organisations import merge_organisations
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models import Invitation, Membership, Organisation, Person
from samspil.initiatives.models import Participation
from samspil.moderation.domain.words import Verdict
from samspil.moderation.tests.making import decided, moderator, now, report, working
from samspil.moderation.tests.test_decide import prepare
from samspil.site.followers import FOLLOWERS

pytestmark = pytest.mark.django_db
OWN_TABLES = {
    "identity_membership",
    "identity_invitation",
    "identity_numberclaim",
    "identity_organisation",
    "identity_organisationevent",
    "identity_membershipevent",
}


def merge(actor: Actor, merged: Organisation, into: Organisation, *, trusted: bool = True) -> Organisation | Refusal:
    return merge_organisations(actor, merged.pk, into.pk, trusted=trusted, now=now())


def roles(person: Person, one: Organisation) -> frozenset[MemberRole]:
    return frozenset(who(person).memberships.get(one.pk, frozenset()))


def test_everything_that_names_an_organisation_follows_or_says_why_not() -> None:
    naming = {
        field.model._meta.db_table
        for model in Organisation._meta.apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is Organisation and field.concrete
    }
    spoken = {follower.table for follower in FOLLOWERS} | OWN_TABLES | {"alliances_partyevent"}
    assert len(naming) > 4
    assert naming - spoken == set(), "say in site/followers.py what becomes of these when two organisations become one"


def test_members_invitations_and_what_was_told_follow_and_the_old_address_leads_on(make_person: Any) -> None:
    clerk, twin, club = moderator(make_person), organisation("Bokseklubben"), organisation("Bokseklubben")
    twin.cvr, twin.about = "12345674", "Vi bokser"
    twin.save()
    chair, both = member(make_person, "formand@example.dk", twin, administrator=True), member(make_person, "begge@example.dk", twin, contact=True)
    Membership.objects.create(person=both, organisation=club, administrator=True, asked_at=now(), active_from=now())
    Invitation.objects.create(organisation=twin, email="ny@example.dk", key=uuid4(), secret_hash="x", made_at=now())
    fine(merge(working(clerk), twin, club))
    club.refresh_from_db()
    assert (club.cvr, club.about) == ("12345674", "Vi bokser")
    assert MemberRole.ADMINISTRATOR in roles(chair, club)
    assert roles(both, club) == set(MemberRole), "what they may in either"
    assert Invitation.objects.get().organisation == club
    assert Client().get(twin.address)["Location"] == club.address
    assert Client().get(twin.address).status_code == 301
    assert "Bokseklubben" in client_of(chair).get(club.address).content.decode()
    assert "Slået sammen med denne" in client_of(chair).get(club.address).content.decode()
    assert "Slået sammen med denne" not in Client().get(club.address).content.decode()


def test_a_copy_of_an_organisation_is_not_merged_into_its_powers(make_person: Any) -> None:
    clerk, copy, club = moderator(make_person), organisation("Bokseklubben"), organisation("Bokseklubben")
    Organisation.objects.filter(pk=copy.pk).update(confirmed_at=None)
    stranger = member(make_person, "fremmed@example.dk", copy, administrator=True)
    Invitation.objects.create(organisation=copy, email="ny@example.dk", key=uuid4(), secret_hash="x", administrator=True, made_at=now())
    client = client_of(clerk)
    prepare(client, clerk)
    page = client.get(f"/bord/organisationer/dubletter/{copy.pk}/{club.pk}/").content.decode()
    assert 'name="trusted"' in page
    assert "checked" not in page
    fine(merge(working(clerk), copy, club, trusted=False))
    assert roles(stranger, club) == frozenset()
    waiting = Membership.objects.get(person=stranger, organisation=club)
    assert (waiting.active_from, waiting.administrator, waiting.signatory) == (None, False, False)
    assert Invitation.objects.get().withdrawn_at


def test_parties_and_signatures_follow_and_what_is_agreed_stands_as_it_was(make_person: Any) -> None:
    two, version = agreed(make_person)
    clerk, twin = moderator(make_person), organisation("Spisevennerne i Nørrevang")
    content = version.content
    fine(merge(working(clerk), two.club, twin))
    party = Party.objects.get(alliance=two.alliance, organisation=twin)
    assert party.name == two.club.name, "it was agreed under that name"
    assert Acceptance.objects.filter(party=party, version=version).exists()
    version.refresh_from_db()
    assert version.content == content
    assert Participation.objects.filter(organisation=twin, initiative=two.alliance.initiative).exists()
    page = client_of(two.chair).get(two.address)
    assert page.status_code == 200
    assert client_of(two.chair).get(f"{two.address}aftale/{version.number}.pdf").status_code == 200
    assert client_of(two.chair).post(f"{two.address}trin/begin/").status_code == 302


def test_in_an_alliance_that_is_being_written_the_party_takes_the_name_of_the_one_that_stays(make_person: Any) -> None:
    two = joined(make_person)
    clerk, twin = moderator(make_person), organisation("Spisevennerne i Nørrevang")
    fine(merge(working(clerk), two.club, twin))
    assert Party.objects.get(alliance=two.alliance, organisation=twin).name == "Spisevennerne i Nørrevang"
    assert client_of(two.chair).get(f"{two.address}beskriv/").status_code == 200


def test_what_would_be_lost_or_confused_is_refused_and_nothing_is_changed(make_person: Any) -> None:
    clerk = working(moderator(make_person))
    signing, _ = proposed(make_person)
    both = started(make_person)
    twin = organisation("Tvilling")
    fine(invite_organisation(who(both.chair), both.alliance.slug, twin.pk, now=now()))
    other = member(make_person, "tvilling@example.dk", twin)
    fine(answer_invitation(who(other), both.alliance.slug, twin.pk, yes=True, now=now()))
    town_hall, reported = Organisation.objects.get(of_municipality="0000"), organisation("Anmeldt")
    report(reported.pk)
    one, number = organisation("Nummer et"), organisation("Nummer to")
    Organisation.objects.filter(pk=one.pk).update(cvr="12345674")
    Organisation.objects.filter(pk=number.pk).update(cvr="25313763")
    codes = []
    for merged, into in ((signing.club, twin), (both.club, twin), (twin, town_hall), (reported, twin), (one, number), (one, one)):
        answer = merge(clerk, merged, into)
        assert isinstance(answer, Refusal)
        codes.append(answer.code)
    assert codes == ["signing", "both-parties", "municipality", "reported", "other-cvr", "same"]
    assert not Organisation.objects.exclude(merged_into=None).exists()
    assert not RecordedEvent.objects.filter(kind="identity.OrganisationsMerged").exists()


def test_only_the_municipalitys_own_staff_and_administrators_merge(make_person: Any) -> None:
    twin, club, elsewhere = organisation("Bokseklubben"), organisation("Bokseklubben"), organisation("Bokseklubben", municipality="0350")
    clerk = moderator(make_person)
    chair = member(make_person, "formand@example.dk", twin, club, administrator=True)
    helper = member(make_person, "frivilligcenter@example.dk", organisation("Frivilligcentret", "volunteer-centre"), administrator=True)
    for actor in (
        who(chair),
        working(chair),
        who(clerk),
        working(moderator(make_person, "0350")),
        working(helper),
        working(make_person("r@example.dk", "reviewer")),
    ):
        answer = merge(actor, twin, club)
        assert isinstance(answer, Refusal)
        assert answer.code == "not-yours"
    assert isinstance(merge(working(clerk), twin, elsewhere), Refusal), "one of them lies in another municipality"
    fine(merge(working(make_person("chef@example.dk", "administrator")), twin, elsewhere))


def test_what_was_merged_into_one_that_is_merged_leads_to_the_last(make_person: Any) -> None:
    clerk = working(moderator(make_person))
    first, second, third = (organisation(f"Klub {number}") for number in range(3))
    fine(merge(clerk, first, second))
    fine(merge(clerk, second, third))
    assert Client().get(first.address)["Location"] == Client().get(second.address)["Location"] == third.address
    assert isinstance(merge(clerk, first, third), Refusal)


def test_the_desk_finds_them_says_why_shows_what_happens_and_tells_the_administrators(make_person: Any) -> None:
    clerk, club, twin = moderator(make_person), organisation("Bokseklubben Nord"), organisation("Bokseklubben Nord")
    chair = member(make_person, "formand@example.dk", twin, administrator=True)
    client = client_of(clerk)
    prepare(client, clerk)
    listed = client.get("/bord/organisationer/dubletter/").content.decode()
    assert "Samme navn i samme kommune" in listed
    address = f"/bord/organisationer/dubletter/{twin.pk}/{club.pk}/"
    assert address in listed
    shown = client.get(address).content.decode()
    for told in ("Dens adresse fører til den, der beholdes", chair.email, "Slå sammen, og behold den ældste", "Behold den nyeste i stedet"):
        assert told in shown, told
    assert shown.index("Beholdes") < shown.index("Lukkes")
    assert (club.address in shown, "(60)" in listed) == (False, False), "no raw addresses and no points"
    Organisation.objects.filter(pk=twin.pk).update(confirmed_at=None)
    assert "behold den bekræftede" in client.get(address).content.decode()
    assert not Organisation.objects.exclude(merged_into=None).exists(), "looking merges nothing"
    for slip in ({}, {"written": "Bokseklubben Syd"}):
        answered = client.post(address, {"trusted": "on", **slip})
        assert (answered.status_code, Organisation.objects.exclude(merged_into=None).exists()) == (422, False)
    assert client.post(address, {"trusted": "on", "written": " bokseklubben  nord "})["Location"] == club.address
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=chair.pk, text="To sider for Bokseklubben Nord er slået sammen").exists()
    assert client.get(address).status_code == 404


def test_a_slip_in_a_name_is_found_and_two_are_chosen_by_hand(make_person: Any) -> None:
    clerk, club, twin = moderator(make_person), organisation("Skakklubben Tårnet"), organisation("Skak Klubben Tårnet")
    other, far = organisation("Bonderne"), organisation("Tårnet i Lejre", municipality="0350")
    client = client_of(clerk)
    prepare(client, clerk)
    desk = "/bord/organisationer/dubletter/"
    page = client.get(desk).content.decode()
    assert ("Næsten samme navn i samme kommune" in page, f"{desk}{twin.pk}/{club.pk}/" in page) == (True, True)
    assert client.get(desk, {"luk": "bonder", "behold": f"#{club.pk}"})["Location"] == f"{desk}{other.pk}/{club.pk}/"
    several = client.get(desk, {"luk": "Tårnet", "behold": "findes ikke"}).content.decode()
    assert all(f'value="#{one.pk}"' in several for one in (club, twin))
    assert (f'value="#{far.pk}"' in several, "Vi fandt ingen" in several) == (False, True)
    for strange in ("#", "#²", "#99999999999999999999", "xyz\x00", f"#{far.pk}"):
        assert client.get(desk, {"luk": strange, "behold": "Bonderne"}).status_code == 200


def test_a_decided_report_still_reaches_its_owners_after_a_merge(make_person: Any) -> None:
    clerk, twin, club = moderator(make_person), organisation("Bokseklubben"), organisation("Bokseklubben")
    chair = member(make_person, "formand@example.dk", twin, administrator=True)
    decided(clerk, report(twin.pk).case, Verdict.WARN)
    fine(merge(working(clerk), twin, club))
    assert client_of(chair).get(f"/afgoerelse/organisation/{twin.pk}/").status_code == 200
