"""Want no contact: neither messages nor places, shifts, proposals or pairs between the two, and nobody is told before they try."""

from datetime import timedelta
from typing import Any

import pytest

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.core.refusals import Refusal
from samspil.exchange.actions.answer_match import Answer, answer_match
from samspil.exchange.actions.answer_place import answer_place, give_back, take_offered
from samspil.exchange.actions.block import block_in_thread, lift_block
from samspil.exchange.actions.follow_merge import move_blocks
from samspil.exchange.actions.propose_match import APART, Proposal, propose_match, shut_between
from samspil.exchange.actions.seek_pair import Receiver, add_receiver, answer_pair, propose_giver
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.take_shift import give_shifts, take_shift
from samspil.exchange.actions.write_in_thread import About, begin_thread, write_in_thread
from samspil.exchange.blocks import apart_from, shut_of
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.filling import refusals_of
from samspil.exchange.models import Block, Need, PairNo, Shift, Signup, Thread
from samspil.exchange.substitutes import staffing
from samspil.exchange.tests.making import MORNING, asked, club_and_chair, offered, shown
from samspil.exchange.tests.test_rosters import roster_of
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.models import Organisation, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
TASTES: dict[str, list[str]] = {name: [] for name in ("interests", "languages", "traits", "wont")}


class World:
    """A club with an administrator, somebody who wrote to it, and the thread."""

    def __init__(self, make_person: Any) -> None:
        self.club, self.chair = club_and_chair(make_person)
        self.chair.memberships.update(administrator=True)
        self.one = make_person("en@example.dk")
        self.need: Need = asked(self.chair, self.club)
        self.thread: Thread = fine(begin_thread(who(self.one), About("need", self.need.pk), "Hej", now=now())).thread

    def blocked(self, person: Person) -> Block:
        block: Block = fine(block_in_thread(who(person), self.thread.pk, "", now=now()))
        return block


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def yes(person: Person, need: Need) -> Any:
    return sign_up(who(person), need.pk, Yes(name="En", old_enough=True, tastes=TASTES), now=now())


def test_a_person_blocks_and_opens_again_on_pages(world: World) -> None:
    client = client_of(world.one)
    assert f"{world.thread.address}bloker/" in shown(client, world.thread.address)
    assert "Bloker Spisevennerne?" in shown(client, f"{world.thread.address}bloker/")
    assert client.post(f"{world.thread.address}bloker/", {"words": "CPR 010190-1234"}).status_code == 422
    assert client.post(f"{world.thread.address}bloker/", {"words": "Ringede om natten."}).status_code == 302
    assert "Ringede om natten." in shown(client, "/behov/blokeret/")
    assert "Ringede" not in shown(client_of(world.chair), "/behov/blokeret/")
    assert refused(write_in_thread(who(world.chair), world.thread.pk, "Hallo", now=now())) == "blocked"
    assert refused(write_in_thread(who(world.one), world.thread.pk, "Hallo", now=now())) == "you-blocked"
    assert refused(yes(world.one, world.need)) == "you-blocked"
    again = client.post(f"{world.thread.address}bloker/", {"words": ""})
    assert again.status_code == 302
    block = Block.objects.get()
    assert refused(lift_block(who(world.chair), block.pk)) == "not-yours"
    assert client.post(f"/behov/blokeret/{block.pk}/aabn/").status_code == 302
    fine(yes(world.one, world.need))


def test_only_administrators_block_for_an_organisation(world: World, make_person: Any) -> None:
    plain = member(make_person, "medlem@example.dk", world.club)
    answer = client_of(plain).post(f"{world.thread.address}bloker/", {"words": ""})
    assert answer.status_code == 409
    assert "administratorer" in answer.content.decode()
    block = world.blocked(world.chair)
    assert block.called == "Den, der spørger"
    assert refused(yes(world.one, world.need)) == "blocked"
    assert refused(lift_block(who(plain), block.pk)) == "not-yours"
    assert "Den, der spørger" in shown(client_of(world.chair), "/behov/blokeret/")
    assert "Den, der spørger" not in shown(client_of(plain), "/behov/blokeret/")
    assert lift_block(who(world.chair), block.pk) is None
    assert refused(lift_block(who(world.chair), block.pk)) == "not-yours"


def test_a_blocked_offer_is_neither_proposed_nor_agreed_on(world: World) -> None:
    offer, need = offered(world.one), asked(world.chair, world.club, title="Mal hegnet")
    match = fine(propose_match(who(world.chair), Proposal(offer_id=offer.pk, need_id=world.need.pk, side="asker"), now=now()))
    assert refusals_of({str(offer.pk): offer}, [need]) == {str(offer.pk): frozenset()}
    world.blocked(world.one)
    assert refused(answer_match(who(world.one), match.pk, "yes", "giver", Answer(name="En"), now=now())) == "blocked"
    assert refused(propose_match(who(world.chair), Proposal(offer_id=offer.pk, need_id=need.pk, side="asker"), now=now())) == "blocked"
    assert shut_between(offer, need, "desk") == APART
    given = Proposal(offer_id=offer.pk, need_id=need.pk, side="giver", name="En")
    assert refused(propose_match(who(world.one), given, now=now())) == "you-blocked"
    assert refusals_of({str(offer.pk): offer}, [need]) == {str(offer.pk): frozenset({str(need.pk)})}
    assert shut_of([world.club.pk]) == {(world.one.pk, None, world.club.pk)}


