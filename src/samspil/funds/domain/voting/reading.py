"""A Pabulib file (.pb): META, PROJECTS and VOTES as text with semicolons. What is wrong is refused with the number of its line, never guessed.

The format: https://pabulib.org/format. Seen in the wild and read: a byte order mark, quoted fields, decimal commas, Windows line ends, any order of columns,
columns we do not know, empty ballots (they are voters too). Ballots that say the same are one group, so 90,000 of them stay small.
"""

import csv
import io
from collections.abc import Iterator
from fractions import Fraction

from samspil.funds.domain.voting.grouping import grouped
from samspil.funds.domain.voting.model import VOTE_TYPES, Election, Project, Refused
from samspil.funds.domain.voting.numbers import exact

MARK = b"\xef\xbb\xbf"
SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
MOST_PROJECTS = 20_000
# A ballot can hold every project; a name with a quoted newline can be long too.
csv.field_size_limit(10_000_000)
Row = tuple[int, list[str]]


def read_election(raw: bytes) -> Election:
    """The election of a file; raises Refused."""
    raw = raw.removeprefix(MARK)
    if b"\x00" in raw:
        raise Refused("not_text", "Filen er ikke tekst. En .pb-fil er ren tekst i UTF-8.")
    head, votes, before = split_off_votes(raw)
    rows = list(rows_of(head))
    meta = read_meta(section(rows, "META"))
    vote_type, budget = facts(meta)
    projects = read_projects(section(rows, "PROJECTS"))
    ballots = grouped(vote_type, projects, columns_and_ballots(votes, before))
    return Election(vote_type, budget, projects, ballots, {key: value for key, (_, value) in meta.items()})


def split_off_votes(raw: bytes) -> tuple[str, bytes, int]:
    """What stands before the line VOTES as text, what stands behind it as bytes, and the number of that line."""
    place = 0
    for number, line in enumerate(io.BytesIO(raw), 1):
        place += len(line)
        if line.strip().strip(b";").upper() == b"VOTES":
            return as_text(raw[: place - len(line)], 1), raw[place:], number
    as_text(raw, 1)
    raise Refused("no_section", "Filen mangler afsnittet VOTES, altså stemmerne.")


