"""Loose groups of citizens come in by one step, relatives have a party of their own, and organisations decline through somebody with mandate."""

from dataclasses import replace
from typing import Any

import pytest
from django.core import mail

from samspil.alliances import marks
from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.answer_as_group import answer_as_group
from samspil.alliances.actions.contribute import write_contribution
from samspil.alliances.actions.describe import describe_alliance, described
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.name_contact import name_contact
from samspil.alliances.domain.missing import missing
from samspil.alliances.models import Alliance, Party, PartyInvitation
from samspil.alliances.presenting.next_step import step_of
from samspil.alliances.tests.making import WRITTEN, Two, client_of, fine, joined, member, now, organisation, started, who
from samspil.alliances.tests.test_committing import code
from samspil.core import events
from samspil.core.models import Notice
from samspil.identity.invitation_secrets import secret_of
from samspil.identity.models import Membership, Organisation

pytestmark = pytest.mark.django_db
GROUP = {"name": "Naboerne på Engvej", "loose": "on", "email": "nabo@example.dk", "sector": "", "greeting": ""}


def asked(two: Two) -> str:
    """A group of citizens is invited by mail; the address of its invitation."""
    assert client_of(two.chair).post(f"{two.address}inviter/", GROUP).status_code == 302
    events.deliver_waiting()
    assert "nabo@example.dk" in [to for letter in mail.outbox for to in letter.to]
    return f"/alliancer/invitation/{secret_of(PartyInvitation.objects.get().key)}/"


def test_a_group_of_citizens_says_yes_in_one_step_and_needs_no_cvr_number(make_person: Any) -> None:
    two = started(make_person)
    address = asked(two)
    party = Party.objects.get(name="Naboerne på Engvej")
    assert (party.sector, party.loose, party.state) == ("civil", True, "invited")
    client = client_of(make_person("nabo@example.dk"))
    page = client.get(address).content.decode()
    assert ("Sig ja som en gruppe borgere" in page, 'value="Naboerne på Engvej"' in page, "slags=group" in page) == (True, True, True)
    assert client.post(address, {"group": "1", "name": ""}).status_code == 422
    went = client.post(address, {"group": "1", "name": "Naboerne på Engvej"})
    assert (went.status_code, went.headers["Location"]) == (302, f"{two.address}kontakt/{party.pk}/")
    party.refresh_from_db()
    made = Organisation.objects.get(name="Naboerne på Engvej")
    assert (party.state, party.organisation_id, made.kind, made.cvr) == ("joined", made.pk, "group", "")
    roles = Membership.objects.get(organisation=made)
    assert (roles.contact, roles.signatory, roles.administrator) == (True, True, True)
    assert client.get(went.headers["Location"]).status_code == 200
    assert client.get(address).status_code == 410


def test_a_group_of_citizens_names_somebody_before_the_parties_agree(make_person: Any) -> None:
    two = started(make_person)
    neighbour, address = make_person("nabo@example.dk"), asked(two)
    assert client_of(neighbour).post(address, {"group": "1", "name": "Naboerne på Engvej"}).status_code == 302
    party, group = Party.objects.get(name="Naboerne på Engvej"), Organisation.objects.get(name="Naboerne på Engvej").pk
    fine(write_contribution(who(neighbour), two.slug, group, WRITTEN, revision=1, now=now()))

    def lacks() -> bool:
        return "group-contact" in [reason.code for reason in missing(two.room.plan)]

    assert lacks()
    (reason,) = [reason for reason in missing(two.room.plan) if reason.code == "group-contact"]
    step = step_of(who(neighbour), two.room, reason)
    assert (step.url, step.button) == (f"{two.address}kontakt/{party.pk}/", "Skriv dit navn")
    assert step_of(who(two.chair), two.room, reason).url == f"{two.address}paamind/{party.pk}/"
    fine(name_contact(who(neighbour), two.slug, group, "En nabo", shown=False, now=now()))
    assert not lacks()
    before = Alliance.objects.annotate(mark=marks.mark()).values_list("mark", flat=True).get(pk=two.alliance.pk)
    Membership.objects.filter(person=neighbour).delete()
    assert lacks(), "somebody who is not there any more is nobody's contact"
    assert Alliance.objects.annotate(mark=marks.mark()).values_list("mark", flat=True).get(pk=two.alliance.pk) != before
    Party.objects.filter(pk=party.pk).update(loose=False)
    assert lacks(), "a group without a CVR number is one, however it came in"


