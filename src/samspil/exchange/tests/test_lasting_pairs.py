"""Lasting pairs, from a need without identity to a goodbye and a successor: what each may see and do, at pages and actions."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.alliances.tests.making import fine, member, now, who
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.exchange.actions import keep_pair, seek_pair
from samspil.exchange.actions.answer_place import answer_place, give_back
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.pairing import SaidNo
from samspil.exchange.actions.seek_pair import Receiver
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.domain.pairs import NoReason, PairState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.events import PairMoved, PairTalkDue
from samspil.exchange.jobs import forget_who_helped, look_after_pairs
from samspil.exchange.models import GiverTastes, Need, Pair, PairNo, PairTalk, Signup
from samspil.exchange.tests.making import asked, club_and_chair, shown
from samspil.identity.models import Membership, Person
from samspil.site import pair_notices

pytestmark = pytest.mark.django_db
LIKES = {"interests": ["walk", "music"], "languages": ["ar"], "traits": ["dog"], "wont": ["smoke"]}
EMPTY: dict[str, list[str]] = {name: [] for name in LIKES}
HER = Receiver(first_name="Fatima", surname="Testesen", phone="12 34 56 78", near="Ved åen", about="En gåtur om ugen.", knows=True, tastes=LIKES)


class World:
    """A club with a coordinator, a need for a visiting friend, and one who said yes."""

    def __init__(self, make_person: Any, seats: int = 1) -> None:
        self.club, self.lead = club_and_chair(make_person)
        self.giver = make_person("giver@example.dk")
        self.need = asked(self.lead, self.club, kind="pair", title="En gåtur om ugen", unnamed=True, seats=seats)
        self.place = self.yes(self.giver)

    def yes(self, person: Person, name: str = "Giveren", **tastes: Any) -> Signup:
        signup: Signup = fine(sign_up(who(person), self.need.pk, Yes(name=name, phone="87 65 43 21", old_enough=True, tastes={**EMPTY, **tastes}), now=now()))
        return signup

    def pair(self, her: Receiver = HER) -> Pair:
        pair: Pair = fine(seek_pair.add_receiver(who(self.lead), self.need.pk, her, now=now()))
        return pair

    def proposed(self) -> Pair:
        pair: Pair = fine(seek_pair.propose_giver(who(self.lead), self.pair().pk, self.place.pk, now=now()))
        return pair

    def agreed(self) -> Pair:
        pair = self.proposed()
        fine(seek_pair.answer_pair(who(self.giver), pair.pk, "yes", now=now()))
        both: Pair = fine(seek_pair.answer_pair(who(self.lead), pair.pk, "yes", side="receiver", heard="phone", now=now()))
        return both

    def trying(self) -> Pair:
        today = localdate()
        pair: Pair = fine(keep_pair.begin_trial(who(self.lead), self.agreed().pk, today, today + timedelta(weeks=8), now=now()))
        return pair


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_nobody_but_the_coordinator_reads_a_name_before_both_have_said_yes(world: World, make_person: Any) -> None:
    pair = world.proposed()
    other = member(make_person, "kollega@example.dk", world.club)
    for person in (world.giver, other):
        page = shown(client_of(person), pair.address)
        assert "Fatima" not in page
        assert "12 34 56 78" not in page
        assert "Testesen" not in page
    assert "Ved åen" in shown(client_of(world.giver), pair.address)
    assert "Ved åen" not in shown(client_of(other), pair.address)
    assert "Fatima" not in shown(client_of(other), f"{world.need.address}par/")
    assert "Fatima Testesen" in shown(client_of(world.lead), pair.address)
    assert client_of(make_person("fremmed@example.dk")).get(pair.address).status_code == 404
    assert Client().get(pair.address).status_code == 302


def test_the_first_name_opens_when_both_have_said_yes_and_telephone_when_they_begin(world: World) -> None:
    pair = world.agreed()
    page = shown(client_of(world.giver), pair.address)
    assert "Fatima" in page
    assert "Testesen" not in page
    assert "12 34 56 78" not in page
    today = localdate()
    fine(keep_pair.begin_trial(who(world.lead), pair.pk, today, today + timedelta(weeks=8), now=now()))
    page = shown(client_of(world.giver), pair.address)
    assert "Fatima Testesen" in page
    assert "12 34 56 78" in page
    world.place.refresh_from_db()
    world.need.refresh_from_db()
    assert (world.place.state, world.need.state) == (SignupState.CONFIRMED, "full")


def test_a_no_goes_to_the_coordinator_alone_and_the_two_are_never_proposed_again(world: World) -> None:
    pair = world.proposed()
    fine(seek_pair.answer_pair(who(world.giver), pair.pk, "no", said=SaidNo(NoReason.DISTANCE, "For langt at cykle."), now=now()))
    pair.refresh_from_db()
    assert (pair.state, pair.giver) == (PairState.SHORTLISTED, None)
    assert client_of(world.giver).get(pair.address).status_code == 404
    assert "For langt at cykle." in shown(client_of(world.lead), pair.address)
    refused = seek_pair.propose_giver(who(world.lead), pair.pk, world.place.pk, now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "again"
    assert "Giveren" not in shown(client_of(world.lead), pair.address).split("De, der")[0].split("<h1>")[1]


def test_the_shortlist_has_reasons_and_leaves_out_who_cannot(world: World, make_person: Any) -> None:
    world.yes(make_person("b@example.dk"), "Passer godt", interests=["walk"], languages=["ar"])
    world.yes(make_person("c@example.dk"), "Ryger", interests=["walk", "music"], traits=["smoke"])
    world.yes(make_person("d@example.dk"), "Allergisk", interests=["walk"], wont=["dog"])
    page = shown(client_of(world.lead), world.pair().address)
    assert "De kan begge lide gåture" in page
    assert "De taler begge arabisk" in page
    assert page.index("Passer godt") < page.index("Giveren")
    assert "Ryger" not in page
    assert "Allergisk" not in page


def test_a_whole_team_is_put_together_and_the_coordinator_decides(make_person: Any) -> None:
    world = World(make_person, seats=3)
    world.yes(make_person("b@example.dk"), "Musik", interests=["music"])
    world.pair()
    world.pair(Receiver(first_name="Bo", knows=True, tastes={**EMPTY, "interests": ["music"]}))
    page = shown(client_of(world.lead), f"{world.need.address}par/")
    assert "Et forslag til alle på én gang" in page
    assert not Pair.objects.exclude(giver=None).exists()


@pytest.mark.parametrize(("side", "heard", "code"), [("giver", "phone", "themselves"), ("receiver", "", "heard"), ("", "phone", "themselves")])
def test_the_coordinator_writes_a_yes_only_for_whoever_has_no_account(world: World, side: str, heard: str, code: str) -> None:
    refused = seek_pair.answer_pair(who(world.lead), world.proposed().pk, "yes", side=side, heard=heard, now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == code


def test_a_receiver_with_an_account_answers_and_sees_no_more_than_is_open(world: World, make_person: Any) -> None:
    her = make_person("modtager@example.dk")
    pair = world.pair(Receiver(first_name="Fatima", account=her.email, knows=True, tastes=EMPTY))
    fine(seek_pair.propose_giver(who(world.lead), pair.pk, world.place.pk, now=now()))
    client = client_of(her)
    page = shown(client, pair.address)
    assert "Giveren" not in page
    assert "87 65 43 21" not in page
    assert client.post(f"{pair.address}ja/").status_code == 302
    refused = seek_pair.answer_pair(who(world.lead), pair.pk, "yes", side="receiver", heard="phone", now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "themselves"
    client_of(world.giver).post(f"{pair.address}ja/")
    pair.refresh_from_db()
    assert pair.state == PairState.BOTH_YES
    assert "Giveren" in shown(client, pair.address)


def test_bad_input_is_refused_in_words(world: World, make_person: Any) -> None:
    client = client_of(world.lead)
    page = client.post(f"{world.need.address}par/ny/", {"first_name": "Fatima", "about": "CPR 010190-1234", "knows": "on"})
    assert page.status_code == 422
    assert "CPR" in page.content.decode()
    page = client.post(f"{world.need.address}par/ny/", {"first_name": "Fatima"})
    assert page.status_code == 409
    assert "Spørg først den, det handler om" in page.content.decode()
    world.pair()
    page = client.post(f"{world.need.address}par/ny/", {"first_name": "Bo", "knows": "on"})
    assert page.status_code == 409
    assert "Sæt antallet op" in page.content.decode()
    refused = answer_place(who(world.lead), world.place.pk, "confirm", now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "pair"
    outsider = seek_pair.add_receiver(who(make_person("x@example.dk")), world.need.pk, HER, now=now())
    assert isinstance(outsider, Refusal)
    assert outsider.code == "not-yours"


def test_a_trial_has_a_length_and_does_not_begin_in_the_past(world: World) -> None:
    pair, today = world.agreed(), localdate()
    for begins, ends, code in ((today - timedelta(days=1), today + timedelta(weeks=8), "past"), (today, today + timedelta(days=3), "trial_length")):
        refused = keep_pair.begin_trial(who(world.lead), pair.pk, begins, ends, now=now())
        assert isinstance(refused, Refusal)
        assert refused.code == code


def test_a_talk_is_due_after_two_weeks_and_a_lasting_pair_needs_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = world.trying()
    refused = keep_pair.end_trial(who(world.lead), pair.pk, "go_on", now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "talk-first"
    Pair.objects.update(trial_begins=localdate() - timedelta(days=15))
    assert "Hvordan begyndte det?" in shown(client_of(world.lead), pair.address)
    look_after_pairs(0)
    pair_notices.talk_due(PairTalkDue(pair_id=pair.pk, key="two_weeks"))
    pair_notices.talk_due(PairTalkDue(pair_id=pair.pk, key="two_weeks"))
    assert Notice.objects.filter(recipient_id=world.lead.pk, kind="pair-talk").count() == 1
    client_of(world.lead).post(f"{pair.address}snak/", {"key": "two_weeks"})
    assert "Hvordan begyndte det?" not in shown(client_of(world.lead), pair.address)
    assert fine(keep_pair.end_trial(who(world.lead), pair.pk, "go_on", now=now())).state == PairState.LASTING


def test_goodbye_gives_a_successor_without_identity_and_the_seat_is_free(world: World, make_person: Any) -> None:
    pair = world.trying()
    client_of(world.giver).post(f"{pair.address}stop/", {"reason": "changed", "words": "Jeg flytter."})
    pair.refresh_from_db()
    assert pair.state == PairState.CLOSING
    assert "Jeg flytter" not in shown(client_of(world.giver), pair.address)
    client = client_of(world.lead)
    client.post(f"{pair.address}farvel/", {"another": "yes"})
    pair.refresh_from_db()
    assert pair.state == PairState.CLOSING, "the last talk comes first"
    client.post(f"{pair.address}snak/", {"key": "last"})
    client.post(f"{pair.address}farvel/", {"another": "yes"})
    pair.refresh_from_db()
    world.place.refresh_from_db()
    world.need.refresh_from_db()
    assert (pair.state, pair.giver, world.place.state, world.need.state) == (PairState.NEED, None, SignupState.ENDED, "open")
    assert client_of(world.giver).get(pair.address).status_code == 404
    assert "Fatima" not in shown(Client(), world.need.address)
    second = world.yes(make_person("ny@example.dk"), "Den nye")
    assert fine(seek_pair.propose_giver(who(world.lead), pair.pk, second.pk, now=now())).state == PairState.PROPOSED


def test_a_worry_closes_the_contact_at_once(world: World) -> None:
    pair = world.trying()
    fine(keep_pair.stop_now(who(world.lead), pair.pk, SaidNo(), now=now()))
    page = shown(client_of(world.giver), pair.address)
    assert "Fatima" not in page
    assert "12 34 56 78" not in page


def test_whoever_gives_the_place_back_ends_what_was_proposed_or_begun(world: World) -> None:
    pair = world.trying()
    fine(give_back(who(world.giver), world.place.pk, now=now()))
    pair.refresh_from_db()
    assert pair.state == PairState.CLOSING
    assert PairNo.objects.get(pair=pair).by == "giver"


def test_a_need_that_is_called_off_ends_what_is_sought_and_says_goodbye_to_those_who_meet(make_person: Any) -> None:
    world = World(make_person, seats=2)
    met, only = world.trying(), world.pair(Receiver(first_name="Bo", knows=True, tastes=EMPTY))
    fine(move_need(who(world.lead), world.need.pk, "cancel", now=now()))
    met.refresh_from_db()
    only.refresh_from_db()
    assert (met.state, only.state) == (PairState.CLOSING, PairState.CLOSED)


def test_a_pause_moves_talks_and_is_told(world: World) -> None:
    pair = world.trying()
    PairTalk.objects.create(pair=pair, key="two_weeks", held_on=localdate())
    fine(keep_pair.end_trial(who(world.lead), pair.pk, "go_on", now=now()))
    client = client_of(world.giver)
    client.post(f"{pair.address}pause/", {"last": "1/1 1999"})
    pair.refresh_from_db()
    assert pair.state == PairState.LASTING
    client.post(f"{pair.address}pause/", {"last": ""})
    pair.refresh_from_db()
    assert pair.state == PairState.PAUSED
    client.post(f"{pair.address}igen/")
    pair.refresh_from_db()
    assert pair.state == PairState.LASTING
    assert not pair.pauses.exists()


def test_nobody_arranges_their_own_pair(world: World) -> None:
    own = world.yes(world.lead, "Koordinatoren selv")
    refused = seek_pair.propose_giver(who(world.lead), world.pair().pk, own.pk, now=now())
    assert isinstance(refused, Refusal)
    assert refused.code == "own"


def test_what_nobody_answers_lapses_and_what_is_over_is_forgotten(world: World) -> None:
    pair = world.proposed()
    Pair.objects.update(until=localdate() - timedelta(days=1))
    look_after_pairs(0)
    pair.refresh_from_db()
    assert (pair.state, pair.giver) == (PairState.SHORTLISTED, None)
    fine(seek_pair.withdraw_pair(who(world.lead), pair.pk, now=now()))
    Pair.objects.update(moved_at=timezone.now() - timedelta(days=93))
    look_after_pairs(0)
    pair.refresh_from_db()
    assert (pair.first_name, pair.surname, pair.phone, pair.about, pair.interests) == ("", "", "", "", [])


def test_the_telephone_of_somebody_in_a_living_pair_is_kept_when_the_need_has_run_out(world: World) -> None:
    world.trying()
    Need.objects.update(ends_on=localdate() - timedelta(days=200))
    forget_who_helped(0)
    look_after_pairs(0)
    world.place.refresh_from_db()
    assert world.place.phone
    assert GiverTastes.objects.filter(signup=world.place).exists()


def test_those_it_is_about_are_told_and_no_name_stands_in_the_line(world: World) -> None:
    pair = world.proposed()
    pair_notices.pair_moved(PairMoved(pair_id=pair.pk, state=pair.state))
    fine(seek_pair.answer_pair(who(world.giver), pair.pk, "no", now=now()))
    pair.refresh_from_db()
    pair_notices.pair_moved(PairMoved(pair_id=pair.pk, state=pair.state, former_id=world.giver.pk))
    lines = list(Notice.objects.values_list("recipient_id", "text"))
    assert {who for who, _ in lines} == {world.giver.pk, world.lead.pk}
    assert not [text for _, text in lines if "Fatima" in text or "Giveren" in text]


def test_an_administrator_takes_over_when_the_coordinator_has_left(world: World, make_person: Any) -> None:
    pair = world.pair()
    chief = member(make_person, "admin@example.dk", world.club)
    Membership.objects.filter(person=chief).update(administrator=True)
    Membership.objects.filter(person=world.lead).delete()
    assert "Fatima" in shown(client_of(chief), pair.address)
    client_of(chief).post(f"{pair.address}overtag/")
    pair.refresh_from_db()
    assert pair.coordinator_id == chief.pk
    assert client_of(world.lead).get(pair.address).status_code == 404
