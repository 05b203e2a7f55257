"""The queue of a shift: never more people than seats, nobody overtaken unfairly, nobody lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from samspil.core.refusals import Refusal
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.domain.nights import is_night
from samspil.exchange.domain.seats import MOST_SKIPS, NextOffers, Place, Waiting, answer_by, in_order, next_offers, number_of, place_for
from samspil.exchange.domain.signups import HOLDING, ORGANISER, PERSON, SIGNUP_LIFECYCLE, SYSTEM, SignupState

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
IN_A_WEEK = NOW + timedelta(days=7)
QUEUES = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 4), st.booleans()), max_size=8).map(
    lambda rows: [Waiting(f"p{n}", size, n, skipped, passed) for n, (size, skipped, passed) in enumerate(rows)]
)


def asked(*sizes: int) -> list[Waiting]:
    return [Waiting(f"p{n}", size, n) for n, size in enumerate(sizes)]


def who(found: NextOffers) -> list[str]:
    return [offer.who for offer in found.offers]


@pytest.mark.parametrize(
    ("seats", "taken", "size", "waiting", "expected"),
    [
        (3, 2, 1, 0, Place(SignupState.CONFIRMED)),
        (3, 3, 1, 0, Place(SignupState.WAITING, 1)),
        (3, 2, 2, 0, Place(SignupState.WAITING, 1)),
        (3, 2, 1, 4, Place(SignupState.WAITING, 5)),
        (3, 5, 1, 0, Place(SignupState.WAITING, 1)),
        (10_000, 9_999, 1, 0, Place(SignupState.CONFIRMED)),
    ],
)
def test_a_newcomer_gets_a_free_seat_or_the_next_number(seats: int, taken: int, size: int, waiting: int, expected: Place) -> None:
    assert place_for(seats, taken, size, waiting) == expected


@pytest.mark.parametrize(("seats", "size", "code"), [(3, 4, "too_many"), (1, 2, "too_many"), (0, 1, "too_many"), (3, 0, "nobody")])
def test_a_party_that_can_never_fit_hears_what_would_change_it(seats: int, size: int, code: str) -> None:
    found = place_for(seats, 0, size, 0)
    assert isinstance(found, Refusal)
    assert found.code == code
    assert "1 pladser" not in found.text


def test_a_party_that_is_too_large_is_skipped_and_keeps_its_number() -> None:
    queue = asked(3, 1, 1)
    found = next_offers(2, queue, NOW, IN_A_WEEK)
    assert who(found) == ["p1", "p2"]
    assert found.skipped == ("p0", "p0")
    assert number_of("p0", [queue[0]]) == 1


def test_after_three_skips_seats_are_held_for_it_until_two_days_before() -> None:
    queue = [Waiting("team", 3, 0, skipped=MOST_SKIPS), Waiting("alene", 1, 1)]
    assert next_offers(2, queue, NOW, IN_A_WEEK) == NextOffers(held=2)
    assert who(next_offers(3, queue, NOW, IN_A_WEEK)) == ["team"]
    assert who(next_offers(2, queue, NOW, NOW + timedelta(hours=48))) == ["alene"]
    assert next_offers(2, queue, NOW, NOW + timedelta(hours=48, minutes=1)) == NextOffers(held=2)
    assert who(next_offers(2, queue, NOW, IN_A_WEEK, seats=2)) == ["alene"]
    assert next_offers(2, queue, NOW, IN_A_WEEK, seats=3) == NextOffers(held=2)


def test_skips_of_the_same_round_count() -> None:
    found = next_offers(5, asked(6, 1, 1, 1, 1, 1), NOW, IN_A_WEEK)
    assert who(found) == ["p1", "p2", "p3"]
    assert found.held == 2


@pytest.mark.parametrize(
    ("hours", "stands"),
    [(14 * 24, 72), (14 * 24 - 1, 24), (72, 24), (71.9, 6), (24, 6), (23.9, 1), (6, 1), (5.9, 0.25), (1, 0.25), (0.9, None), (-1, None)],
)
def test_the_answer_is_due_the_sooner_the_nearer_the_start(hours: float, stands: float | None) -> None:
    assert answer_by(NOW, NOW + timedelta(hours=hours)) == (stands and NOW + timedelta(hours=stands))


def test_an_offer_in_the_evening_stands_until_the_morning() -> None:
    evening = datetime(2026, 11, 23, 20, 0, tzinfo=ZONE)
    assert answer_by(evening, evening + timedelta(days=2)) == datetime(2026, 11, 24, 8, 0, tzinfo=ZONE)
    assert answer_by(evening, datetime(2026, 11, 24, 8, 59, tzinfo=ZONE)) == evening + timedelta(hours=1)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), st.timedeltas(timedelta(), timedelta(days=40)))
def test_an_offer_ends_after_it_was_made_and_before_the_start(now: datetime, left: timedelta) -> None:
    until = answer_by(now, now + left)
    assert (until is None) == (left < timedelta(hours=1))
    if until:
        assert now < until < now + left
        assert not is_night(until) or left < timedelta(hours=24)


@given(st.integers(-2, 12), QUEUES, st.integers(0, 400))
def test_offers_fit_and_do_not_depend_on_how_the_queue_is_handed_over(free: int, queue: list[Waiting], hours: int) -> None:
    found = next_offers(free, queue, NOW, NOW + timedelta(hours=hours))
    shuffled = sorted(queue, key=lambda party: (party.ticket * 7) % 5)
    assert next_offers(free, shuffled, NOW, NOW + timedelta(hours=hours)) == found
    assert sum(offer.seats for offer in found.offers) + found.held <= max(0, free)
    assert not {offer.who for offer in found.offers} & {party.who for party in queue if party.passed}


@given(st.integers(0, 12), QUEUES)
def test_nobody_is_overtaken_by_a_party_of_the_same_size_or_larger(free: int, queue: list[Waiting]) -> None:
    offered = set(who(next_offers(free, queue, NOW, IN_A_WEEK)))
    parties = in_order(queue)
    for place, party in enumerate(parties):
        if party.who not in offered:
            assert not [later for later in parties[place + 1 :] if later.who in offered and later.party_size >= party.party_size]


@dataclass(frozen=True)
class Row:
    state: SignupState
    size: int
    ticket: int
    skipped: int = 0
    until: datetime = NOW


class Shiftbook(RuleBasedStateMachine):
    """A shift as a site would keep it: rows in a book, and only the functions of the domain decide."""

    def __init__(self) -> None:
        super().__init__()
        self.book: dict[str, Row] = {}
        self.now, self.starts = NOW, NOW + timedelta(days=20)
        self.seats = 1
        self.passed: set[str] = set()

    @initialize(seats=st.integers(1, 6))
    def open(self, seats: int) -> None:
        self.seats = seats

    def taken(self) -> int:
        return sum(row.size for row in self.book.values() if row.state in HOLDING)

    def queue(self) -> list[Waiting]:
        return [
            Waiting(who, row.size, row.ticket, row.skipped, who in self.passed)
            for who, row in self.book.items()
            if row.state in {SignupState.WAITING, SignupState.PASSED}
        ]

    def those(self, *states: SignupState) -> Sequence[str]:
        return sorted(who for who, row in self.book.items() if row.state in states)

    def go(self, who: str, errand: str, role: str) -> None:
        row = self.book[who]
        self.book[who] = replace(row, state=SignupState(SIGNUP_LIFECYCLE.next(row.state, errand, role)))

    @rule(size=st.integers(1, 7))
    def ask(self, size: int) -> None:
        waiting = len(self.those(SignupState.WAITING))
        found = place_for(self.seats, self.taken(), size, waiting)
        if isinstance(found, Refusal):
            assert size > self.seats
            return
        name = f"p{len(self.book)}"
        self.book[name] = Row(SignupState.ASKED, size, len(self.book))
        self.go(name, "confirm" if found.state is SignupState.CONFIRMED else "queue", SYSTEM)
        assert found.number == number_of(name, self.queue())

    @rule()
    def offer(self) -> None:
        queue = self.queue()
        found = next_offers(self.seats - self.taken(), queue, self.now, self.starts, seats=self.seats)
        assert found == next_offers(self.seats - self.taken(), queue[::-1], self.now, self.starts, seats=self.seats)
        for offer in found.offers:
            assert offer.who not in self.passed
            self.go(offer.who, "offer", SYSTEM)
            self.book[offer.who] = replace(self.book[offer.who], until=offer.until)
        for name in found.skipped:
            self.book[name] = replace(self.book[name], skipped=self.book[name].skipped + 1)
            assert self.book[name].skipped <= MOST_SKIPS or self.starts - self.now <= timedelta(hours=48)

    @precondition(lambda self: self.those(SignupState.OFFERED))
    @rule(data=st.data(), accept=st.booleans())
    def answer(self, data: st.DataObject, accept: bool) -> None:
        name = data.draw(st.sampled_from(self.those(SignupState.OFFERED)))
        self.go(name, "accept" if accept else "pass", PERSON)
        if not accept:
            self.passed.add(name)

    @precondition(lambda self: self.those(SignupState.WAITING, SignupState.CONFIRMED))
    @rule(data=st.data(), role=st.sampled_from([PERSON, ORGANISER]))
    def leave(self, data: st.DataObject, role: str) -> None:
        name = data.draw(st.sampled_from(self.those(SignupState.WAITING, SignupState.CONFIRMED)))
        self.go(name, "withdraw" if role == PERSON else "cancel", role)

    @rule(hours=st.integers(1, 100))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        for name in self.those(SignupState.OFFERED):
            if self.book[name].until <= self.now:
                self.go(name, "lapse", SYSTEM)
                self.passed.add(name)
        if self.now >= self.starts:
            for name in self.those(SignupState.WAITING):
                self.go(name, "begin", SYSTEM)

    @invariant()
    def seats_are_never_overbooked(self) -> None:
        assert self.taken() <= self.seats

    @invariant()
    def nobody_is_lost(self) -> None:
        assert sorted(row.ticket for row in self.book.values()) == list(range(len(self.book)))

    @invariant()
    def numbers_are_whole_and_in_the_order_they_came(self) -> None:
        queue = self.queue()
        waiting = [party.who for party in in_order(queue)]
        assert [number_of(name, queue) for name in waiting] == list(range(1, len(waiting) + 1))
        assert [self.book[name].ticket for name in waiting] == sorted(self.book[name].ticket for name in waiting)


TestShiftbook = Shiftbook.TestCase
TestShiftbook.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
