"""Confidentiality where people help: read and confirmed before anything is told, imposed by an authority and promised elsewhere."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.timezone import localdate

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.personal_data import Subject
from samspil.core.refusals import Refusal
from samspil.core.text import refuse_cpr_number
from samspil.exchange import jobs
from samspil.exchange.actions.pledge import forget_pledges, pledge
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.write_in_thread import About, begin_thread
from samspil.exchange.actions.write_need import change_need
from samspil.exchange.models import Need, Pledge
from samspil.exchange.personal_data import export_pledges, shred_pledges
from samspil.exchange.tests.making import ASKED, NEED_FORM, asked, club_and_chair, shown
from samspil.exchange.tests.test_lasting_pairs import World as PairWorld
from samspil.identity.actor import VISITOR
from samspil.identity.models import Organisation, Person

pytestmark = pytest.mark.django_db
ABOUT = "borgernes helbred"


class World:
    """Somebody who said yes to a need where one is told what is confidential."""

    def __init__(self, make_person: Any, kind: str = "association") -> None:
        self.club: Organisation = organisation("Huset", kind)
        self.lead: Person = member(make_person, "leder@example.dk", self.club)
        self.helper: Person = make_person("hjaelper@example.dk")
        self.need = asked(self.lead, self.club, confidential=ABOUT)
        self.address = f"{self.need.address}tavshed/"
        self.place = fine(sign_up(who(self.helper), self.need.pk, Yes(name="Signe"), now=now()))

    def confirm(self, about: str = ABOUT) -> Any:
        return pledge(who(self.helper), self.need.pk, "Signe Hjælper", about, now=now())


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_whoever_says_yes_reads_it_confirms_it_and_finds_the_receipt(world: World) -> None:
    client = client_of(world.helper)
    assert "Læs og bekræft" in shown(client, world.need.address)
    assert "Har ikke bekræftet tavshed" in shown(client_of(world.lead), world.need.address)
    page = shown(client, world.address)
    assert ABOUT in page
    assert "Signe lover Huset" in page
    answer = client.post(world.address, {"name": "Signe Hjælper", "about": ABOUT})
    assert (answer.status_code, answer.headers["Location"]) == (302, world.address)
    assert "Signe Hjælper bekræftede den" in shown(client, world.address)
    assert "Din kvittering" in shown(client, world.need.address)
    events.deliver_waiting()
    (told,) = Notice.objects.filter(recipient_id=world.lead.pk, dedupe_key__startswith="pledged:")
    assert "Signe" not in f"{told.text}{told.about}"
    assert "Har bekræftet tavshed" in shown(client_of(world.lead), world.need.address)


def test_the_form_leads_there_when_a_place_is_got(make_person: Any) -> None:
    world = World(make_person)
    other = make_person("anden@example.dk")
    Need.objects.update(seats=5, state="open")
    told = {"name": "Bo", "phone": "", "words": "", "party_size": "1"}
    assert client_of(other).post(f"{world.need.address}ja/", told).headers["Location"] == world.address


def test_an_authority_imposes_and_an_association_is_promised(make_person: Any) -> None:
    public = World(make_person, "state")
    receipt = fine(public.confirm())
    assert receipt.imposed
    assert receipt.text[0].startswith("Huset pålægger Signe Hjælper tavshedspligt i opgaven »Pluk æbler« fra den ")
    assert "§ 27" in shown(client_of(public.helper), public.address)


def test_a_promise_does_not_say_that_a_club_can_impose_it(world: World) -> None:
    receipt = fine(world.confirm())
    assert not receipt.imposed
    assert "pålægger" not in receipt.text[0]
    assert "kun en myndighed kan pålægge tavshedspligt" in " ".join(receipt.text)


def test_twice_is_once_and_what_it_is_about_is_what_was_read(world: World) -> None:
    assert code_of(world.confirm("noget andet")) == "changed"
    first = fine(world.confirm())
    assert fine(world.confirm()).pk == first.pk
    fine(change_need(who(world.lead), world.need.pk, replace(ASKED, confidential="økonomi"), revision=world.need.revision, now=now()))
    assert "Læs og bekræft" in shown(client_of(world.helper), world.need.address)
    assert fine(world.confirm("økonomi")).pk != first.pk


def test_who_has_no_place_no_name_or_nothing_to_confirm_is_refused(world: World, make_person: Any) -> None:
    other = make_person("anden@example.dk")
    assert code_of(pledge(who(other), world.need.pk, "En", ABOUT, now=now())) == "not-yours"
    assert code_of(pledge(VISITOR, world.need.pk, "En", ABOUT, now=now())) == "not-yours"
    assert code_of(pledge(who(world.helper), 0, "En", ABOUT, now=now())) == "not-yours"
    assert code_of(pledge(who(world.helper), world.need.pk, "  ", ABOUT, now=now())) == "no-name"
    assert client_of(other).get(world.address).status_code == 404
    assert client_of(other).get(f"{world.address}kvittering.pdf").status_code == 404
    assert client_of(world.helper).post(world.address, {"name": "", "about": ABOUT}).status_code == 422
    assert client_of(world.helper).post(world.address, {"name": "Signe", "about": "gammelt"}).status_code == 409
    Need.objects.update(confidential="")
    assert code_of(world.confirm()) == "nothing"
    assert client_of(world.helper).get(world.address).status_code == 404


def test_no_cpr_number_in_what_it_is_about_or_in_the_name(world: World) -> None:
    with pytest.raises(ValidationError):
        refuse_cpr_number("010190-1234")
    form = {**NEED_FORM, "for_organisation": str(world.club.pk), "confidential": "010190-1234"}
    assert client_of(world.lead).post("/behov/skriv/", form).status_code == 422
    assert client_of(world.helper).post(world.address, {"name": "010190-1234", "about": ABOUT}).status_code == 422
    assert not Pledge.objects.exists()


def test_the_receipt_is_the_persons_and_those_who_asks_alone(world: World, make_person: Any) -> None:
    fine(world.confirm())
    found = Pledge.objects
    assert found.visible_to(who(world.helper)).count() == found.visible_to(who(world.lead)).count() == 1
    neighbour, chair = club_and_chair(make_person)
    assert neighbour.pk
    assert not found.visible_to(who(chair)).exists()
    assert not found.visible_to(VISITOR).exists()
    assert "tavshed" not in shown(Client(), world.need.address)


def test_it_is_printed(world: World) -> None:
    fine(world.confirm())
    answer = client_of(world.helper).get(f"{world.address}kvittering.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_giver_of_a_pair_is_told_who_it_is_when_they_have_confirmed(make_person: Any) -> None:
    world = PairWorld(make_person)
    pair = world.agreed()
    Need.objects.update(confidential=ABOUT)
    page = shown(client_of(world.giver), pair.address)
    assert "Fatima" not in page
    assert "Læs og bekræft" in page
    assert "Fatima" in shown(client_of(world.lead), pair.address)
    pair.receiver = make_person("hende@example.dk")
    pair.save()
    assert code_of(begin_thread(who(world.giver), About("pair", pair.pk), "Hej", now=now())) == "first-bound"
    fine(pledge(who(world.giver), world.need.pk, "Giveren", ABOUT, now=now()))
    assert "Fatima" in shown(client_of(world.giver), pair.address)


def test_it_goes_three_years_after_the_last_day_unless_a_pair_still_meets(make_person: Any) -> None:
    world = PairWorld(make_person)
    world.agreed()
    Need.objects.update(confidential=ABOUT)
    kept = fine(pledge(who(world.giver), world.need.pk, "Giveren", ABOUT, now=now()))
    long_ago = localdate() - timedelta(days=jobs.PLEDGE_DAYS + 1)
    Need.objects.update(ends_on=long_ago)
    jobs.forget_who_helped(0)
    assert Pledge.objects.filter(pk=kept.pk).exists(), "confirmed today"
    Pledge.objects.update(confirmed_at=now() - timedelta(days=jobs.PLEDGE_DAYS + 2))
    jobs.forget_who_helped(0)
    assert Pledge.objects.filter(pk=kept.pk).exists(), "the two still meet"
    world.need.pairs.update(state="closed")
    forget_pledges(localdate() - timedelta(days=jobs.PLEDGE_DAYS))
    assert not Pledge.objects.exists()


def test_a_person_takes_it_along_and_the_receipt_stays_without_the_account(world: World) -> None:
    fine(world.confirm())
    subject = Subject(person_id=world.helper.pk, addresses=("hjaelper@example.dk",))
    assert export_pledges(subject)
    shred_pledges(subject)
    assert Pledge.objects.get().person_id is None
    assert not export_pledges(subject)
