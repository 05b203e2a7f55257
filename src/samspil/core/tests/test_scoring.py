"""Ranking by grams: cut lists and a document's own grams give the order that counting everything would give."""

from array import array
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.core.search.grams import WHOLE, impacts
from samspil.core.search.postings import cells
from samspil.core.search.scoring import Listing, Query, candidates, keys_of, largest, weighed

TEXTS = st.lists(
    st.lists(st.sampled_from(["mosteri", "mosteriet", "have", "haven", "ældre", "ældrepleje", "bus"]), min_size=1, max_size=6), min_size=1, max_size=12
)
ASKED = ["mosteri", "ældreplejen"]


def listings(texts: list[str], longest: int = 1000) -> dict[str, Listing]:
    """What the index would hold of these texts, numbered from 1."""
    entries: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for pk, text in enumerate(texts, 1):
        for key, impact in impacts("", "", text).items():
            entries[key].append((-impact, pk))
    asked, found = keys_of(ASKED), {}
    for key in entries.keys() & set(asked):
        listed = sorted(entries[key])[:longest]
        found[key] = Listing(len(entries[key]), [(array("I", [pk for _, pk in listed]), bytes(-impact for impact, _ in listed))])
    return found


@settings(deadline=None)
@given(TEXTS)
def test_own_grams_give_the_score_that_whole_lists_give(words: list[list[str]]) -> None:
    texts = [" ".join(each) for each in words]
    query = Query(ASKED, listings(texts), len(texts))
    assert query.complete
    for pk, worth in candidates(query, 100):
        own = worth & query.mask
        assert weighed(query, (pk, own), cells(impacts("", "", texts[pk - 1]))) == (pk, worth)
        assert weighed(query, (pk, 0), cells(impacts("", "", texts[pk - 1])))[1] == worth & ~query.exact


@settings(deadline=None)
@given(TEXTS)
def test_a_word_as_a_whole_brings_its_documents_in_however_short_the_lists_are(words: list[list[str]]) -> None:
    texts = [" ".join(each) for each in words]
    cut = listings(texts, 1)
    cut.update((key, listing) for key, listing in listings(texts).items() if key.startswith(WHOLE))
    query = Query(ASKED, cut, len(texts))
    found = {pk for pk, _ in query.hits(candidates(query, 100))}
    assert {pk for pk, text in enumerate(texts, 1) if "mosteri" in text.split()} <= found


def test_without_a_word_or_most_of_one_a_document_is_no_hit() -> None:
    texts = ["mosteri", "mosteriet", "koster", "materialer", "haven"]
    query = Query(["mosteri"], listings(texts), len(texts))
    assert [pk for pk, _ in query.hits(candidates(query, 100))] == [1, 2]


def test_of_a_word_nobody_holds_those_are_hits_that_have_nearly_as_much_as_the_best() -> None:
    texts = ["mosteriet", "most", "have"]
    query = Query(["mosterit"], listings(texts), len(texts))
    assert [pk for pk, _ in query.hits(candidates(query, 100))] == [1]


@given(st.dictionaries(st.integers(1, 10**6), st.integers(0, 50), max_size=60), st.integers(1, 20))
def test_the_largest_are_the_largest_and_equals_stand_as_they_came(sums: dict[int, int], most: int) -> None:
    assert largest(sums, most) == sorted(sums.items(), key=lambda entry: -entry[1])[:most]


def test_a_document_without_grams_scores_nothing() -> None:
    query = Query(ASKED, listings(["mosteri"]), 1)
    assert weighed(query, (7, query.factor(3.0)), b"") == (7, 0)
