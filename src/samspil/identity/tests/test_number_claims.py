"""Whoever first writes a CVR number here does not keep it for that alone: others say that it is theirs, and staff decide."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from samspil.alliances.tests.making import OTHER, client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity import responsible
from samspil.identity.actions import decide_claim as deciding
from samspil.identity.actions.claim_number import answer_claim, claim_number, make_and_claim
from samspil.identity.actions.decide_claim import decide_claim
from samspil.identity.actions.make_organisation import NewOrganisation
from samspil.identity.actions.merge_organisations import merge_organisations
from samspil.identity.domain.organisations import ClaimOutcome
from samspil.identity.jobs import remove_old_claims
from samspil.identity.models import Membership, NumberClaim, Organisation
from samspil.moderation.tests.making import moderator, working
from samspil.moderation.tests.test_decide import prepare

pytestmark = pytest.mark.django_db
CVR, FREE = "17150413", "29189803"
WRITTEN = {"kind": "company", "name": "Gartneriet", "municipality": "0000", "cvr": CVR}


@pytest.fixture
def taken(make_person: Any) -> Organisation:
    """A confirmed organisation that has the number, with a chair."""
    first = organisation("De Første")
    Organisation.objects.filter(pk=first.pk).update(cvr=CVR)
    member(make_person, "foerste@example.dk", first, administrator=True)
    Membership.objects.filter(organisation=first).update(asked_at=first.made_at)
    first.refresh_from_db()
    return first


@pytest.fixture
def owner(make_person: Any) -> Client:
    """Somebody who comes to bring their own organisation in."""
    return client_of(make_person("ejer@example.dk"))


def desk(make_person: Any) -> Client:
    """A municipality's own administrator at work."""
    clerk = moderator(make_person)
    client = client_of(clerk)
    prepare(client, clerk)
    return client


def claim_of(make_person: Any, taken: Organisation) -> NumberClaim:
    """The claim of an organisation that is here without a number."""
    second = organisation("De Rigtige")
    chair = member(make_person, "rigtig@example.dk", second, administrator=True)
    made: NumberClaim = fine(claim_number(who(chair), second.pk, CVR, "Se www.virk.dk", now=now()))
    return made


def code(result: object) -> str:
    """Why it was refused; "" when it was not."""
    return result.code if isinstance(result, Refusal) else ""


def texts_for(organisation_id: int) -> list[str]:
    people = Membership.objects.filter(organisation=organisation_id).values("person")
    return list(Notice.objects.filter(recipient_id__in=people, kind="number").values_list("text", flat=True))


def test_whoever_finds_their_number_taken_comes_in_without_it_and_staff_give_it_to_them(make_person: Any, owner: Client, taken: Organisation) -> None:
    answered = owner.post("/organisationer/ny/", WRITTEN)
    page = answered.content.decode()
    assert (answered.status_code, "Er det jeres nummer, og har andre taget det?" in page) == (409, True)
    assert "foerste@example.dk" not in page, "who stands behind the first is told to nobody"
    assert owner.post("/organisationer/ny/", {**WRITTEN, "claim_why": "Vi er gartneriet, se virk.dk"}).status_code == 302
    made = Organisation.objects.get(name="Gartneriet")
    assert (made.cvr, made.confirmed_at) == ("", None)
    claim = NumberClaim.objects.get()
    events.deliver_waiting()
    assert texts_for(taken.pk) == ["Andre siger, at CVR-nummeret for De Første er deres. I kan svare"]
    first = client_of(Membership.objects.get(organisation=taken).person)
    page = first.get(f"{taken.address}nummer/").content.decode()
    assert ("Gartneriet" in page, "virk.dk" in page) == (False, False), "those who have it are not told who asks"
    assert first.post(f"{taken.address}nummer/", {"answer": "Vi har haft det siden 1999"}).status_code == 302
    staff = desk(make_person)
    assert "Se begge sider" in staff.get("/bord/organisationer/").content.decode()
    page = staff.get(f"/bord/organisationer/numre/{claim.pk}/").content.decode()
    for told in ("Vi er gartneriet, se virk.dk", "Vi har haft det siden 1999", "foerste@example.dk", "ejer@example.dk"):
        assert told in page
    assert staff.post(f"/bord/organisationer/numre/{claim.pk}/", {"outcome": "given", "answer": ""}).status_code == 422
    assert staff.post(f"/bord/organisationer/numre/{claim.pk}/", {"outcome": "given", "answer": "Virk viser gartneriet"}).status_code == 302
    made.refresh_from_db()
    taken.refresh_from_db()
    assert (made.cvr, taken.cvr, taken.confirmed_at, made.confirmed_at) == (CVR, "", None, None)
    assert taken.declined_why == "Virk viser gartneriet"
    assert Membership.objects.active().filter(organisation=taken, administrator=True).exists(), "nothing else of theirs is lost"
    assert "Virk viser gartneriet" in first.get(taken.address).content.decode()
    events.deliver_waiting()
    assert texts_for(made.pk) == [f"Gartneriet har fået CVR-nummeret {CVR}"]
    assert f"De Første har ikke længere CVR-nummeret {CVR}" in texts_for(taken.pk)
    history = apps.get_model("identity", "OrganisationEvent").objects.filter(pgh_obj=taken).order_by("-pgh_id").first()
    assert history.pgh_context.metadata["actor"], "the history says who did it"