def test_nothing_is_made_where_the_group_cannot_answer(make_person: Any) -> None:
    two = started(make_person)
    secret = asked(two).split("/")[3]
    other, right = make_person("en-anden@example.dk"), make_person("nabo@example.dk")
    assert code(answer_as_group(who(other), secret, "Naboerne", now=now())) == "other-address"
    assert code(answer_as_group(who(right), "findes-ikke", "Naboerne", now=now())) == "no-invitation"
    organisation("Naboerne")
    assert code(answer_as_group(who(right), secret, "Naboerne", now=now())) == "same-name"
    again = client_of(right).post(f"/alliancer/invitation/{secret}/", {"group": "1", "name": "Naboerne"})
    assert (again.status_code, "næsten samme navn" in again.content.decode()) == (409, True)
    Party.objects.filter(loose=True).update(state="declined")
    PartyInvitation.objects.update(used_at=now())
    assert code(answer_as_group(who(right), secret, "Gadelauget", now=now())) == "used"
    assert not Organisation.objects.filter(kind="group").exists()


def test_a_group_made_is_taken_back_when_the_yes_is_refused(make_person: Any) -> None:
    two = started(make_person)
    secret = asked(two).split("/")[3]
    two.alliance.stage = "closed"
    two.alliance.save()
    assert code(answer_as_group(who(make_person("nabo@example.dk")), secret, "Gadelauget", now=now())) == "not-now"
    assert not Organisation.objects.filter(name="Gadelauget").exists()


def test_an_invitation_asks_where_others_belong(make_person: Any) -> None:
    two = started(make_person)
    assert client_of(two.chair).post(f"{two.address}inviter/", {**GROUP, "loose": ""}).status_code == 422
    assert client_of(two.chair).post(f"{two.address}inviter/", {**GROUP, "loose": "", "sector": "business"}).status_code == 302
    assert Party.objects.get(name=GROUP["name"]).sector == "business"


def test_an_alliance_that_concerns_relatives_lacks_somebody_who_speaks_for_them(make_person: Any) -> None:
    two = joined(make_person)
    description = replace(described(two.room.alliance), concerns_relatives=True)
    fine(describe_alliance(who(two.chair), two.slug, description, revision=1, now=now()))
    codes = [reason.code for reason in missing(two.room.plan)]
    assert "relatives" in codes
    page = client_of(two.chair).get(f"{two.address}billede/").content.decode()
    assert "Ingen taler for de pårørende endnu." in page
    fine(write_contribution(who(two.owner), two.slug, two.firm.pk, replace(WRITTEN, for_relatives=True), revision=1, now=now()))
    assert "relatives" not in [reason.code for reason in missing(two.room.plan)]
    assert "Taler for de pårørende" in client_of(two.chair).get(f"{two.address}billede/").content.decode()


def test_the_box_for_relatives_is_kept_from_form_to_form(make_person: Any) -> None:
    two = joined(make_person)
    client = client_of(two.chair)
    texts = {"title": "Fælles bord", "purpose": "Alle spiser sammen.", "target_group": "Naboer", "notice_months": "1", "revision": "1"}
    assert client.post(f"{two.address}beskriv/", {**texts, "concerns_relatives": "on"}).status_code == 302
    assert two.room.alliance.concerns_relatives
    assert re_checked(client.get(f"{two.address}beskriv/").content.decode(), "concerns_relatives")
    written = {"for_organisation": two.club.pk, "brings": "Os", "gives": ["people", "money"], "for_relatives": "on", "revision": "1"}
    address = f"{two.address}bidrag/{two.party(two.club).pk}/"
    assert client.post(address, {**written, "gives": ["gold"]}).status_code == 422
    assert client.post(address, written).status_code == 302
    party = two.party(two.club)
    assert (party.gives, party.for_relatives) == (["people", "money"], True)
    late = client.post(address, {**written, "brings": "Noget andet"})
    assert (late.status_code, "Nogen har skrevet her" in late.content.decode()) == (409, True)


def re_checked(page: str, name: str) -> bool:
    """True when the box is ticked."""
    box = page[page.index(f'name="{name}"') :]
    return "checked" in box[: box.index(">")]


def test_an_organisation_declines_with_a_reason_through_one_of_its_own(make_person: Any) -> None:
    two = started(make_person)
    party = fine(invite_organisation(who(two.chair), two.slug, two.firm.pk, now=now()))
    plain, stranger = member(make_person, "menig@example.dk", two.firm, signatory=False), make_person("fremmed@example.dk")
    assert code(answer_invitation(who(plain), two.slug, two.firm.pk, yes=False, reason=" ", now=now())) == "no-reason"
    assert client_of(stranger).get(f"{two.address}svar/").status_code == 404
    answered = client_of(plain).post(f"{two.address}svar/", {"for_organisation": two.firm.pk, "reason": "Vi har travlt i høsten.", "no": "1"})
    assert answered.status_code == 302
    party.refresh_from_db()
    assert (party.state, party.reason) == ("declined", "Vi har travlt i høsten.")
    page = client_of(two.chair).get(f"{two.address}inviter/").content.decode()
    assert ("Har sagt nej tak" in page, "»Vi har travlt i høsten.«" in page) == (True, True)
    events.deliver_waiting()
    assert Notice.objects.visible_to(who(two.chair)).latest("pk").url == f"{two.address}inviter/#nej"
