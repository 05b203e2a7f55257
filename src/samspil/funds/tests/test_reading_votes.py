"""A Pabulib file: what is read however it is written, and what is refused with its line."""

from fractions import Fraction

import pytest

from samspil.funds.domain.voting.field import supporters
from samspil.funds.domain.voting.model import Refused
from samspil.funds.domain.voting.reading import read_election
from samspil.funds.tests.elections import election, text

PLAIN = text([10, 20], ["a", "a,b", ""])


def test_an_election_is_read() -> None:
    found = read_election(PLAIN.encode())
    assert (found.vote_type, int(found.budget)) == ("approval", 100)
    assert [(one.id, int(one.cost)) for one in found.projects] == [("a", 10), ("b", 20)]
    assert found.ballots.voters == 3, "an empty ballot is a voter"
    assert supporters(found) == (2, 1)


WRITTEN = {
    "with a byte order mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "with the line ends of Windows": PLAIN.replace("\n", "\r\n").encode(),
    "without a last line end": PLAIN.rstrip("\n").encode() + b";",
    "with empty lines": PLAIN.replace("VOTES\n", "\n\nVOTES\n\n").encode(),
    "with quotes": PLAIN.replace("a,b", '"a,b"').replace("budget;100", '"budget";"100"').encode(),
    "with commas too many": PLAIN.replace("a,b", "a,,b,").encode(),
    "with spaces": PLAIN.replace("a,b", " a , b ").replace("VOTES", " votes ").encode(),
    "with other columns before": PLAIN.replace("voter_id;vote", "age;vote;voter_id").encode(),
    "with decimals": PLAIN.replace("budget;100", "budget;100,00").replace("a;10", "a;10.0").encode(),
    "with the sections in capitals and semicolons behind": PLAIN.replace("VOTES", "VOTES;;").replace("PROJECTS", "PROJECTS;;").encode(),
}


@pytest.mark.parametrize("raw", WRITTEN.values(), ids=WRITTEN)
def test_however_it_is_written_it_says_the_same(raw: bytes) -> None:
    found, plain = read_election(raw), read_election(PLAIN.encode())
    assert (found.budget, found.projects, supporters(found), found.ballots.voters) == (plain.budget, plain.projects, supporters(plain), 3)


def test_a_name_in_quotes_may_hold_semicolons_and_line_ends() -> None:
    raw = PLAIN.replace("project_id;cost", "project_id;cost;name;selected").replace("a;10", 'a;10;"En ""god"" idé;\nmed to linjer";1')
    found = read_election(raw.encode())
    assert (found.projects[0].name, found.projects[0].columns) == ('En "god" idé;\nmed to linjer', {"selected": "1"})


def test_decimal_commas_are_exact() -> None:
    found = election(["0,1", "0.20"], ["a"], "0,3")
    assert (found.budget, found.projects[0].cost, found.projects[1].cost) == (Fraction(3, 10), Fraction(1, 10), Fraction(1, 5))


def test_the_same_ballots_are_one_group_whatever_order_they_are_written_in() -> None:
    ballots = election([1, 1], ["a,b", "b,a", "a,a,b"]).ballots
    assert (ballots.times.tolist(), ballots.chosen.tolist()) == ([3], [0, 1])


def test_ranked_ballots_keep_their_order() -> None:
    ballots = election([1, 1], ["a,b", "b,a"], vote_type="ordinal").ballots
    assert (ballots.times.tolist(), ballots.chosen.tolist()) == ([1, 1], [0, 1, 1, 0])


def test_points_are_exact_none_is_no_support_and_points_given_again_are_added() -> None:
    ballots = election([1, 1], [("a,b", "0.5,0"), ("b,b", "1,2")], vote_type="cumulative").ballots
    assert ballots.points is not None
    assert (ballots.chosen.tolist(), ballots.points.tolist(), ballots.unit) == ([0, 1], [1, 6], 2)