def as_text(raw: bytes, first: int) -> str:
    """UTF-8, or the line that is none."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first + raw.count(b"\n", 0, error.start)
        raise Refused("not_text", f"Linje {line}: filen er ikke tekst i UTF-8.", line) from error


def rows_of(text: str, before: int = 0) -> Iterator[Row]:
    """The rows that say anything, each with the number of the line it begins on."""
    lines = (line + "\n" for line in text.split("\n"))
    reader = csv.reader(lines, delimiter=";", strict=True)
    begun = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield before + begun, [cell.strip() for cell in row]
            begun = reader.line_num + 1
    except csv.Error as error:
        line = before + begun
        raise Refused("bad_quotes", f"Linje {line}: citationstegnene går ikke op.", line) from error


def section(rows: list[Row], name: str) -> list[Row]:
    """The rows of a section: its header and what stands below it."""
    names = [row[0].upper() if len([cell for cell in row if cell]) == 1 else "" for _, row in rows]
    if name not in names:
        raise Refused("no_section", f"Filen mangler afsnittet {name}.")
    if names.count(name) > 1:
        line = rows[len(names) - 1 - names[::-1].index(name)][0]
        raise Refused("twice", f"Linje {line}: afsnittet {name} står to gange.", line)
    begin = names.index(name) + 1
    end = next((place for place in range(begin, len(rows)) if names[place] in SECTIONS), len(rows))
    if begin == end:
        line = rows[begin - 1][0]
        raise Refused("no_section", f"Linje {line}: afsnittet {name} er tomt.", line)
    header_of(rows[begin], name)
    return rows[begin:end]


def header_of(row: Row, name: str) -> dict[str, int]:
    """Where each column stands; raises Refused when one that is needed is missing or stands twice."""
    line, cells = row
    header = [cell.lower() for cell in cells]
    for needed in NEEDED[name]:
        if header.count(needed) != 1:
            raise Refused("no_column", f'Linje {line}: {name} skal have kolonnen "{needed}" én gang.', line)
    return {cell: place for place, cell in enumerate(header) if cell}


def read_meta(rows: list[Row]) -> dict[str, tuple[int, str]]:
    """Keys and values, each with its line."""
    columns = header_of(rows[0], "META")
    found: dict[str, tuple[int, str]] = {}
    for line, cells in rows[1:]:
        key = cell(cells, columns["key"]).lower()
        if key in found:
            raise Refused("twice", f'Linje {line}: "{key}" står to gange i META.', line)
        found[key] = line, cell(cells, columns["value"])
    return found


def facts(meta: dict[str, tuple[int, str]]) -> tuple[str, Fraction]:
    """The kind of ballots, and the budget."""
    for key in ("budget", "vote_type"):
        if key not in meta:
            raise Refused("missing", f'META mangler "{key}".')
    line, vote_type = meta["vote_type"]
    if vote_type.lower() not in VOTE_TYPES:
        raise Refused("bad_vote_type", f'Linje {line}: vote_type er "{vote_type}". Vi kender {", ".join(VOTE_TYPES)}.', line)
    line, text = meta["budget"]
    return vote_type.lower(), money(text, line, "budgettet")


def money(text: str, line: int, what: str) -> Fraction:
    """An amount; raises Refused."""
    found = exact(text)
    if found is None:
        raise Refused("bad_number", f'Linje {line}: {what} er "{text[:40]}". Det skal være et tal fra 0, fx 12000 eller 12000,50.', line)
    return found


def read_projects(rows: list[Row]) -> tuple[Project, ...]:
    """The projects in the file's order."""
    columns = header_of(rows[0], "PROJECTS")
    found: dict[str, Project] = {}
    for line, cells in rows[1:]:
        name = cell(cells, columns["project_id"])
        if not name or "," in name:
            raise Refused("bad_project", f'Linje {line}: et projekt skal have et project_id uden komma. Der står "{name[:40]}".', line)
        if name in found:
            raise Refused("twice", f'Linje {line}: projektet "{name}" står to gange.', line)
        said = {key: cell(cells, place) for key, place in columns.items() if key not in ("project_id", "cost", "name")}
        title = cell(cells, columns["name"]) if "name" in columns else ""
        found[name] = Project(name, money(cell(cells, columns["cost"]), line, f'prisen på "{name}"'), title, said)
    if not 0 < len(found) <= MOST_PROJECTS:
        raise Refused("bad_project", f"Filen har {len(found)} projekter. Der skal være mindst ét og højst {MOST_PROJECTS}.")
    return tuple(found.values())


def cell(cells: list[str], place: int) -> str:
    """What stands in a column; a short row has nothing there."""
    return cells[place] if place < len(cells) else ""


def columns_and_ballots(raw: bytes, before: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Each ballot's line, what it chose and its points, as bytes. Quotes are rare and slow, so only files with any go through the reader of quotes."""
    place = raw.find(b"\n") + 1 or len(raw)
    while place < len(raw) and not raw[:place].strip():
        place = raw.find(b"\n", place) + 1 or len(raw)
    first = as_text(raw[:place], before + 1)
    header = next(rows_of(first, before), None)
    if header is None:
        raise Refused("no_section", f"Linje {before}: afsnittet VOTES er tomt.", before)
    columns = header_of(header, "VOTES")
    vote, points = columns["vote"], columns.get("points", -1)
    line = before + raw.count(b"\n", 0, place)
    if b'"' in raw:
        yield from quoted(as_text(raw[place:], line + 1), line, vote, points)
    else:
        yield from plain(raw, place, line, vote, points)


def quoted(text: str, before: int, vote: int, points: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Ballots of a file with quotes."""
    for line, cells in rows_of(text, before):
        yield line, cell(cells, vote).encode(), cell(cells, points).encode() if points >= 0 else b""


def plain(raw: bytes, place: int, line: int, vote: int, points: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Ballots of a file without quotes."""
    least = max(vote, points) + 1
    with io.BytesIO(raw) as file:
        file.seek(place)
        for text in file:
            line += 1
            cells = text.split(b";", least)
            if len(cells) <= vote:
                if text.strip():
                    yield line, b"", b""
            else:
                yield line, cells[vote].strip(), cells[points].strip() if 0 <= points < len(cells) else b""
