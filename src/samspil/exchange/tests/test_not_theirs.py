"""Every errand is refused to whoever it is not for, about what is not there, and when it is not the time; nothing is changed by it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from samspil.alliances.tests.making import member, now, organisation, who
from samspil.core.refusals import Refusal
from samspil.exchange.actions import answer_place, change_offer, change_series, help_in, keep_pair, pairing, seek_pair, swap_shifts, take_shift, write_roster
from samspil.exchange.actions.answer_match import Answer, answer_match, lapse_match
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.pairing import SaidNo
from samspil.exchange.actions.post_offer import NewOffer
from samspil.exchange.actions.shifting import GONE
from samspil.exchange.actions.sign_up import Yes
from samspil.exchange.domain.pairs import PairState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Offer, Pair, Roster, Shift, ShiftPlace, Signup
from samspil.exchange.tests.making import OFFERED, asked, offered
from samspil.exchange.tests.test_lasting_pairs import HER, World
from samspil.identity.actor import VISITOR, Actor

pytestmark = pytest.mark.django_db
NOWHERE = 999_999
SOON = timedelta(hours=2)
ABOUT_A_PAIR: dict[str, Callable[[Actor, int], Any]] = {
    "change": lambda actor, pk: seek_pair.change_receiver(actor, pk, HER, now=now()),
    "propose": lambda actor, pk: seek_pair.propose_giver(actor, pk, NOWHERE, now=now()),
    "yes": lambda actor, pk: seek_pair.answer_pair(actor, pk, "yes", now=now()),
    "no": lambda actor, pk: seek_pair.answer_pair(actor, pk, "no", now=now()),
    "withdraw": lambda actor, pk: seek_pair.withdraw_pair(actor, pk, now=now()),
    "begin": lambda actor, pk: keep_pair.begin_trial(actor, pk, localdate(), localdate() + timedelta(weeks=8), now=now()),
    "go on": lambda actor, pk: keep_pair.end_trial(actor, pk, "go_on", now=now()),
    "extend": lambda actor, pk: keep_pair.end_trial(actor, pk, "extend", localdate() + timedelta(weeks=9), now=now()),
    "talk": lambda actor, pk: keep_pair.hold_talk(actor, pk, "two_weeks", localdate(), worry=False, now=now()),
    "pause": lambda actor, pk: keep_pair.pause_pair(actor, pk, None, now=now()),
    "resume": lambda actor, pk: keep_pair.resume_pair(actor, pk, now=now()),
    "stop": lambda actor, pk: keep_pair.stop_pair(actor, pk, SaidNo(), now=now()),
    "stop now": lambda actor, pk: keep_pair.stop_now(actor, pk, SaidNo(), now=now()),
    "goodbye": lambda actor, pk: keep_pair.say_goodbye(actor, pk, wants_another=True, now=now()),
    "keep on": lambda actor, pk: keep_pair.keep_on(actor, pk, now=now()),
    "take over": lambda actor, pk: keep_pair.take_over(actor, pk),
}


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def refusal(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.mark.parametrize("errand", ABOUT_A_PAIR)
def test_an_errand_about_a_pair_is_for_those_it_is_about(world: World, make_person: Any, errand: str) -> None:
    pair, run = world.proposed(), ABOUT_A_PAIR[errand]
    colleague = member(make_person, "kollega@example.dk", world.club)
    for actor in (VISITOR, who(make_person("fremmed@example.dk")), who(colleague)):
        assert refusal(run(actor, pair.pk)) == "not-yours"
    assert refusal(run(who(world.lead), NOWHERE)) == "not-yours"
    before = pair.state
    pair.refresh_from_db()
    assert pair.state == before


@pytest.mark.parametrize("errand", sorted(set(ABOUT_A_PAIR) - {"take over"}))
def test_a_pair_that_is_over_can_be_asked_for_nothing(world: World, errand: str) -> None:
    pair = world.pair()
    Pair.objects.update(state=PairState.CLOSED)
    refusal(ABOUT_A_PAIR[errand](who(world.lead), pair.pk))


@pytest.mark.parametrize("errand", ["go on", "extend", "pause", "resume", "stop now", "goodbye", "keep on", "begin"])
def test_an_errand_waits_for_its_time(world: World, errand: str) -> None:
    assert refusal(ABOUT_A_PAIR[errand](who(world.lead), world.pair().pk))


def test_a_trial_is_made_longer_within_reason_and_kept_on_after_a_goodbye(world: World) -> None:
    pair, lead, begins = world.trying(), who(world.lead), localdate()
    assert refusal(keep_pair.end_trial(lead, pair.pk, "extend", now=now())) == "trial_length"
    assert refusal(keep_pair.end_trial(lead, pair.pk, "extend", begins + timedelta(weeks=99), now=now())) == "trial_length"
    longer = keep_pair.end_trial(lead, pair.pk, "extend", begins + timedelta(weeks=12), now=now())
    assert isinstance(longer, Pair)
    assert longer.trial_ends == begins + timedelta(weeks=12)
    assert refusal(keep_pair.hold_talk(lead, pair.pk, "two_weeks", begins + timedelta(days=1), worry=False, now=now())) == "later"
    assert refusal(keep_pair.hold_talk(lead, pair.pk, "made up", begins, worry=False, now=now())) == "talk"
    keep_pair.stop_pair(lead, pair.pk, SaidNo(), now=now())
    assert refusal(keep_pair.say_goodbye(lead, pair.pk, None, now=now())) == "ask"
    kept = keep_pair.keep_on(lead, pair.pk, now=now())
    assert isinstance(kept, Pair)
    assert kept.state == PairState.LASTING


def test_it_can_be_over_for_good(world: World) -> None:
    pair, lead = world.trying(), who(world.lead)
    keep_pair.stop_pair(lead, pair.pk, SaidNo(), now=now())
    keep_pair.hold_talk(lead, pair.pk, keep_pair.LAST_TALK, localdate(), worry=False, now=now())
    over = keep_pair.say_goodbye(lead, pair.pk, wants_another=False, now=now())
    assert isinstance(over, Pair)
    assert over.state == PairState.CLOSED


def test_a_pause_that_is_planned_ends_when_they_meet_again(world: World) -> None:
    pair, lead, today = world.trying(), who(world.lead), localdate()
    Pair.objects.update(state=PairState.LASTING)
    keep_pair.pause_pair(lead, pair.pk, today + timedelta(days=30), now=now())
    pair.pauses.update(first=today - timedelta(days=10))
    keep_pair.resume_pair(lead, pair.pk, now=now())
    assert pair.pauses.get().last == today - timedelta(days=1)


def test_a_giver_is_one_who_said_yes_is_free_and_has_not_been_proposed_before(world: World, make_person: Any) -> None:
    lead = who(world.lead)
    world.need.seats = 2
    world.need.save()
    first = world.proposed()
    second = world.pair()
    assert refusal(seek_pair.propose_giver(lead, second.pk, world.place.pk, now=now())) == "taken"
    assert refusal(seek_pair.propose_giver(lead, second.pk, NOWHERE, now=now())) == "giver"
    assert refusal(seek_pair.propose_giver(lead, first.pk, world.yes(make_person("b@example.dk")).pk, now=now())) == "state"
    assert (
        refusal(seek_pair.add_receiver(lead, world.need.pk, seek_pair.Receiver(first_name="Bo", knows=True, account="ingen@example.dk"), now=now())) == "full"
    )
    Pair.objects.filter(pk=second.pk).delete()
    assert (
        refusal(seek_pair.add_receiver(lead, world.need.pk, seek_pair.Receiver(first_name="Bo", knows=True, account="ingen@example.dk"), now=now()))
        == "account"
    )
    other = asked(world.lead, world.club, title="En anden slags")
    assert refusal(seek_pair.add_receiver(lead, other.pk, HER, now=now())) == "kind"


def test_what_is_not_there_is_left_alone(world: World) -> None:
    pair = world.pair()
    seek_pair.lapse_pair(NOWHERE, now=now())
    seek_pair.lapse_pair(pair.pk, now=now())
    keep_pair.leave_pair(NOWHERE, now=now())
    lapse_match(NOWHERE, now=now())
    answer_place.lapse_offer(NOWHERE, now=now())
    answer_place.leave_place(NOWHERE, now=now())
    answer_place.begin_without(world.place.pk, now=now())
    take_shift.leave_shift(NOWHERE, now=now())
    assert pairing.hold_pair(NOWHERE) is None
    pair.refresh_from_db()
    world.place.refresh_from_db()
    assert (pair.state, world.place.state) == (PairState.NEED, SignupState.ASKED)


@pytest.mark.parametrize(("proposed", "state"), [(False, PairState.CLOSED), (True, PairState.CLOSED)])
def test_when_the_one_it_is_about_leaves_nobody_is_sought_any_more(world: World, *, proposed: bool, state: str) -> None:
    pair = world.proposed() if proposed else world.pair()
    keep_pair.leave_pair(pair.pk, now=now())
    keep_pair.leave_pair(pair.pk, now=now())
    pair.refresh_from_db()
    assert pair.state == state


def test_when_the_one_it_is_about_leaves_those_who_meet_say_goodbye(world: World) -> None:
    pair = world.trying()
    keep_pair.leave_pair(pair.pk, now=now())
    pair.refresh_from_db()
    assert pair.state == PairState.CLOSING


def test_a_kind_no_to_whoever_is_proposed_is_a_no_to_the_proposal(world: World) -> None:
    pair = world.proposed()
    answer_place.answer_place(who(world.lead), world.place.pk, "decline", reason="changed", now=now())
    pair.refresh_from_db()
    assert (pair.state, pair.giver) == (PairState.SHORTLISTED, None)


def test_an_errand_about_a_place_is_for_whose_it_is(world: World, make_person: Any) -> None:
    stranger, lead = who(make_person("fremmed@example.dk")), who(world.lead)
    assert refusal(answer_place.give_back(stranger, world.place.pk, now=now())) == "not-yours"
    assert refusal(answer_place.give_back(stranger, NOWHERE, now=now())) == "not-yours"
    assert refusal(answer_place.take_offered(stranger, world.place.pk, now=now())) == "not-yours"
    assert refusal(answer_place.take_offered(who(world.giver), world.place.pk, now=now())) == "state"
    assert refusal(answer_place.answer_place(stranger, world.place.pk, "confirm", now=now())) == "not-yours"
    assert refusal(answer_place.answer_place(lead, world.place.pk, "excuse", now=now())) == "state"
    Signup.objects.update(state=SignupState.OVER)
    assert refusal(answer_place.give_back(who(world.giver), world.place.pk, now=now())) == "state"
    answer_place.leave_place(world.place.pk, now=now())
    move_need(lead, world.need.pk, "cancel", now=now())
    world.place.refresh_from_db()
    assert world.place.state == SignupState.OVER


def test_an_errand_about_an_offer_is_for_whose_it_is(make_person: Any) -> None:
    person, stranger = make_person("giver@example.dk"), who(make_person("fremmed@example.dk"))
    offer = offered(person)
    assert refusal(change_offer.change_offer(stranger, offer.pk, OFFERED, revision=0, now=now())) == "not-yours"
    assert refusal(change_offer.move_offer(stranger, offer.pk, "pause", now=now())) == "not-yours"
    assert refusal(change_offer.count_free(stranger, offer.pk, 1, now=now())) == "not-yours"
    assert refusal(change_offer.count_free(who(person), offer.pk, 1, now=now())) == change_offer.TOO_MANY_FREE.code
    assert refusal(change_offer.move_offer(who(person), offer.pk, "resume", now=now())) == "state"
    Offer.objects.update(state="expired")
    assert refusal(change_offer.change_offer(who(person), offer.pk, OFFERED, revision=0, now=now())) in {"state", "stale"}
    assert refusal(answer_match(stranger, NOWHERE, "yes", "giver", Answer(), now=now()))


def test_nobody_writes_for_somebody_they_do_not_help(world: World) -> None:
    lead = who(world.lead)
    assert refusal(help_in.offer_for(lead, NOWHERE, NewOffer(words=OFFERED), now=now())) == help_in.NOBODY.code
    assert refusal(help_in.sign_up_for(lead, NOWHERE, world.need.pk, Yes(name="En"), now=now())) == help_in.NOBODY.code


def test_an_errand_about_a_shift_is_for_whose_it_is(make_person: Any) -> None:
    club = organisation("Køkkenet")
    chair, person = member(make_person, "formand@example.dk", club), make_person("kok@example.dk")
    need = asked(chair, club, kind="shifts")
    Roster.objects.create(need=need)
    shift = Shift.objects.create(need=need, role="Kok", seats=1, starts_at=now() + SOON, ends_at=now() + 2 * SOON)
    place = ShiftPlace.objects.create(shift=shift, person=person, name="En", state=SignupState.CONFIRMED, made_at=now(), moved_at=now())
    stranger, lead = who(make_person("fremmed@example.dk")), who(chair)
    assert refusal(take_shift.take_shift(VISITOR, shift.pk, now=now())) == "not-in"
    assert refusal(take_shift.take_shift(stranger, NOWHERE, now=now())) == "gone"
    assert refusal(take_shift.give_shifts(stranger, need.pk, [(shift.pk, person.pk)], now=now())) == "not-yours"
    assert take_shift.give_shifts(lead, need.pk, [(NOWHERE, person.pk)], now=now()) == (0, [GONE.text])
    assert refusal(take_shift.give_shift_back(stranger, place.pk, now=now())) == "not-yours"
    assert refusal(take_shift.seek_substitute(stranger, place.pk, now=now())) == "not-yours"
    assert refusal(take_shift.answer_ask(stranger, NOWHERE, yes=True, now=now())) == "no-longer"
    assert refusal(swap_shifts.answer_swap(stranger, NOWHERE, yes=True, now=now())) == "not-yours"
    assert refusal(swap_shifts.take_swap_back(stranger, place.pk)) == "not-yours"
    assert refusal(change_series.answer_new_time(stranger, place.pk, yes=False, now=now())) == "not-yours"
    assert refusal(take_shift.say_who_came(stranger, place.pk, "attend", now=now())) == "not-yours"
    assert refusal(take_shift.say_who_came(lead, place.pk, "attend", now=now())) == take_shift.TOO_EARLY.code
    assert refusal(write_roster.cancel_shift(stranger, shift.pk, now=now())) == "gone"
    assert refusal(write_roster.weigh_roster(stranger, need.pk, {}, now=now())) == "not-yours"
    assert refusal(write_roster.show_roster(stranger, need.pk, now=now())) == "not-yours"
    assert refusal(write_roster.show_roster(lead, need.pk, now=now())) == "five"
    Shift.objects.update(starts_at=now() - SOON)
    assert refusal(write_roster.cancel_shift(lead, shift.pk, now=now())) == "past"
    assert refusal(take_shift.seek_substitute(who(person), place.pk, now=now())) == "gone"
    take_shift.leave_shift(place.pk, now=now())
    ShiftPlace.objects.update(state=SignupState.CANCELLED)
    assert refusal(take_shift.give_shift_back(who(person), place.pk, now=now())) == "state"
    assert refusal(take_shift.say_who_came(lead, place.pk, "attend", now=now())) == "state"
