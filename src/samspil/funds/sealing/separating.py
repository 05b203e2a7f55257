"""The closing in SQL: envelopes are read and thrown away, opened ballots written anew, and the roll rewritten, in one transaction that leaves nothing to join
by.

Why so. A voter's row and her envelope are written together, so PostgreSQL stamps both with one transaction (xmin); rows lie in the order they were written
(ctid). After this all rows of roll, ballots and receipts bear one and the same xmin, and lie in orders of their own: the roll by its keyed hashes, ballots
shuffled, receipts by their digits. TRUNCATE, not DELETE: the old files go with the commit, where deleted rows would stay readable in their pages. What was
copied aside lay in temporary tables, which write no log. No Django and no driver here: anything with `execute` and `fetchall` will do, inside a transaction
the caller holds. If it breaks off, all is as before.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from string import Template
from typing import Any, Protocol

from samspil.funds.sealing.ballots import canonical
from samspil.funds.sealing.opening import Opened

NAME = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?")
# Who reads statistics reads samples of the rows themselves: PostgreSQL must keep none of the envelopes. Belongs into the migration that makes the table.
NO_SAMPLES = Template("ALTER TABLE $sealed ALTER COLUMN envelope SET STATISTICS 0")
# The roll first, as those who vote write it first: the other way round a vote under way and the close would wait for each other.
LOCK = Template("LOCK TABLE $roll, $sealed, $opened, $receipts IN ACCESS EXCLUSIVE MODE")
CAST = Template("SELECT count(*) FROM $roll WHERE $election = %s AND has_cast")
ENVELOPES = Template("SELECT envelope FROM $sealed WHERE $election = %s")
REWRITE = (
    # What deferred foreign keys still have to look at must be looked at first: TRUNCATE refuses to wait.
    (Template("SET CONSTRAINTS ALL IMMEDIATE"), False),
    # Other votes that are still open keep their envelopes, and lose their order too.
    (Template("CREATE TEMPORARY TABLE kept_sealed ON COMMIT DROP AS SELECT * FROM $sealed WHERE $election <> %s"), True),
    (Template("CREATE TEMPORARY TABLE kept_roll ON COMMIT DROP AS SELECT * FROM $roll"), False),
    (Template("TRUNCATE $sealed, $roll"), False),
    (Template("INSERT INTO $sealed SELECT * FROM kept_sealed ORDER BY envelope"), False),
    (Template("INSERT INTO $roll SELECT * FROM kept_roll ORDER BY proof"), False),
    (Template("DROP TABLE kept_sealed, kept_roll"), False),
)
BALLOTS = Template(
    "INSERT INTO $opened (id, $election, area, ballot) SELECT gen_random_uuid(), %s, area, ballot "
    "FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS given (area, ballot, place) ORDER BY place"
)
RECEIPTS = Template("INSERT INTO $receipts ($election, commitment) SELECT %s, unnest(%s::text[])")
TELLING = """
    SELECT format('%%s.%%s', attrelid::regclass, attname) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attrelid = ANY(%s::text[]::regclass[]) AND attnum > 0 AND NOT attisdropped
      AND (atttypid = ANY('{timestamptz,timestamp,date,time,timetz,interval,xid,xid8,tid}'::regtype[]) OR attidentity <> ''
           OR pg_get_expr(adbin, adrelid) ~ 'nextval|now[(]|timestamp|uuidv[167]|uuid_generate_v1|txid|xact|CURRENT_|LOCALTIME')
    ORDER BY 1"""


class Cursor(Protocol):
    """What is needed of a database's cursor; psycopg's and Django's have it."""

    def execute(self, query: str, params: Sequence[Any] = ..., /) -> object:
        """Run one statement with its values."""

    def fetchall(self) -> list[Any]:
        """The rows of the last one."""


@dataclass(frozen=True)
class VoteTables:
    """The four tables, and what the column that names the vote is called. What else they may have stands in docs/voting.md. Raises ValueError for odd names."""

    sealed: str
    roll: str
    opened: str
    receipts: str
    election: str = "election"

    def __post_init__(self) -> None:
        """The names stand in statements as they are, so they are plain."""
        if not all(NAME.fullmatch(name) for name in self.names.values()):
            raise ValueError("tables and columns have plain names")

    @property
    def names(self) -> dict[str, str]:
        """The names by what they are for."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class NotClosed:
    """Nothing was opened: the roll says so many voted, and there are so many envelopes. Somebody must find out why before they are opened."""

    voters: int
    envelopes: int


def close_vote(cursor: Cursor, tables: VoteTables, election: object, opener: Callable[[list[bytes]], Opened], difference: int = 0) -> Opened | NotClosed:
    """Open a vote for good, inside the caller's transaction; what comes back is already written. `opener` is `opening.opened` with keys and paper.

    `difference` is envelopes less voters, where those who answer for the vote have looked into it and hold it nevertheless. Nobody can vote meanwhile, in any
    vote.
    """
    cursor.execute(LOCK.substitute(tables.names))
    voters = asked(cursor, CAST.substitute(tables.names), election)[0][0]
    envelopes = [bytes(row[0]) for row in asked(cursor, ENVELOPES.substitute(tables.names), election)]
    if len(envelopes) - voters != difference:
        return NotClosed(voters, len(envelopes))
    result = opener(envelopes)
    for statement, about_this in REWRITE:
        cursor.execute(statement.substitute(tables.names), [election] if about_this else [])
    ballots = result.ballots
    cursor.execute(BALLOTS.substitute(tables.names), [election, [one.area for one in ballots], [canonical(one) for one in ballots]])
    cursor.execute(RECEIPTS.substitute(tables.names), [election, list(result.receipts)])
    return result


def asked(cursor: Cursor, query: str, election: object) -> list[Any]:
    """The rows of a question about one vote."""
    cursor.execute(query, [election])
    return cursor.fetchall()


def telling_columns(cursor: Cursor, tables: VoteTables) -> list[str]:
    """Columns of the four tables that would tell when a row was written: times, dates, serial numbers, identities that count. There must be none."""
    cursor.execute(TELLING, [[tables.sealed, tables.roll, tables.opened, tables.receipts]])
    return [row[0] for row in cursor.fetchall()]
