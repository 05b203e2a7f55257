"""After the close nothing in PostgreSQL joins a voter to a ballot, on a real database with one committed transaction for each vote.

Every attack pairs voters with ballots, and is judged by how many of the pairs are right. Against the naive way, the same attacks find everybody.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from samspil.funds.sealing.ballots import Ballot, BallotForm, canonical
from samspil.funds.sealing.envelopes import envelope_size
from samspil.funds.sealing.letter_codes import stored_code
from samspil.funds.sealing.opening import Opened, opened
from samspil.funds.sealing.separating import NO_SAMPLES, NotClosed, VoteTables, close_vote, telling_columns
from samspil.funds.tests.sealed_votes import ELECTION, PROJECTS, SECRET, cast, paper, source, vote

VOTERS, ROLL, OTHERS = 300, 400, 20
OTHER = "pulje-2027"
# By chance about one pair of 300 is right; ten happen once in ten million attacks. The seeds are fixed, but for the random ids.
BY_CHANCE = 9
TABLES = VoteTables(*(f"sealing_trial.{name}" for name in ("sealed", "roll", "opened", "receipts")))
SCHEMA = """
    CREATE SCHEMA sealing_trial;
    CREATE TABLE sealing_trial.vote (name text PRIMARY KEY);
    INSERT INTO sealing_trial.vote VALUES ('pulje-2026'), ('pulje-2027');
    CREATE TABLE sealing_trial.roll (election text REFERENCES sealing_trial.vote DEFERRABLE INITIALLY DEFERRED,
        proof bytea PRIMARY KEY, area text, has_cast boolean NOT NULL DEFAULT false);
    CREATE TABLE sealing_trial.sealed (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), election text REFERENCES sealing_trial.vote DEFERRABLE INITIALLY DEFERRED,
        envelope bytea);
    CREATE TABLE sealing_trial.opened (id uuid PRIMARY KEY, election text, area text, ballot text);
    CREATE TABLE sealing_trial.receipts (commitment text PRIMARY KEY, election text)"""
RANKED = paper(BallotForm.RANKING, most=8, fewest=4)
VOTE = vote()
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class CastVote:
    """What one voter did; the truth that attacks are measured against."""

    proof: bytes
    ballot: Ballot
    envelope: bytes
    receipt: str


def votes() -> list[CastVote]:
    """The votes in the order they are cast, by voters of all over the roll."""
    chance = random.Random(6)  # noqa: S311 - votes for a test, the same each time
    who = chance.sample(range(ROLL), VOTERS)
    ballots = [Ballot(BallotForm.RANKING, tuple(chance.sample(PROJECTS, chance.randint(4, 8)))) for _ in who]
    return [CastVote(proof_of(number), ballot, *cast(ballot, RANKED, VOTE, number)) for number, ballot in zip(who, ballots, strict=True)]


def proof_of(number: int, election: str = ELECTION) -> bytes:
    return stored_code(f"CODE{number}", election, SECRET)


CASTS = votes()


def another_connection() -> psycopg.Connection[Any]:
    """A connection to the test database that is not Django's."""
    options: dict[str, Any] = connection.get_connection_params()
    return psycopg.connect(**{k: v for k, v in options.items() if k not in {"cursor_factory", "context", "prepare_threshold"}})


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[psycopg.Connection[Any]]:
    """A connection that commits for real, in a schema of its own that is gone afterwards."""
    with django_db_blocker.unblock():
        with another_connection() as own:
            own.autocommit = True
            own.execute(SCHEMA)
            try:
                own.execute(NO_SAMPLES.substitute(TABLES.names))
                roll = [(ELECTION, proof_of(number)) for number in range(ROLL)] + [(OTHER, proof_of(number, OTHER)) for number in range(OTHERS)]
                own.cursor().executemany("INSERT INTO sealing_trial.roll (election, proof, area) VALUES (%s, %s, '')", roll)
                yield own
            finally:
                own.execute("DROP SCHEMA sealing_trial CASCADE")
        connection.close()


