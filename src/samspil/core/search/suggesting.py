"""What a query that is being typed may become: words that things the viewer may see hold, and titles with such a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from samspil.core.search.folding import MOST_WORDS, WORD, fold
from samspil.core.search.grams import WHOLE
from samspil.core.search.postings import unpacked
from samspil.core.viewers import Viewer

SHORTEST, MOST, MOST_OF_WORDS, MOST_TITLES = 2, 8, 3, 5
# Completions whose heaviest documents are looked at: a word in a title weighs most, so those come first in its list.
COMPLETIONS, HEAVIEST = 6, 20
LAST_LETTER = "\U0010ffff"
COMPLETING = """
SELECT gram FROM core_gramlist WHERE audience = ANY(%s) AND gram >= %s AND gram < %s GROUP BY gram ORDER BY sum(number) DESC, gram LIMIT %s
"""
LISTED = "SELECT ids, weights FROM core_gramlist WHERE audience = ANY(%s) AND gram = ANY(%s)"
TITLES = "SELECT id, title, url FROM core_document WHERE id = ANY(%s) AND audience = ANY(%s)"


@dataclass(frozen=True)
class Suggestion:
    """A thing with its address, or words to search for with address ""."""

    text: str
    url: str = ""


def suggestions(viewer: Viewer, text: str) -> list[Suggestion]:
    """At most MOST: some words first, then titles. Nothing before two letters are typed."""
    words = WORD.findall(fold(text))[:MOST_WORDS]
    if not words or len(words[-1]) < SHORTEST:
        return []
    audiences, begun = sorted(viewer.audiences), WHOLE + words[-1]
    with connection.cursor() as cursor:
        cursor.execute(COMPLETING, [audiences, begun, begun + LAST_LETTER, COMPLETIONS])
        keys = [key for (key,) in cursor.fetchall()]
        titles = titles_of(cursor, audiences, keys, words) if keys else []
    before = " ".join(words[:-1])
    completed = [f"{before} {key.removeprefix(WHOLE)}".strip() for key in keys]
    return [*map(Suggestion, completed[: max(MOST_OF_WORDS, MOST - len(titles))]), *titles][:MOST]


def titles_of(cursor: Any, audiences: Sequence[str], keys: Sequence[str], words: Sequence[str]) -> list[Suggestion]:
    """Titles in which every word that was typed begins one, the heaviest documents of the completions first."""
    cursor.execute(LISTED, [audiences, list(keys)])
    heavy = sorted((-weight, pk) for ids, weights in cursor.fetchall() for pk, weight in list(zip(unpacked(ids), weights, strict=True))[:HEAVIEST])
    order = list(dict.fromkeys(pk for _, pk in heavy))
    cursor.execute(TITLES, [order, list(audiences)])
    rows = {pk: (title, url) for pk, title, url in cursor.fetchall()}
    found = [rows[pk] for pk in order if pk in rows and begins(rows[pk][0], words)]
    return [Suggestion(title, url) for title, url in found[:MOST_TITLES]]


def begins(title: str, words: Sequence[str]) -> bool:
    """Whether each word begins some word of the title."""
    there = WORD.findall(fold(title))
    return all(any(own.startswith(word) for own in there) for word in words)