def test_a_blocked_person_takes_no_shift_and_is_not_asked_to_step_in(make_person: Any) -> None:
    chair, need, people = roster_of(make_person, people=2)
    club = need.organisation
    assert club is not None
    shift = Shift.objects.filter(need=need).earliest("starts_at")
    Block.objects.create(by_organisation=club, person=people[0], called="En", made_at=now())
    assert refused(take_shift(who(people[0]), shift.pk, now=MORNING)) == "blocked"
    assert {person for _, person in staffing(need, [shift], now=MORNING).pairs} <= {people[1].pk}
    _, why = fine(give_shifts(who(chair), need.pk, [(shift.pk, people[0].pk)], now=MORNING))
    assert why == ["Du har blokeret den anden. Ophæv det først under »Blokeret«."]
    Block.objects.update(by_organisation=None, by_person=people[0], person=None, organisation=club)
    _, why = fine(give_shifts(who(chair), need.pk, [(shift.pk, people[0].pk)], now=MORNING))
    assert "lukket for kontakt" in why[0], "who blocked whom is not told to the other"
    fine(take_shift(who(people[1]), shift.pk, now=MORNING))
    assert apart_from(club.pk, [one.pk for one in people]) == {people[0].pk}
    assert chair.pk not in apart_from(club.pk, [chair.pk])


def test_who_waits_or_asked_and_blocked_since_is_neither_offered_a_seat_nor_confirmed(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    need = asked(chair, club, seats=1)
    first, second = make_person("en@example.dk"), make_person("to@example.dk")
    place, waits = fine(yes(first, need)), fine(yes(second, need))
    block = Block.objects.create(by_person=second, organisation=club, called="Klub", made_at=now())
    fine(give_back(who(first), place.pk, now=now()))
    waits.refresh_from_db()
    assert waits.state == SignupState.WAITING
    Signup.objects.filter(pk=waits.pk).update(state=SignupState.OFFERED, offered_until=now() + timedelta(hours=1))
    assert refused(take_offered(who(second), waits.pk, now=now())) == "you-blocked"
    Signup.objects.filter(pk=waits.pk).update(state=SignupState.ASKED)
    assert refused(answer_place(who(chair), waits.pk, "confirm", now=now())) == "apart"
    block.delete()
    fine(answer_place(who(chair), waits.pk, "confirm", now=now()))


def test_two_who_blocked_each_other_are_not_put_together(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    giver, her = make_person("giver@example.dk"), make_person("hun@example.dk")
    need = asked(chair, club, kind="pair", unnamed=True)
    place = fine(yes(giver, need))
    pair = fine(add_receiver(who(chair), need.pk, Receiver(first_name="Fatima", account=her.email, knows=True, tastes=TASTES), now=now()))
    block = Block.objects.create(by_person=her, person=giver, called="En", made_at=now())
    assert refused(propose_giver(who(chair), pair.pk, place.pk, now=now())) == "apart"
    block.delete()
    fine(propose_giver(who(chair), pair.pk, place.pk, now=now()))
    again = Block.objects.create(by_person=her, person=giver, called="En", made_at=now())
    assert refused(answer_pair(who(giver), pair.pk, "yes", now=now())) == "apart"
    again.delete()
    fine(answer_pair(who(giver), pair.pk, "no", now=now()))
    PairNo.objects.all().delete()
    Block.objects.create(by_person=giver, organisation=club, called="Klub", made_at=now())
    assert refused(propose_giver(who(chair), pair.pk, place.pk, now=now())) == "blocked"


def test_blocks_follow_when_two_organisations_become_one(make_person: Any) -> None:
    one, two, other = (organisation(name) for name in ("Et", "To", "Tre"))
    person = make_person("en@example.dk")
    blocks: list[dict[str, Organisation | Person]] = [
        {"by_organisation": one, "person": person},
        {"by_organisation": two, "person": person},
        {"by_organisation": one, "organisation": two},
        {"by_organisation": one, "organisation": other},
        {"by_person": person, "organisation": one},
    ]
    for told in blocks:
        Block.objects.create(called="En", made_at=now(), **told)
    move_blocks(one, two)
    found = set(Block.objects.values_list("by_person", "by_organisation", "person", "organisation"))
    assert found == {(None, two.pk, person.pk, None), (None, two.pk, None, other.pk), (person.pk, None, None, two.pk)}


def test_what_nobody_is_behind_cannot_be_blocked_and_outsiders_block_nobody(world: World, make_person: Any) -> None:
    assert client_of(make_person("x@example.dk")).get(f"{world.thread.address}bloker/").status_code == 404
    world.blocked(world.one)
    delete_account(who(world.one))
    assert not Block.objects.exists()