def cast_sealed(database: psycopg.Connection[Any]) -> None:
    """Each vote in a transaction of its own, and in between some of another vote that stays open."""
    for number, one in enumerate(CASTS):
        with database.transaction():
            database.execute("UPDATE sealing_trial.roll SET has_cast = true WHERE proof = %s", [one.proof])
            database.execute("INSERT INTO sealing_trial.sealed (election, envelope) VALUES (%s, %s)", [ELECTION, one.envelope])
        if number < OTHERS:
            with database.transaction():
                database.execute("UPDATE sealing_trial.roll SET has_cast = true WHERE proof = %s", [proof_of(number, OTHER)])
                database.execute("INSERT INTO sealing_trial.sealed (election, envelope) VALUES (%s, %s)", [OTHER, source(number)(500)])


def cast_naively(database: psycopg.Connection[Any]) -> None:
    """The two tables in one transaction that most would build."""
    for one in CASTS:
        with database.transaction():
            database.execute("UPDATE sealing_trial.roll SET has_cast = true WHERE proof = %s", [one.proof])
            database.execute("INSERT INTO sealing_trial.opened VALUES (gen_random_uuid(), %s, '', %s)", [ELECTION, canonical(one.ballot)])


opener = partial(opened, paper=RANKED, key=VOTE.key, private=VOTE.private, source=source(7))


def closed(database: psycopg.Connection[Any], how: Callable[[list[bytes]], Opened] = opener) -> Opened | NotClosed:
    with database.transaction(), database.cursor() as cursor:
        return close_vote(cursor, TABLES, ELECTION, how)


def place(ctid: str) -> tuple[int, ...]:
    return tuple(map(int, ctid.strip("()").split(",")))


def rows(database: psycopg.Connection[Any], what: str, where: str) -> Rows:
    """What stands in a table as it lies there: (said, xmin, ctid, more)."""
    found = database.execute(f"SELECT {what}, xmin::text::bigint, ctid::text FROM sealing_trial.{where}").fetchall()  # noqa: S608 - both are written below
    return [(said, xmin, place(ctid), more) for said, more, xmin, ctid in found]


Attacks = dict[str, int]


def attacks(voters: Sequence[Rows], ballots: Rows, truth: dict[Any, str]) -> Attacks:
    """How many pairs each way of joining gets right: voters in each order against ballots in each order, and those of one transaction together."""
    orders: dict[str, Callable[[tuple[Any, ...]], Any]] = {"xmin": lambda row: row[1], "ctid": lambda row: row[2], "id": lambda row: str(row[3])}
    orders |= {"said": lambda row: row[0], "size": lambda row: len(row[0]), "as it lies": lambda row: 0}
    found: Attacks = {}
    for (number, one), (name, order), (other_name, other) in product(enumerate(voters), orders.items(), orders.items()):
        pairs = list(zip(sorted(one, key=order), sorted(ballots, key=other), strict=True))
        found[f"{number}: {name} with {other_name}"] = right(pairs, truth)
        found[f"{number}: {name} with {other_name} backwards"] = right(zip(sorted(one, key=order), sorted(ballots, key=other)[::-1], strict=True), truth)
    by_xmin: dict[int, Rows] = {}
    for ballot in ballots:
        by_xmin.setdefault(ballot[1], []).append(ballot)
    found["one xmin"] = right(((row, by_xmin[row[1]].pop(0)) for row in voters[0] if by_xmin.get(row[1])), truth)
    return found


def right(pairs: Any, truth: dict[Any, str]) -> int:
    return sum(truth[voter[0]] == ballot[0] for voter, ballot in pairs)


def joined(database: psycopg.Connection[Any]) -> Attacks:
    """All attacks on who voted what: on the roll as it lies, and by somebody who stood by and knows in which order they voted."""
    truth = {one.proof: canonical(one.ballot) for one in CASTS}
    voted = rows(database, "proof, area", f"roll WHERE has_cast AND election = '{ELECTION}'")
    by_proof = {row[0]: row for row in voted}
    return attacks([voted, [by_proof[one.proof] for one in CASTS]], rows(database, "ballot, id", "opened"), truth)