def test_a_number_stays_where_it_is_when_staff_say_so_and_is_not_asked_for_again_at_once(make_person: Any, taken: Organisation) -> None:
    claim = claim_of(make_person, taken)
    chair = Membership.objects.get(organisation=claim.organisation).person
    assert code(claim_number(who(chair), claim.organisation_id, CVR, "Igen", now=now())) == "waits"
    fine(decide_claim(working(moderator(make_person)), claim.pk, ClaimOutcome.KEPT, "Virk viser de første", now=now()))
    taken.refresh_from_db()
    assert (taken.cvr, bool(taken.confirmed_at)) == (CVR, True)
    assert code(claim_number(who(chair), claim.organisation_id, CVR, "Igen", now=now())) == "answered"
    assert "Virk viser de første" in client_of(chair).get(f"{claim.organisation.address}nummer/").content.decode()
    later = now() + timedelta(days=31)
    fine(claim_number(who(chair), claim.organisation_id, CVR, "Nu er der noget nyt", now=later))


def test_a_free_number_is_written_at_once_and_a_bad_one_never(make_person: Any) -> None:
    club = organisation("Bokseklubben")
    Organisation.objects.filter(pk=club.pk).update(confirmed_at=None)
    chair = client_of(member(make_person, "formand@example.dk", club, administrator=True))
    address = f"{club.address}nummer/"
    assert "Skriv jeres CVR-nummer" in chair.get(club.address).content.decode()
    for wrong in ("", "12345678"):
        assert chair.post(address, {"cvr": wrong}).status_code == 422
    assert chair.post(address, {"cvr": f"DK {FREE}"}).status_code == 302
    club.refresh_from_db()
    assert club.cvr == FREE
    assert "Ingen andre siger" in chair.get(address).content.decode()
    plain = client_of(member(make_person, "medlem@example.dk", club))
    assert plain.get(address).status_code == 403


def test_a_confirmed_organisation_puts_no_number_on_that_nobody_has_looked_at(make_person: Any) -> None:
    club = organisation("Bokseklubben")
    chair = member(make_person, "formand@example.dk", club, administrator=True)
    assert code(claim_number(who(chair), club.pk, FREE, "", now=now())) == "confirmed"


def test_only_staff_of_both_places_who_are_in_neither_decide(make_person: Any, taken: Organisation) -> None:
    claim = claim_of(make_person, taken)
    own = member(make_person, "begge@example.dk", taken, Organisation.objects.get(of_municipality="0000"), administrator=True)
    address = f"/bord/organisationer/numre/{claim.pk}/"
    client = client_of(own)
    prepare(client, own)
    assert "Du er selv med i den ene" in client.get(address).content.decode()
    assert decide_claim(working(own), claim.pk, ClaimOutcome.GIVEN, "Min", now=now()) == deciding.OWN
    elsewhere = moderator(make_person, OTHER)
    client = client_of(elsewhere)
    prepare(client, elsewhere)
    assert client.get(address).status_code == 404
    Organisation.objects.filter(pk=taken.pk).update(municipality=OTHER)
    assert client.get(address).status_code == 404, "neither of two municipalities takes from the other"
    claim.refresh_from_db()
    assert responsible.staff_for([claim.organisation, claim.holder]) == responsible.installation_staff()


def test_deciding_twice_changes_nothing_and_a_number_that_moved_is_read_again(make_person: Any, taken: Organisation) -> None:
    claim, clerk = claim_of(make_person, taken), working(moderator(make_person))
    third = organisation("De Tredje")
    Organisation.objects.filter(pk=taken.pk).update(cvr="")
    Organisation.objects.filter(pk=third.pk).update(cvr=CVR)
    assert decide_claim(clerk, claim.pk, ClaimOutcome.GIVEN, "Virk", now=now()) == deciding.MOVED
    claim.refresh_from_db()
    assert claim.holder == third
    fine(decide_claim(clerk, claim.pk, ClaimOutcome.GIVEN, "Virk", now=now()))
    assert decide_claim(clerk, claim.pk, ClaimOutcome.KEPT, "Nej", now=now()) == deciding.DECIDED
    assert list(Organisation.objects.filter(cvr=CVR)) == [claim.organisation]