WRONG: list[tuple[str, str, int | None]] = [
    ("", "no_section", None),
    ("META\nkey;value\nbudget;1\n", "no_section", None),
    (PLAIN.replace("META\n", "").replace("key;value\n", ""), "no_section", None),
    (PLAIN.replace("PROJECTS", "META"), "twice", 5),
    (PLAIN.replace("PROJECTS", "META\nkey;value\nPROJECTS"), "twice", 5),
    ("META\nkey;value\nbudget;1\nvote_type;approval\nVOTES\nvoter_id;vote\n1;a", "no_section", None),
    (PLAIN.replace("key;value", "key;word"), "no_column", 2),
    (PLAIN.replace("project_id;cost", "project_id;price"), "no_column", 6),
    (PLAIN.replace("voter_id;vote", "voter_id"), "no_column", 10),
    (PLAIN.replace("budget;100\n", ""), "missing", None),
    (PLAIN.replace("vote_type;approval\n", ""), "missing", None),
    (PLAIN.replace("vote_type;approval", "vote_type;shouting"), "bad_vote_type", 4),
    (PLAIN.replace("budget;100", "budget;100\nbudget;200"), "twice", 4),
    (PLAIN.replace("budget;100", "budget;-100"), "bad_number", 3),
    (PLAIN.replace("budget;100", "budget;1.000,00"), "bad_number", 3),
    (PLAIN.replace("budget;100", "budget;1e6"), "bad_number", 3),
    (PLAIN.replace("budget;100", "budget;NaN"), "bad_number", 3),
    (PLAIN.replace("a;10", "a;"), "bad_number", 7),
    (PLAIN.replace("a;10", "a"), "bad_number", 7),
    (PLAIN.replace("b;20", "a;20"), "twice", 8),
    (PLAIN.replace("b;20", ";20"), "bad_project", 8),
    (PLAIN.replace("b;20", '"b,c";20'), "bad_project", 8),
    (PLAIN.replace("a;10\nb;20\n", ""), "bad_project", None),
    (PLAIN.replace("1;a,b", "1;a,c"), "unknown_project", 12),
    (PLAIN.replace("1;a,b", '1;"a,c"'), "unknown_project", 12),
    (PLAIN.replace("b;20", 'b;"20'), "bad_quotes", 8),
    (PLAIN.replace("approval", "choose-1"), "bad_vote", 12),
    (PLAIN.replace("approval", "cumulative"), "bad_points", 11),
    (text([1], ["a,a"], vote_type="ordinal"), "bad_vote", 10),
    (text([1], [("a", "x")], vote_type="scoring"), "bad_points", 10),
    (text([1], [("a", "1,2")], vote_type="scoring"), "bad_points", 10),
    (text([1], [("a,,a", "1,2,3")], vote_type="scoring"), "bad_points", 10),
    (text([1], [("a", "1" * 25)], vote_type="scoring"), "bad_points", None),
    (text([1], []), "no_votes", None),
    (PLAIN.replace("PROJECTS\n", "PROJECTS\nVOTES\n", 1).replace("project_id;cost\na;10\nb;20\n", ""), "no_section", 5),
    ("META\nkey;value\nbudget;1\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nVOTES\n", "no_section", 8),
]


@pytest.mark.parametrize(("raw", "code", "line"), WRONG, ids=[f"{code} {place}" for place, (_, code, _) in enumerate(WRONG)])
def test_what_is_wrong_is_refused_with_its_line(raw: str, code: str, line: int | None) -> None:
    with pytest.raises(Refused) as refused:
        read_election(raw.encode())
    assert (refused.value.code, refused.value.line) == (code, line)
    assert line is None or str(refused.value).startswith(f"Linje {line}: ")


BYTES = [(b"\xff" + PLAIN.encode(), 1), (PLAIN.replace("1;a,b", "1;\xe6").encode("latin-1"), 12), (PLAIN.encode() + b"\x00", None), (b"\xffMETA", 1)]


@pytest.mark.parametrize(("raw", "line"), BYTES)
def test_what_is_no_text_is_refused(raw: bytes, line: int | None) -> None:
    with pytest.raises(Refused) as refused:
        read_election(raw)
    assert (refused.value.code, refused.value.line) == ("not_text", line)


def test_a_row_that_stops_before_its_vote_is_an_empty_ballot() -> None:
    short = text([1], ["a"]).replace("voter_id;vote", "voter_id;age;vote").replace("0;a", "0;44;a\n1;44\n\n2")
    assert read_election(short.encode()).ballots.times.tolist() == [1, 2]


def test_too_many_projects_are_refused() -> None:
    with pytest.raises(Refused, match="20001 projekter"):
        read_election(PLAIN.replace("b;20", "\n".join(f"p{number};1" for number in range(20_000))).encode())
