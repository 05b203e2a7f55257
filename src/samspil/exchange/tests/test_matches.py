"""An offer and a need put beside each other: either side begins, both say yes, and only then is anything held and anybody's name told."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from samspil.alliances.tests.making import client_of, fine, joined, member, now, organisation, started, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.exchange import jobs
from samspil.exchange.actions.answer_match import Answer, answer_match
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.propose_match import Proposal, propose_match
from samspil.exchange.domain.matches import MatchState
from samspil.exchange.domain.needs import NeedState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Match, Need, Offer, Signup
from samspil.exchange.tests.making import asked, club_and_chair, offered, shown
from samspil.identity.models import Organisation, Person

pytestmark = pytest.mark.django_db
WORDS = "De første to uger er altid sammen med en, der kan det."


def firm_and_owner(make_person: Any) -> tuple[Organisation, Person]:
    firm = organisation("Gartneriet", kind="company")
    return firm, member(make_person, "gartner@example.dk", firm)


def five_places(make_person: Any, **needed: Any) -> tuple[Person, Person, Offer, Need]:
    """A firm that offers five training places, and a club that asks for five."""
    firm, owner = firm_and_owner(make_person)
    club, chair = club_and_chair(make_person)
    return owner, chair, offered(owner, firm, kind="place", units=5), asked(chair, club, kind="pair", **{"seats": 5, **needed})


def propose(person: Person, offer: Offer, need: Need, side: str, **told: Any) -> Any:
    return propose_match(who(person), Proposal(**{"offer_id": offer.pk, "need_id": need.pk, "side": side, **told}), now=now())


def reply(person: Person, match: Match, errand: str, side: str, **told: str) -> Any:
    return answer_match(who(person), match.pk, errand, side, Answer(**told), now=now())


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def told_to(person: Person) -> list[str]:
    events.deliver_waiting()
    return list(Notice.objects.filter(recipient_id=person.pk).order_by("pk").values_list("text", flat=True))


def test_a_company_gives_five_places_to_a_need_and_the_club_says_yes(make_person: Any) -> None:
    owner, chair, offer, need = five_places(make_person)
    page = client_of(owner)
    left = page.post(f"{need.address}giv/", {"thing": str(offer.pk), "units": "5", "words": WORDS})
    match = Match.objects.get()
    assert left["Location"] == match.address
    assert (match.state, match.units) == (MatchState.ASKER, 5)
    assert "Nogen vil give noget til jeres behov: Pluk æbler" in told_to(chair)
    answering = client_of(chair)
    assert WORDS in shown(answering, match.address)
    assert answering.post(f"{match.address}svar/", {"side": "asker", "errand": "yes"})["Location"] == match.address
    need.refresh_from_db()
    offer.refresh_from_db()
    assert (need.state, offer.free, Match.objects.get().state) == (NeedState.FULL, 0, MatchState.AGREED)
    assert "Begge har sagt ja: Pluk æbler" in told_to(owner)
    assert "5 af 5 pladser" in shown(answering, need.address)
    assert "0 af 5 pladser er ledige" in shown(page, offer.address)


def test_an_end_gives_the_places_back(make_person: Any) -> None:
    owner, chair, offer, need = five_places(make_person)
    match = fine(propose(owner, offer, need, "giver", units=5))
    fine(reply(chair, match, "yes", "asker"))
    fine(reply(owner, match, "end", "giver"))
    need.refresh_from_db()
    offer.refresh_from_db()
    assert (need.state, offer.free) == (NeedState.OPEN, 5)


def test_a_need_that_is_called_off_gives_everything_back_and_waits_for_nobody(make_person: Any) -> None:
    owner, chair, offer, need = five_places(make_person)
    fine(reply(chair, fine(propose(owner, offer, need, "giver", units=4)), "yes", "asker"))
    firm = Organisation.objects.get(name="Gartneriet")
    waiting = fine(propose(owner, offered(owner, firm, kind="place", units=2), need, "giver"))
    fine(move_need(who(chair), need.pk, "cancel", now=now()))
    offer.refresh_from_db()
    waiting.refresh_from_db()
    assert (offer.free, waiting.state) == (5, MatchState.LAPSED)
    assert Match.objects.filter(state=MatchState.ENDED).count() == 1


def test_a_persons_yes_becomes_a_place_and_names_open_only_then(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    giver = make_person("giver@example.dk")
    offer, need = offered(giver), asked(chair, club, seats=2)
    match = fine(propose(chair, offer, need, "asker"))
    assert "Nogen kan bruge dit tilbud: Pluk æbler" in told_to(giver)
    assert code(reply(giver, match, "yes", "giver")) == "no-name"
    assert not Signup.objects.exists()
    fine(reply(giver, match, "yes", "giver", name="Bo", phone="12 34 56 78"))
    place = Signup.objects.get()
    assert (place.state, place.name, place.person_id, place.match.pk) == (SignupState.CONFIRMED, "Bo", giver.pk, match.pk)
    assert "12 34 56 78" in shown(client_of(chair), match.address)
    match.refresh_from_db()
    assert code(reply(chair, match, "end", "asker")) == "by-place"


def test_the_givers_name_is_not_told_before_both_have_said_yes(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    giver = make_person("giver@example.dk")
    offer, need = offered(giver), asked(chair, club)
    match = fine(propose(giver, offer, need, "giver", name="Bo Hemmelig", phone="12 34 56 78"))
    before = shown(client_of(chair), match.address)
    assert "Hemmelig" not in before
    assert "12 34" not in before
    assert "giver@" not in before
    fine(reply(chair, match, "yes", "asker"))
    assert "Bo Hemmelig" in shown(client_of(chair), match.address)


def test_a_no_is_kind_and_the_other_hears_of_it(make_person: Any) -> None:
    owner, chair, offer, need = five_places(make_person)
    match = fine(propose(owner, offer, need, "giver"))
    fine(reply(chair, match, "no", "asker", words="Vi har fået dem, vi mangler."))
    assert "Vi har fået dem, vi mangler." in shown(client_of(owner), match.address)
    assert "Det blev ikke denne gang: Pluk æbler" in told_to(owner)
    assert code(reply(owner, match, "yes", "giver")) == "state"


@pytest.mark.parametrize(
    ("side", "told", "why"),
    [("giver", {"units": 6}, "full"), ("asker", {"units": 4}, "free"), ("desk", {}, "not-yours"), ("giver", {"need_id": 0}, "gone")],
)
def test_what_cannot_be_is_refused_with_its_reason(make_person: Any, side: str, told: dict[str, int], why: str) -> None:
    firm, owner = firm_and_owner(make_person)
    club, chair = club_and_chair(make_person)
    offer, need = offered(owner, firm, kind="place", units=3), asked(chair, club, kind="pair", seats=5)
    assert code(propose(owner if side != "asker" else chair, offer, need, side, **told)) == why


def test_unlike_kinds_unnamed_needs_and_the_same_twice_are_refused(make_person: Any) -> None:
    owner, chair, offer, need = five_places(make_person)
    club, firm = Organisation.objects.get(name="Spisevennerne"), Organisation.objects.get(name="Gartneriet")
    fine(propose(owner, offer, need, "giver"))
    assert code(propose(chair, offer, need, "asker")) == "already"
    assert code(propose(owner, offered(owner, firm, kind="room", units=1), need, "giver")) == "unlike"
    assert code(propose(owner, offer, asked(chair, club, kind="pair", unnamed=True), "giver")) == "pair"
    stranger = make_person("fremmed@example.dk")
    assert code(propose(stranger, offer, need, "giver")) == "not-yours"


def test_a_minor_is_not_asked_by_an_association_nor_for_what_is_for_adults(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    young = make_person("ung@example.dk")
    offer = offered(young, age="minor")
    assert code(propose(chair, offer, asked(chair, club), "asker")) == "not-yours"
    assert code(propose(young, offer, asked(chair, club, min_age=18), "giver", name="Mo")) == "age"
    assert client_of(chair).get(offer.address).status_code == 404


def test_two_who_agree_at_last_find_that_the_places_are_gone(make_person: Any) -> None:
    owner, chair, offer, need = five_places(make_person, seats=3)
    firm = Organisation.objects.get(name="Gartneriet")
    first = fine(propose(owner, offer, need, "giver", units=3))
    second = fine(propose(owner, offered(owner, firm, kind="place", units=5), need, "giver", units=2))
    fine(reply(chair, first, "yes", "asker"))
    assert code(reply(chair, second, "yes", "asker")) == "full"
    second.refresh_from_db()
    assert second.state == MatchState.ASKER


def test_nobody_else_sees_a_proposal_or_answers_it(make_person: Any) -> None:
    owner, _chair, offer, need = five_places(make_person)
    match = fine(propose(owner, offer, need, "giver"))
    stranger = make_person("fremmed@example.dk")
    for client in (client_of(stranger), client_of(member(make_person, "anden@example.dk", organisation("En anden")))):
        assert client.get(match.address).status_code == 404
        assert client.post(f"{match.address}svar/", {"side": "asker", "errand": "yes"}).status_code == 404
    assert code(reply(stranger, match, "yes", "asker")) == "not-yours"
    assert code(reply(owner, match, "yes", "asker")) == "not-yours"
    assert Client().get(match.address).status_code == 302


def test_what_nobody_answers_lapses_and_words_go_a_while_after(make_person: Any) -> None:
    owner, _chair, offer, need = five_places(make_person)
    match = fine(propose(owner, offer, need, "giver", words=WORDS))
    Match.objects.update(until=localdate() - timedelta(days=1))
    jobs.stop_waiting(0)
    match.refresh_from_db()
    assert (match.state, match.words) == (MatchState.LAPSED, WORDS)
    Need.objects.update(ends_on=localdate() - timedelta(days=jobs.KEEP_DAYS + 1))
    jobs.stop_waiting(0)
    match.refresh_from_db()
    assert match.words == ""


def test_a_cpr_number_is_refused_in_the_words(make_person: Any) -> None:
    owner, _, offer, need = five_places(make_person)
    answer = client_of(owner).post(f"{need.address}giv/", {"thing": str(offer.pk), "units": "1", "words": "Ring til 010190-1234"})
    assert answer.status_code == 422
    assert not Match.objects.exists()


def test_an_offer_written_for_a_need_goes_on_to_it(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    giver, need = make_person("giver@example.dk"), asked(chair, club)
    page = client_of(giver)
    assert f"/tilbud/giv/?til={need.slug}" in shown(page, f"{need.address}giv/")
    form = {"kind": "time", "title": "Tid", "text": "Lidt", "postcode": "4330", "municipality": "0000", "age": "adult"}
    assert page.post(f"/tilbud/giv/?til={need.slug}", form)["Location"] == f"{need.address}giv/"
    assert page.post("/tilbud/giv/?til=findes-ikke", {**form, "title": "Mere tid"})["Location"].startswith("/tilbud/")


def test_an_alliance_hears_what_is_given_to_its_need_and_how_to_make_it_a_promise(make_person: Any) -> None:
    two = started(make_person)
    need = asked(two.chair, two.club, kind="pair", seats=5, initiative_id=two.alliance.initiative_id)
    fine(reply(two.chair, fine(propose(two.owner, offered(two.owner, two.firm, kind="place", units=5), need, "giver", units=5)), "yes", "asker"))
    assert f"{two.firm.name} vil give noget til alliancen: indbyd dem som part" in told_to(two.chair)


def test_a_party_that_gives_is_told_to_write_it_as_a_promise(make_person: Any) -> None:
    two = joined(make_person)
    need = asked(two.chair, two.club, kind="pair", seats=5, initiative_id=two.alliance.initiative_id)
    fine(reply(two.chair, fine(propose(two.owner, offered(two.owner, two.firm, kind="place", units=5), need, "giver", units=5)), "yes", "asker"))
    assert "I har givet 5 pladser til en alliance: skriv det som et tilsagn" in told_to(two.owner)
