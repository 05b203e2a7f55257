"""Pairs: the shortlists say why, and a cohort's pairs are stable, also where the package `matching` is asked."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching.games import HospitalResident

from samspil.exchange.domain.matching.pairing import Person, both_ways, deferred_acceptance, shortlist, unstable

Lists = dict[str, list[str]]


@st.composite
def cohorts(draw: st.DrawFn, most: int = 5) -> tuple[Lists, Lists, dict[str, int]]:
    askers, hosts = [f"a{n}" for n in range(draw(st.integers(1, most)))], [f"h{n}" for n in range(draw(st.integers(1, most)))]
    wishes = {asker: draw(st.permutations(hosts))[: draw(st.integers(0, most))] for asker in askers}
    ranks = {host: draw(st.permutations(askers))[: draw(st.integers(0, most))] for host in hosts}
    return wishes, ranks, {host: draw(st.integers(1, 2)) for host in hosts}


@settings(max_examples=200, deadline=None)
@given(cohorts())
def test_no_two_would_rather_have_each_other(cohort: tuple[Lists, Lists, dict[str, int]]) -> None:
    wishes, ranks, places = cohort
    found = deferred_acceptance(wishes, ranks, places)
    assert unstable(wishes, ranks, places, found) == []
    assert all(host in wishes[asker] and asker in ranks[host] for asker, host in found.items())
    assert all(list(found.values()).count(host) <= places[host] for host in ranks)


@pytest.mark.parametrize("seed", range(20))
def test_the_pairs_are_those_of_the_package_matching(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # made-up wishes, not secrets
    askers, hosts = [f"a{n}" for n in range(dice.randint(3, 12))], [f"h{n}" for n in range(dice.randint(2, 5))]
    wishes = {asker: dice.sample(hosts, len(hosts)) for asker in askers}
    ranks = {host: dice.sample(askers, len(askers)) for host in hosts}
    places = {host: dice.randint(1, 3) for host in hosts}
    game = HospitalResident.create_from_dictionaries(wishes, ranks, places)
    theirs = {guest.name: host.name for host, guests in game.solve(optimal="resident").items() for guest in guests}
    assert deferred_acceptance(wishes, ranks, places) == theirs


def test_who_would_both_rather_have_each_other_is_found() -> None:
    wishes, ranks = {"a": ["h", "i"], "b": ["i", "h"]}, {"h": ["a", "b"], "i": ["b", "a"]}
    assert set(unstable(wishes, ranks, {}, {"a": "i", "b": "h"})) == {("a", "h"), ("b", "i")}
    assert unstable(wishes, ranks, {}, {}) != []


def test_a_thousand_are_paired_without_running_out_of_depth() -> None:
    names = [str(number) for number in range(1000)]
    wishes, ranks = {f"a{name}": [f"h{other}" for other in names[:40]] for name in names}, {f"h{name}": [f"a{other}" for other in names] for name in names}
    assert len(deferred_acceptance(wishes, ranks, {})) == 40


def test_a_shortlist_says_why_and_holds_nobody_who_said_no() -> None:
    ones = [Person("anna", frozenset({"skak", "gåture"}), frozenset({"da"}))]
    others = [
        Person("bo", frozenset({"gåture"})),
        Person("cy", frozenset({"skak", "gåture"}), frozenset({"da", "ar"})),
        Person("di", frozenset({"skak"}), refuses=frozenset({"anna"})),
        Person("ed", frozenset({"skak"}), frozenset({"de"})),
        Person("fe"),
    ]
    lists = both_ways(ones, others)
    assert [(fit.who, fit.points) for fit in lists["anna"]] == [("cy", 5), ("bo", 2), ("fe", 0)]
    assert lists["anna"][0].because == ("I kan begge lide gåture", "I kan begge lide skak", "I taler begge da")
    assert lists["anna"][2].because == ("I har ikke sagt noget, der taler imod",)
    assert (lists["bo"][0].who, lists["di"]) == ("anna", [])
    assert len(shortlist(ones[0], others, most=1)) == 1
    with pytest.raises(ValueError, match="twice"):
        both_ways(ones, ones)
