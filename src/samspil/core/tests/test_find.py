"""Plain search: any of the words, å as aa, only what the viewer may see, the words marked in the excerpt."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.core.models import Document
from samspil.core.search import find, index, kinds
from samspil.core.viewers import PUBLIC

pytestmark = pytest.mark.django_db
KIND = "thing"


@dataclass(frozen=True)
class Reader:
    """Somebody who belongs to more audiences than everybody does."""

    audiences: frozenset[str]
    person_id: int | None = 1


def put(number: int, title: str, teaser: str = "", text: str = "", audience: str = "public", kind: str = KIND) -> None:
    index.put(
        index.Entry(
            kind=kind, object_id=number, audience=audience, url=f"/t/{number}/", title=title, teaser=teaser, text=text, card="", sort_on=date(2026, 1, 1)
        )
    )


def urls(words: str, **options: object) -> list[str]:
    return [hit.url for hit in find.find(PUBLIC, words, kinds=[KIND], **options).hits]  # type: ignore[arg-type]  # only `page` is passed


def test_any_of_the_words_is_enough_and_more_words_come_first() -> None:
    put(1, "Cykler til ældre")
    put(2, "Haver til ældre")
    put(3, "Fodbold")
    assert urls("cykel ældre") == ["/t/1/", "/t/2/"]


def test_a_word_is_found_in_its_other_forms() -> None:
    put(1, "Frivilliges forsikringer")
    assert urls("forsikring") == urls("FRIVILLIG") == ["/t/1/"]


@pytest.mark.parametrize("words", ["Aabenraa", "åbenrå", "Åbenraa", "AABENRÅ"])
def test_aa_and_å_find_each_other(words: str) -> None:
    put(1, "Mosteri i Aabenraa")
    put(2, "Mosteri i Åbenrå")
    assert sorted(urls(words)) == ["/t/1/", "/t/2/"]


@pytest.mark.parametrize("words", ["praktikplads", "praktikpladser", "PRAKTIKPLADSEN"])
def test_a_word_finds_the_compounds_it_begins(words: str) -> None:
    put(1, "Praktikpladspartnerskab")
    assert urls(words) == ["/t/1/"]


def test_a_slip_finds_first_what_was_meant_and_marks_it() -> None:
    put(1, "Xylanfabrik")
    put(2, "Instrumenter", teaser="En xylofon i byen")
    assert urls("xylafon")[0] == "/t/2/"
    assert ("xylofon", True) in find.find(PUBLIC, "xylafon", kinds=[KIND]).hits[0].excerpt


def test_nobody_learns_of_words_by_a_slip_that_others_alone_may_see() -> None:
    put(1, "Xylanfabrik")
    put(2, "Xylofon", audience="person")
    assert find.Search(PUBLIC, "xylafon").query.meant == {}
    assert find.Search(Reader(frozenset({"public", "person"})), "xylafon").query.meant == {"xylafon": "xylofon"}


def test_a_short_stem_finds_itself_alone() -> None:
    put(1, "Demokrati i Danmark")
    assert urls("demens") == []


@pytest.mark.parametrize(("words", "title"), [("aeldre", "Ældre"), ("ældre", "Aeldre"), ("faellesspisning", "Fællesspisning"), ("oekologi", "Økologi")])
def test_ae_and_oe_find_æ_and_ø(words: str, title: str) -> None:
    put(1, title)
    assert urls(words) == ["/t/1/"]


def test_a_word_in_the_title_weighs_more_than_one_in_the_text() -> None:
    put(1, "Noget andet", text="Der er et mosteri " + "og mere tekst " * 30)
    put(2, "Et mosteri")
    assert urls("mosteri") == ["/t/2/", "/t/1/"]


def test_what_others_may_see_is_neither_shown_nor_counted() -> None:
    put(1, "Mosteri", audience="person")
    put(2, "Mosteri", audience="nobody")
    assert find.find(PUBLIC, "mosteri", kinds=[KIND]).total == 0
    reader = find.find(Reader(frozenset({"public", "person"})), "mosteri", kinds=[KIND])
    assert [hit.url for hit in reader.hits] == ["/t/1/"]


def test_private_documents_never_push_public_ones_out_of_the_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "MOST_CANDIDATES", 3)
    for number in range(10):
        put(number, "Mosteri", audience="person")
    put(10, "Mosteri")
    assert urls("mosteri") == ["/t/10/"]


def test_more_hits_than_candidates_are_said_to_be_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "MOST_CANDIDATES", 40)
    index.put_many(
        index.Entry(kind=KIND, object_id=n, audience="public", url=f"/t/{n}/", title="Mosteri", teaser="", text="", card="", sort_on=date(2026, 1, 1))
        for n in range(55)
    )
    result = find.find(PUBLIC, "mosteri", kinds=[KIND])
    assert (len(result.hits), result.total, result.capped) == (find.PAGE_SIZE, 40, True)
    assert len(find.find(PUBLIC, "mosteri", kinds=[KIND], page=2).hits) == 20


def test_matches_are_the_hits_of_all_pages_until_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(25):
        put(number, f"Mosteri {number}")
    put(99, "Mosteri", audience="person")
    put(100, "Bageri")
    rows = Document.objects.filter(kind=KIND, audience="public", title__startswith="Mosteri")
    assert set(find.Search(PUBLIC, "mosteri").matches([KIND])) == {(pk, KIND) for pk in rows.values_list("pk", flat=True)}
    assert find.Search(PUBLIC, "").matches([KIND]) == []
    monkeypatch.setattr(find, "MOST_CANDIDATES", 20)
    assert len(find.Search(PUBLIC, "mosteri").matches([KIND])) == 20


def test_a_page_behind_the_last_is_the_first() -> None:
    found = [(number, KIND) for number in range(45)]
    assert [find.existing(found, page) for page in (-1, 0, 1, 3, 4, 999)] == [1, 1, 1, 3, 1, 1]


def test_documents_that_went_while_one_searched_are_no_hits() -> None:
    put(1, "Xylofonorkester")
    search = find.Search(PUBLIC, "xylofonorkester")
    Document.objects.filter(kind=KIND).delete()
    kinds.KEPT = kinds.Kept()
    assert search.matches([KIND]) == []
    assert search.matches() == []


def test_pages_follow_each_other_without_gaps() -> None:
    for number in range(45):
        put(number, f"Mosteri {number}")
    found = [urls("mosteri", page=page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in found] == [20, 20, 5, 0]
    assert len({url for page in found for url in page}) == 45


def test_only_the_kinds_asked_for_are_found() -> None:
    put(1, "Mosteri")
    put(2, "Mosteri", kind="other-thing")
    assert urls("mosteri") == ["/t/1/"]


@pytest.mark.parametrize("words", ["", "   ", "!!! & | ( ) ' :*", "og i at", "\x00", "​"])
def test_a_query_without_words_finds_nothing(words: str) -> None:
    put(1, "Og i at")
    assert urls(words) == []


def excerpt_of(words: str) -> tuple[str, list[str]]:
    """The excerpt of the one hit, and its marked words."""
    (hit,) = find.find(PUBLIC, words, kinds=[KIND]).hits
    return "".join(text for text, _ in hit.excerpt), [text for text, marked in hit.excerpt if marked]


def test_a_teaser_with_a_hit_is_the_excerpt_whole() -> None:
    put(1, "Noget", teaser="Et mosteri for alle. Mosteriet er åbent.", text="Her er mosteriet igen.")
    assert excerpt_of("mosteri") == ("Et mosteri for alle. Mosteriet er åbent.", ["mosteri", "Mosteriet"])


def test_otherwise_the_excerpt_is_the_text_around_the_hit() -> None:
    put(1, "Noget", teaser="Om haver", text="Her er et mosteri for alle.")
    text, marked = excerpt_of("mosteri")
    assert marked == ["mosteri"]
    assert text.startswith("… ")
    assert text.endswith(" …")


def test_a_hit_in_the_title_alone_shows_the_teaser() -> None:
    put(1, "Mosteri", teaser="Om æbler", text="Og saft.")
    assert excerpt_of("mosteri") == ("Om æbler", [])


@pytest.mark.parametrize(("words", "written"), [("åbenrå", "Aabenraa"), ("aabenraa", "Åbenrå"), ("Åbenraa", "Åbenraa"), ("Aabenraa", "Aabenraa")])
def test_a_hit_by_å_for_aa_is_marked_too(words: str, written: str) -> None:
    put(1, "Noget", teaser=f"Et mosteri i {written}")
    assert [text for text, hit in find.find(PUBLIC, words, kinds=[KIND]).hits[0].excerpt if hit] == [written]


def test_the_excerpt_stands_around_the_first_hit_however_far_down() -> None:
    put(1, "Noget", teaser="Om haver.", text="Her står noget andet. " * 400 + "Så kom frivilligheden til byen. " + "Og mere. " * 100)
    (hit,) = find.find(PUBLIC, "frivillighed byen", kinds=[KIND]).hits
    excerpt = "".join(text for text, _ in hit.excerpt)
    assert [text for text, marked in hit.excerpt if marked] == ["frivilligheden", "byen"]
    assert len(excerpt) < 400
    assert excerpt.split()[1] in {"Her", "står", "noget", "andet."}


@pytest.mark.parametrize("words", ["og", "i det", "(", "a|b", "c++", "\\m", ".*"])
def test_words_that_mean_nothing_to_the_dictionary_break_no_excerpt(words: str) -> None:
    put(1, "Noget (a|b) c++ .* \\m og det", teaser="i det")
    find.find(PUBLIC, words, kinds=[KIND])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_no_query_breaks_the_search(words: str) -> None:
    find.find(PUBLIC, words)
