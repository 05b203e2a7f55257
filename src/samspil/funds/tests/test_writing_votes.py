"""An election written as a Pabulib file says the same when it is read, and tells nothing of the order people voted in."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from pabutools.election.pabulib import parse_pabulib_from_string

from samspil.funds.domain.voting.counting import count
from samspil.funds.domain.voting.model import Election, Refused, Settings
from samspil.funds.domain.voting.numbers import told
from samspil.funds.domain.voting.reading import read_election
from samspil.funds.domain.voting.tracing import as_bytes
from samspil.funds.domain.voting.writing import written, written_amount
from samspil.funds.tests.elections import election
from samspil.funds.tests.random_elections import MadeUp, elections


def trace(given: Election) -> bytes:
    return as_bytes(count(given, Settings("borda" if given.vote_type == "ordinal" else "equal-shares")).trace, "")


@settings(max_examples=100, deadline=None)
@given(elections("approval", "choose-1", "cumulative", "scoring", "ordinal"))
def test_what_is_written_is_counted_the_same_here_and_read_by_others(made: MadeUp) -> None:
    file = written(made.election)
    again = read_election(file)
    assert trace(again) == trace(made.election)
    assert written(again) == file
    instance, profile = parse_pabulib_from_string(file.decode())
    assert (len(instance), profile.num_ballots()) == (len(made.election.projects), made.election.ballots.voters)


def test_the_order_of_votes_tells_nothing() -> None:
    assert written(election([1, 2], ["b", "a", "a,b", ""])) == written(election([1, 2], ["", "a,b", "a", "b"]))


def test_names_with_semicolons_and_the_winners_stand_in_it() -> None:
    given = read_election(
        b'META\nkey;value\nbudget;10,50\nvote_type;approval\nunit;By\nPROJECTS\nproject_id;cost;name;area\na;10,50;"En; to";Nord\nVOTES\nvoter_id;vote\n7;a\n'
    )
    assert written(given, {0}).decode().splitlines() == [
        *("META", "key;value", "budget;10.5", "vote_type;approval", "unit;By", "num_projects;1", "num_votes;1"),
        *("PROJECTS", "project_id;cost;votes;name;selected;area", 'a;10.5;1;"En; to";1;Nord', "VOTES", "voter_id;vote", "1;a"),
    ]


def test_an_amount_without_an_end_is_refused() -> None:
    assert written_amount(Fraction(1, 8)) == "0.125"
    with pytest.raises(Refused, match="1/3"):
        written_amount(Fraction(1, 3))


def test_numbers_are_told_in_full_however_long_they_are() -> None:
    long = 7 * 10**9000 + 3
    assert told(Fraction(1, long)) == "1/7" + "0" * 8999 + "3"