def test_merging_the_two_settles_what_they_claimed(make_person: Any, taken: Organisation) -> None:
    claim = claim_of(make_person, taken)
    fine(merge_organisations(working(moderator(make_person)), claim.organisation_id, taken.pk, trusted=False, now=now()))
    claim.refresh_from_db()
    assert claim.outcome == ClaimOutcome.MERGED


def test_nobody_fills_the_desk_with_claims_and_others_are_not_kept_out(make_person: Any, taken: Organisation) -> None:
    many = [organisation(f"Klub {number}") for number in range(4)]
    chair = member(make_person, "mange@example.dk", *many, administrator=True)
    codes = [code(claim_number(who(chair), one.pk, CVR, "Vores", now=now())) for one in many]
    assert codes == ["", "", "", "too-many"]
    claim_of(make_person, taken)


def test_what_was_written_goes_a_year_after_it_was_decided(make_person: Any, taken: Organisation) -> None:
    claim = claim_of(make_person, taken)
    remove_old_claims.func(0)
    assert NumberClaim.objects.filter(pk=claim.pk).update(answered_at=now() - timedelta(days=366)) == 1
    remove_old_claims.func(0)
    assert not NumberClaim.objects.exists()


def test_what_cannot_be_claimed_or_answered_is_refused_in_words(make_person: Any, taken: Organisation) -> None:
    second, stranger = organisation("De Rigtige"), make_person("fremmed@example.dk")
    chair = member(make_person, "rigtig@example.dk", second, administrator=True)
    first = Membership.objects.get(organisation=taken).person
    tries = [
        (claim_number(who(stranger), second.pk, CVR, "x", now=now()), "not-administrator"),
        (claim_number(who(stranger), 0, CVR, "x", now=now()), "not-administrator"),
        (claim_number(who(first), taken.pk, FREE, "x", now=now()), "has-one"),
        (claim_number(who(chair), second.pk, "12345678", "x", now=now()), "bad-cvr"),
        (claim_number(who(chair), second.pk, CVR, " ", now=now()), "no-why"),
        (answer_claim(who(stranger), taken.pk, "x"), "not-administrator"),
        (answer_claim(who(first), taken.pk, "x"), "not-claimed"),
    ]
    assert [code(result) for result, _ in tries] == [wanted for _, wanted in tries]


def test_bringing_one_in_with_a_number_others_have_is_refused_whole_or_done_whole(make_person: Any, taken: Organisation) -> None:
    clubs = [organisation(f"Klub {number}") for number in range(3)]
    busy = member(make_person, "mange@example.dk", *clubs, administrator=True)
    for one in clubs:
        fine(claim_number(who(busy), one.pk, CVR, "Vores", now=now()))
    new = NewOrganisation(kind="company", name="Gartneriet", municipality_code="0000", cvr=CVR)
    assert code(make_and_claim(who(busy), new, "Vores", now=now())) == "too-many"
    assert code(make_and_claim(who(busy), replace(new, municipality_code="9999"), "Vores", now=now())) == "no-municipality"
    assert not Organisation.objects.filter(name="Gartneriet").exists(), "nothing is left of what was refused"
    assert code(make_and_claim(who(busy), new, " ", now=now())) == "same-cvr"


def test_a_claim_of_one_that_was_merged_or_that_got_a_number_is_not_decided(make_person: Any, taken: Organisation) -> None:
    claim, clerk = claim_of(make_person, taken), working(moderator(make_person))
    assert decide_claim(clerk, claim.pk, ClaimOutcome.KEPT, " ", now=now()) == deciding.NO_ANSWER
    Organisation.objects.filter(pk=claim.organisation_id).update(cvr=FREE)
    assert decide_claim(clerk, claim.pk, ClaimOutcome.GIVEN, "x", now=now()) == deciding.MOVED
    Organisation.objects.filter(pk=claim.organisation_id).update(cvr="")
    other = organisation("De Andre")
    Organisation.objects.filter(pk=other.pk).update(cvr=FREE)
    fine(merge_organisations(clerk, claim.organisation_id, other.pk, trusted=True, now=now()))
    claim.refresh_from_db()
    assert (claim.organisation, claim.outcome) == (other, ClaimOutcome.MERGED), "the one that stays has a number of its own"
