"""The lists of grams are true to the documents, whatever was written, changed and taken out, and never tell one audience of another's."""

import random
from datetime import date
from typing import Any

import pytest

from samspil.core.jobs import mend_search
from samspil.core.models import Document, DocumentGrams, GramList
from samspil.core.search import find, index, near, postings, rebuilding, suggesting
from samspil.core.search.postings import unpacked
from samspil.core.viewers import PUBLIC

pytestmark = pytest.mark.django_db
KIND = "thing"
WORDS = ["mosteri", "have", "haver", "ældre", "cykel", "bus", "velfærd", "alliance", "plejehjem"]


def entry(number: int, title: str, **changes: Any) -> index.Entry:
    given = {"audience": "public", "teaser": "", "text": "", "card": "", "sort_on": date(2026, 1, 1)}
    return index.Entry(kind=KIND, object_id=number, url=f"/t/{number}/", title=title, **{**given, **changes})


def as_they_stand() -> tuple[set[tuple[Any, ...]], dict[int, bytes]]:
    """All lists, those that are whole with what is in them, and all documents' own grams."""
    lists = set()
    for row in GramList.objects.exclude(audience=""):
        whole = len(row.weights) == row.number
        lists.add((row.audience, row.gram, row.number, tuple(zip(unpacked(bytes(row.ids)), bytes(row.weights), strict=True)) if whole else ()))
    return lists, {pk: bytes(cells) for pk, cells in DocumentGrams.objects.values_list("document_id", "cells")}


def test_after_any_changes_the_lists_are_those_that_building_anew_gives() -> None:
    chance = random.Random(1)  # noqa: S311  # test data
    rebuilding.rebuild()
    for _ in range(60):
        number = chance.randrange(12)
        if chance.random() < 0.25:
            index.remove(KIND, number)
        else:
            title, text = (" ".join(chance.choices(WORDS, k=count)) for count in (2, 8))
            audience, searched = chance.choice(["public", "public", "person", "nobody"]), chance.random() < 0.9
            index.put(entry(number, title, text=text, audience=audience, searched=searched, also_named=chance.choice(["", "aula"])))
    grown = as_they_stand()
    rebuilding.rebuild()
    assert as_they_stand() == grown


def test_what_nobody_may_find_leaves_nothing_behind() -> None:
    index.put(entry(1, "Xylofonorkester"))
    assert GramList.objects.filter(gram="=xylofonorkester").exists()
    index.remove(KIND, 1)
    assert not GramList.objects.filter(gram="=xylofonorkester").exists()
    assert not DocumentGrams.objects.filter(document__kind=KIND).exists()


def test_a_list_keeps_the_heaviest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "LONGEST_OF_WORD", 3)
    for number in range(6):
        index.put(entry(number, "Andet", text="xylofon " + "og meget mere tekst " * number))
    row = GramList.objects.get(gram="=xylofon")
    first = Document.objects.filter(kind=KIND, object_id__lt=3).order_by("object_id").values_list("pk", flat=True)
    assert (row.number, list(unpacked(bytes(row.ids)))) == (6, list(first))


def test_cut_lists_find_what_whole_lists_find(monkeypatch: pytest.MonkeyPatch) -> None:
    index.put_many(entry(number, f"Mosteri nummer {number}", text="et sted med æbler " * number) for number in range(1, 30))
    index.put(entry(99, "Noget helt andet", text="og tekst " * 90 + "plejehjemmet"))
    whole = {words: [hit.url for hit in find.find(PUBLIC, words, kinds=[KIND]).hits] for words in ("mosteri æbler", "plejehjem", "mosterit")}
    monkeypatch.setattr(postings, "LONGEST_LIST", 2)
    rebuilding.rebuild()
    assert {words: [hit.url for hit in find.find(PUBLIC, words, kinds=[KIND]).hits] for words in whole} == whole


def test_a_rare_choice_is_searched_whole_when_lists_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "LONGEST_LIST", 2)
    monkeypatch.setattr(postings, "LONGEST_OF_WORD", 2)
    index.put_many(entry(number, "Mosteri") for number in range(1, 30))
    index.put(entry(30, "Andet", text="og tekst " * 90 + "mosteri", facets=["area:rare"]))
    assert [hit.url for hit in find.find(PUBLIC, "mosteri", kinds=[KIND], chosen={"area": ["rare"]}).hits] == ["/t/30/"]


def test_lists_are_mended_at_night_when_they_are_worn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "LONGEST_OF_WORD", 4)
    monkeypatch.setattr(rebuilding, "LONGEST_LIST", 4)
    rebuilding.rebuild()
    index.put_many(entry(number, "Xylofon") for number in range(10))
    assert not rebuilding.is_worn()
    for number in range(3):
        index.remove(KIND, number)
    assert rebuilding.is_worn()
    mend_search(0)
    assert not rebuilding.is_worn()
    assert len(GramList.objects.get(gram="=xylofon").weights) == 4


def test_lists_of_another_version_are_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    rebuilding.rebuild()
    assert rebuilding.is_current()
    GramList.objects.filter(audience="public").delete()
    monkeypatch.setattr(rebuilding, "VERSION", 99)
    assert not rebuilding.is_current()
    mend_search(0)
    assert find.find(PUBLIC, "mosteri").hits


def test_others_grams_change_nothing_one_sees() -> None:
    index.put(entry(1, "Mosteri i byen", text="med æbler"))
    index.put(entry(2, "Haver", text="med æbler"))

    def seen() -> tuple[Any, ...]:
        words = ("mosteri æbler", "mosterit", "kvidderhus", "kviderhus")
        found = tuple(find.find(PUBLIC, each) for each in words)
        return (
            found,
            tuple(near.meant(each, near.nearest(PUBLIC, result.unknown)) for each, result in zip(words, found, strict=True)),
            suggesting.suggestions(PUBLIC, "kvid"),
        )

    before = seen()
    index.put_many(entry(number, "Kvidderhus mosteri", text="æbler", audience=audience) for number, audience in ((3, "person"), (4, "nobody"), (5, "group:1")))
    assert seen() == before
