"""Building all lists of grams anew from the documents: after an upgrade, when many documents were written past the index, and when lists are worn."""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from samspil.core.search.index import be_the_one_writer
from samspil.core.search.postings import EVERYTHING, LONGEST_LIST, LONGEST_OF_WORD, MADE_BY, NOBODY, SLACK, VERSION, Text, cells, longest

FETCHED_AT_ONCE = 1000
# A list is worn when so little is left of what it could hold.
WORN = 0.5
DOCUMENTS = "SELECT id, audience, title, also_named, teaser, text, searched FROM core_document WHERE audience <> %s AND searched ORDER BY id"
Lists = dict[tuple[str, str], "array[int]"]


def is_current() -> bool:
    """True when the lists were made as this version makes them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM core_gramlist WHERE audience = '' AND gram = %s", [MADE_BY])
        return bool(cursor.fetchone() == (VERSION,))


def is_worn() -> bool:
    """True when documents that went have left some list with less than half of what it could hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM core_gramlist WHERE audience <> '' AND gram <> '' AND length(weights) < %s * least(number, %s))",
            [WORN, LONGEST_LIST],
        )
        (worn,) = cursor.fetchone()
        return worn is True


@transaction.atomic
def rebuild() -> int:
    """Make every list and every document's grams anew; searches meanwhile read the old. Returns how many documents there are."""
    be_the_one_writer()
    lists: Lists = defaultdict(lambda: array("Q"))
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_documentgrams")
        cursor.execute("DELETE FROM core_gramlist")
        found = 0
        for some in batches():
            found += len(some)
            with cursor.copy("COPY core_documentgrams (document_id, cells) FROM STDIN") as stream:
                for pk, text in some:
                    stream.write_row([pk, take(lists, numbers, pk, text)])
        write(cursor, lists, numbers)
    return found


def batches() -> Iterator[list[tuple[int, Text]]]:
    """All documents that can be found, some at a time, by a cursor of the server's: all texts at once are too much to hold."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(DOCUMENTS, [NOBODY])
        while rows := cursor.fetchmany(FETCHED_AT_ONCE):
            yield [(pk, Text(*columns)) for pk, *columns in rows]


def take(lists: Lists, numbers: dict[tuple[str, str], int], pk: int, text: Text) -> bytes:
    """Note one document in the lists (weight and then id turned round in one number, so that the largest are the heaviest, oldest); returns its own grams."""
    weighed, audience = text.impacts(), text.audience
    numbers[audience, EVERYTHING] += 1
    low = 0xFFFFFFFF - pk
    for key, impact in weighed.items():
        place = audience, key
        numbers[place] += 1
        entries = lists[place]
        entries.append(impact << 32 | low)
        if len(entries) > SLACK * LONGEST_OF_WORD:
            lists[place] = array("Q", sorted(entries, reverse=True)[:LONGEST_OF_WORD])
    return cells(weighed)


def write(cursor: Any, lists: Lists, numbers: dict[tuple[str, str], int]) -> None:
    with cursor.copy("COPY core_gramlist (audience, gram, number, ids, weights) FROM STDIN") as stream:
        stream.write_row(["", MADE_BY, VERSION, b"", b""])
        for (audience, key), number in numbers.items():
            entries = sorted(lists.pop((audience, key), ()), reverse=True)[: longest(key)]
            ids = array("I", [0xFFFFFFFF - (entry & 0xFFFFFFFF) for entry in entries])
            stream.write_row([audience, key, number, ids.tobytes(), bytes(entry >> 32 for entry in entries)])
