"""Several who press at the same moment, each on a connection of their own: one swap of many, no two waiting for each other, a series moved or taken,
nobody in two places at once."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from datetime import time as clock
from functools import partial
from threading import Barrier
from typing import Any

from django.db import connections

from samspil.alliances.tests.making import fine, member, now, organisation, who
from samspil.core.refusals import Refusal
from samspil.exchange.actions.change_series import change_series
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.plan_series import plan_of, words_of
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.swap_shifts import answer_swap, offer_swap
from samspil.exchange.actions.take_shift import answer_ask, give_shifts, seek_substitute, take_shift
from samspil.exchange.actions.write_need import NeedWords, write_need
from samspil.exchange.actions.write_roster import ShiftWords, show_roster, weigh_roster, write_shifts
from samspil.exchange.domain.effort import Sign
from samspil.exchange.domain.matching.clocks import ZONE
from samspil.exchange.models import Need, Shift, ShiftPlace, ShiftSeries, ShiftSwap, SubstituteAsk
from samspil.identity.models import Person
from tests.journeys.insiders import Behind, newcomer, on_database

HERE: dict[str, Any] = {"postcode": "4330", "municipality_code": "0000"}
PEOPLE = 6


def at_once(errands: Iterable[Callable[[], Any]]) -> list[Any]:
    """What each gives, all begun at the same moment."""
    name, waiting = connections["default"].settings_dict["NAME"], list(errands)
    gate = Barrier(len(waiting))

    def begin(errand: Callable[[], Any]) -> Any:
        gate.wait()
        return errand()

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(lambda errand: on_database(name, lambda: begin(errand)), waiting))


def roster() -> tuple[Person, Need, list[Person], list[Shift]]:
    """Mondays of two weeks with room for all, and people who said yes to the task."""
    club = organisation(f"Køkkenet {time.time_ns()}")
    chair = member(newcomer, f"c{time.time_ns()}@example.dk", club)
    words = NeedWords(kind="shifts", title=f"Suppe {time.time_ns()}", text="Vi laver suppe.", for_whom="Alle i byen", seats=40, **HERE)
    need = fine(write_need(who(chair), club.pk, words, now=now()))
    fine(move_need(who(chair), need.pk, "publish", now=now()))
    today = datetime.now(ZONE).date()
    first = today + timedelta(days=14 - today.weekday())
    mondays = ShiftWords(role="Kok", seats=40, first=first, until=first + timedelta(days=9), weekdays=(0,), begins=clock(17), ends=clock(19))
    fine(write_shifts(who(chair), need.pk, mondays, now=now()))
    fine(weigh_roster(who(chair), need.pk, dict.fromkeys(Sign, False), now=now()))
    fine(show_roster(who(chair), need.pk, now=now()))
    helpers = [newcomer(f"v{number}-{time.time_ns()}@example.dk") for number in range(PEOPLE)]
    for number, one in enumerate(helpers):
        fine(sign_up(who(one), need.pk, Yes(name=f"Hjælper {number}"), now=now()))
    return chair, need, helpers, list(Shift.objects.filter(need=need))


def many_say_yes() -> tuple[list[Any], int]:
    """One offers, all others hold what they would have and say yes at the same moment."""
    _, _, (one, *others), (first, second) = roster()
    fine(take_shift(who(one), first.pk, now=now()))
    for other in others:
        fine(take_shift(who(other), second.pk, now=now()))
    place = ShiftPlace.objects.get(shift=first)
    fine(offer_swap(who(one), place.pk, second.pk, now=now()))
    swaps = {swap.wants.person_id: swap.pk for swap in ShiftSwap.objects.filter(gives=place).select_related("wants")}
    said = at_once([partial(answer_swap, who(other), swaps[other.pk], yes=True, now=now()) for other in others])
    return said, ShiftPlace.objects.filter(shift__in=[first, second], state="confirmed").count()


def test_of_many_who_say_yes_at_once_one_swaps(behind: Behind) -> None:
    said, held = behind(many_say_yes)
    assert sum(isinstance(one, str) for one in said) == 1
    assert {one.code for one in said if isinstance(one, Refusal)} == {"found"}
    assert held == PEOPLE


def crossed() -> tuple[list[Any], int]:
    """Half have the first shift, half the second; each offers to those of the other, and all say yes to one offer at the same moment."""
    _, _, people, (first, second) = roster()
    half = PEOPLE // 2
    for number, one in enumerate(people):
        fine(take_shift(who(one), (first if number < half else second).pk, now=now()))
    places = {place.person_id: place for place in ShiftPlace.objects.filter(shift__in=[first, second])}
    for number, one in enumerate(people):
        fine(offer_swap(who(one), places[one.pk].pk, (second if number < half else first).pk, now=now()))
    pairs = [(people[number], people[(number + half) % PEOPLE]) for number in range(PEOPLE)]
    swaps = [(answers, ShiftSwap.objects.get(gives=places[offers.pk], wants=places[answers.pk]).pk) for offers, answers in pairs]
    said = at_once([partial(answer_swap, who(answers), pk, yes=True, now=now()) for answers, pk in swaps])
    held = ShiftPlace.objects.filter(shift__in=[first, second], state="confirmed")
    return said, held.values("person").distinct().count() if held.count() == PEOPLE else 0


def test_those_who_offer_each_other_the_same_wait_for_nobody_and_swap_once(behind: Behind) -> None:
    said, held = behind(crossed)
    assert sum(isinstance(one, str) for one in said) == PEOPLE // 2
    assert {one.code for one in said if isinstance(one, Refusal)} <= {"over", "found"}
    assert held == PEOPLE


def moved_or_taken() -> tuple[Any, list[Any], int]:
    """The organiser presses what was shown when nobody had a shift, while all take the first as they saw it."""
    chair, need, people, (first, _) = roster()
    row = ShiftSeries.objects.get(need=need)
    plan = fine(plan_of(row, replace(words_of(row), weekdays=(1,)), now()))
    seen = int(first.starts_at.timestamp()) // 60
    change: Callable[[], Any] = partial(change_series, who(chair), need.pk, row.pk, plan.words, plan.stamp, call_off=False, now=now())
    takes: list[Callable[[], Any]] = [partial(take_shift, who(one), first.pk, now=now(), seen=seen) for one in people]
    changed, *taken = at_once([change, *takes])
    return changed, taken, ShiftPlace.objects.filter(shift__need=need, state="confirmed").count()


def test_a_series_is_moved_before_anybody_has_a_shift_or_shown_again(behind: Behind) -> None:
    changed, taken, held = behind(moved_or_taken)
    got = [one for one in taken if isinstance(one, str)]
    assert len(got) == held
    if isinstance(changed, Refusal):
        assert (changed.code, len(got)) == ("changed", PEOPLE)
    else:
        assert {one.code for one in taken} == {"moved"}


def same_hour() -> tuple[list[list[Any]], int]:
    """Each takes the first shift and, in another window, one beside it at the same hour; an organiser puts everybody on a third meanwhile, and one who
    cannot come has asked all of them. What each pressed gave, and how many places there are."""
    chair, need, people, (first, _) = roster()
    day = first.starts_at.astimezone(ZONE).date()
    for role in ("Opvask", "Borde", "Dør"):
        fine(write_shifts(who(chair), need.pk, ShiftWords(role=role, seats=40, first=day, begins=clock(18), ends=clock(20)), now=now()))
    wash, tables, door = (Shift.objects.get(need=need, role=role) for role in ("Opvask", "Borde", "Dør"))
    absent, *people = people
    fine(take_shift(who(absent), door.pk, now=now()))
    fine(seek_substitute(who(absent), ShiftPlace.objects.get(shift=door).pk, now=now()))
    asks = {ask.person_id: ask.pk for ask in SubstituteAsk.objects.filter(place__shift=door)}
    errands: list[Callable[[], Any]] = [partial(take_shift, who(one), shift.pk, now=now()) for one in people for shift in (first, wash)]
    errands += [partial(answer_ask, who(one), asks[one.pk], yes=True, now=now()) for one in people]
    errands.append(partial(give_shifts, who(chair), need.pk, [(tables.pk, one.pk) for one in people], now=now()))
    at_once(errands)
    held = ShiftPlace.objects.filter(shift__need=need, state="confirmed").exclude(person=absent)
    return [list(held.filter(person=one).values_list("shift__role", flat=True)) for one in people], len(errands)


def test_nobody_is_in_two_shifts_at_the_same_hour_however_many_windows_press(behind: Behind) -> None:
    held, pressed = behind(same_hour)
    assert pressed == 3 * len(held) + 1
    assert [len(each) for each in held] == [1] * (PEOPLE - 1), held
