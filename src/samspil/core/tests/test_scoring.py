"""Ranking by grams: cut lists and a document's own grams give the order that counting everything would give."""

from array import array
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.core.search.grams import WHOLE, impacts
from samspil.core.search.postings import cells
from samspil.core.search.scoring import PARTLY, TOGETHER, Listing, Query, candidates, keys_of, largest, weighed

TEXTS = st.lists(
    st.lists(st.sampled_from(["mosteri", "mosteriet", "have", "haven", "ældre", "ældrepleje", "bus"]), min_size=1, max_size=6), min_size=1, max_size=12
)
ASKED = ["mosteri", "ældreplejen"]


def listings(texts: list[str], longest: int = 1000, words: list[str] = ASKED) -> dict[str, Listing]:
    """What the index would hold of these texts, numbered from 1."""
    entries: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for pk, text in enumerate(texts, 1):
        for key, impact in impacts("", "", text).items():
            entries[key].append((-impact, pk))
    asked, found = keys_of(words), {}
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


@settings(deadline=None)
@given(TEXTS)
def test_holding_all_the_words_is_favoured_by_a_little_and_changes_nothing_else(words: list[list[str]]) -> None:
    texts = [" ".join(each) for each in words]
    query = Query(ASKED, listings(texts), len(texts))
    for candidate in candidates(query, 100):
        pk, worth = query.together(candidate)
        before, after = candidate[1] >> query.shift, worth >> query.shift
        assert (pk, worth & query.mask) == (candidate[0], candidate[1] & query.mask)
        assert before <= after <= before * (1 + PARTLY + TOGETHER)


def test_of_two_that_score_alike_the_one_with_more_of_the_words_comes_first() -> None:
    query = Query(ASKED, listings(["mosteri ældrepleje"]), 1)
    one = query.floors[0].places
    assert query.together((1, query.mask))[1] >> query.shift == query.together((2, one))[1] >> query.shift == 0
    score = 1000 << query.shift
    assert [query.together((1, score | held))[1] >> query.shift for held in (0, one, query.mask)] == [1000, 1112, 1187]


def test_two_words_held_whole_are_favoured_more_than_twice_as_much_as_one() -> None:
    asked, score = ["mosteri", "haven"], 1000
    query = Query(asked, listings(["mosteri haven"], words=asked), 1)
    one, both = (query.together((1, score << query.shift | held))[1] >> query.shift for held in (query.floors[0].places, query.mask))
    assert (one, both) == (1112, 1450)


def test_a_word_counts_whole_where_one_gram_is_missing_and_half_where_more_are() -> None:
    asked = ["delings"]
    texts = ["delings", "delingstjenesten", "deling", "deler", "bus"]
    query = Query(asked, listings(texts, words=asked), len(texts))
    held = {pk: worth & query.mask for pk, worth in candidates(query, 100)}
    assert {texts[pk - 1]: query.floors[0].level(each) for pk, each in held.items()} == {"delings": 2, "delingstjenesten": 2, "deling": 1, "deler": 0}
    assert query.floors[0].level(0) == 0


def test_a_long_word_with_a_piece_that_stands_nowhere_is_a_slip() -> None:
    asked = ["mosetri", "mosteriet", "hvan", "mosteri"]
    query = Query(asked, listings(["mosteri", "mosteriet", "haven"], words=asked), 3)
    assert query.slipped == ["mosetri"]


def test_a_word_as_it_was_meant_counts_half_and_makes_its_documents_hits() -> None:
    texts, asked = ["mosaik", "mosteri", "bus"], ["mosetri", "bus"]
    found = listings(texts, words=[*asked, "mosteri"])
    query = Query(asked, found, len(texts), {"mosetri": "mosteri"})
    assert query.weights["teri"] == Query(["mosteri"], found, len(texts)).weights["teri"] / 2
    assert {pk for pk, _ in query.hits(candidates(query, 100))} == {2, 3}
    assert query.together((2, query.floors[2].places))[1] == query.floors[2].places
    assert [len(ways) for ways in query.ways] == [2, 1]


def test_a_document_without_grams_scores_nothing() -> None:
    query = Query(ASKED, listings(["mosteri"]), 1)
    assert weighed(query, (7, query.factor(3.0)), b"") == (7, 0)