def test_the_naive_way_gives_every_voter_away(database: psycopg.Connection[Any]) -> None:
    cast_naively(database)
    found = joined(database)
    assert found["one xmin"] == VOTERS
    assert found["0: xmin with xmin"] == VOTERS
    assert found["1: as it lies with ctid"] == VOTERS


def test_after_the_close_no_join_is_better_than_chance(database: psycopg.Connection[Any]) -> None:
    cast_sealed(database)
    assert isinstance(closed(database), Opened)
    found = joined(database)
    assert len(found) > 100
    assert not {attack: many for attack, many in found.items() if many > BY_CHANCE}


def test_receipts_lie_in_no_order_with_ballots(database: psycopg.Connection[Any]) -> None:
    cast_sealed(database)
    closed(database)
    truth = {one.receipt: canonical(one.ballot) for one in CASTS}
    receipts = rows(database, "commitment, commitment", "receipts")
    assert {row[0] for row in receipts} == truth.keys()
    found = attacks([receipts], rows(database, "ballot, id", "opened"), truth)
    assert not {attack: many for attack, many in found.items() if many > BY_CHANCE}


def test_ballots_opened_without_a_shuffle_would_give_everybody_away_who_was_seen_voting(database: psycopg.Connection[Any]) -> None:
    cast_sealed(database)
    in_order = Opened(tuple(one.ballot for one in CASTS), (), {})
    closed(database, lambda _: in_order)
    assert joined(database)["1: as it lies with ctid"] == VOTERS


def test_all_that_was_cast_comes_out_and_the_rest_of_the_roll_and_other_votes_stay(database: psycopg.Connection[Any]) -> None:
    cast_sealed(database)
    before = database.execute("SELECT * FROM sealing_trial.roll ORDER BY proof").fetchall()
    result = closed(database)
    assert isinstance(result, Opened)
    assert sorted(map(canonical, result.ballots)) == sorted(canonical(one.ballot) for one in CASTS)
    assert database.execute("SELECT * FROM sealing_trial.roll ORDER BY proof").fetchall() == before
    order = [bytes(row[0]) for row in database.execute("SELECT proof FROM sealing_trial.roll").fetchall()]
    assert order == sorted(order)
    left = database.execute("SELECT election, count(*), count(DISTINCT xmin::text) FROM sealing_trial.sealed GROUP BY 1").fetchall()
    assert left == [(OTHER, OTHERS, 1)]
    assert database.execute(
        "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM sealing_trial.roll UNION ALL SELECT xmin FROM sealing_trial.opened) a"
    ).fetchall() == [(1,)]


def test_before_the_close_envelopes_have_one_size_and_no_column_tells_a_time(database: psycopg.Connection[Any]) -> None:
    cast_sealed(database)
    sizes = database.execute("SELECT DISTINCT length(envelope) FROM sealing_trial.sealed WHERE election = %s", [ELECTION]).fetchall()
    assert sizes == [(envelope_size(RANKED),)]
    assert telling_columns(database.cursor(), TABLES) == []
    database.execute("ALTER TABLE sealing_trial.opened ADD COLUMN note text DEFAULT 'unknown', ADD COLUMN key uuid DEFAULT gen_random_uuid()")
    assert telling_columns(database.cursor(), TABLES) == []
    database.execute("ALTER TABLE sealing_trial.sealed ADD COLUMN at timestamptz, ADD COLUMN number serial")
    database.execute("ALTER TABLE sealing_trial.receipts ADD COLUMN day text DEFAULT now()")
    assert telling_columns(database.cursor(), TABLES) == ["sealing_trial.receipts.day", "sealing_trial.sealed.at", "sealing_trial.sealed.number"]


def test_the_old_files_are_gone_and_the_statistics_hold_no_envelope(database: psycopg.Connection[Any]) -> None:
    cast_sealed(database)
    database.execute("ANALYZE sealing_trial.sealed")
    files = "SELECT pg_relation_filenode('sealing_trial.sealed'), pg_relation_filenode('sealing_trial.roll')"
    before = database.execute(files).fetchall()[0]
    closed(database)
    after = database.execute(files).fetchall()[0]
    assert not set(before) & set(after)
    assert (
        database.execute("SELECT attname FROM pg_stats WHERE schemaname = 'sealing_trial' AND tablename = 'sealed' AND attname = 'envelope'").fetchall() == []
    )


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM sealing_trial.sealed WHERE id = (SELECT min(id::text)::uuid FROM sealing_trial.sealed WHERE election = 'pulje-2026')",
        "INSERT INTO sealing_trial.sealed (election, envelope) VALUES ('pulje-2026', 'x')",
    ],
    ids=["lost", "stuffed"],
)
def test_a_lost_or_added_envelope_stops_the_close_and_nothing_is_changed(database: psycopg.Connection[Any], change: str) -> None:
    cast_sealed(database)
    database.execute(change)
    result = closed(database)
    assert isinstance(result, NotClosed)
    assert abs(result.envelopes - result.voters) == 1
    assert database.execute("SELECT count(*) FROM sealing_trial.opened").fetchall() == [(0,)]
    assert database.execute("SELECT count(*) FROM sealing_trial.sealed").fetchall()[0][0] == result.envelopes + OTHERS


def test_a_vote_under_way_is_waited_for_and_counted(database: psycopg.Connection[Any]) -> None:
    cast_sealed(database)
    late, _ = cast(Ballot(BallotForm.RANKING, PROJECTS), RANKED, VOTE, 999)
    unused = next(number for number in range(ROLL) if proof_of(number) not in {one.proof for one in CASTS})
    with another_connection() as voter, ThreadPoolExecutor(1) as closing:
        voter.execute("UPDATE sealing_trial.roll SET has_cast = true WHERE proof = %s", [proof_of(unused)])
        result = closing.submit(closed, database)
        while not voter.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'sealing_trial.roll'::regclass").fetchall():
            assert not result.done()
        voter.execute("INSERT INTO sealing_trial.sealed (election, envelope) VALUES (%s, %s)", [ELECTION, late])
        voter.commit()
        found = result.result(timeout=30)
    assert isinstance(found, Opened)
    assert len(found.ballots) == VOTERS + 1


def test_a_close_by_djangos_cursor_right_behind_the_last_vote_is_the_same(database: psycopg.Connection[Any]) -> None:
    """Foreign keys of Django are deferred: what was just written still waits to be looked at."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO sealing_trial.sealed (election, envelope) VALUES (%s, %s)", [ELECTION, CASTS[0].envelope])
        cursor.execute("UPDATE sealing_trial.roll SET has_cast = true WHERE proof = %s", [CASTS[0].proof])
        found = close_vote(cursor, TABLES, ELECTION, opener)
    assert isinstance(found, Opened)
    assert database.execute("SELECT ballot FROM sealing_trial.opened").fetchall() == [(canonical(CASTS[0].ballot),)]


def test_a_close_that_breaks_off_leaves_all_as_it_was(database: psycopg.Connection[Any]) -> None:
    cast_sealed(database)

    def broken(envelopes: list[bytes]) -> Opened:
        raise RuntimeError("the light went out")

    with pytest.raises(RuntimeError):
        closed(database, broken)
    assert database.execute("SELECT count(*) FROM sealing_trial.sealed").fetchall() == [(VOTERS + OTHERS,)]
    assert isinstance(closed(database), Opened)


def test_tables_have_plain_names() -> None:
    with pytest.raises(ValueError, match="plain"):
        VoteTables("sealed; DROP TABLE roll", "roll", "opened", "receipts")
