"""Reading: every page of knowledge is found by its address, and only by those who may see it."""

import re

import pytest
from django.http import Http404
from django.test import Client
from wagtail.models import PageViewRestriction

from samspil.content.models import GlossaryTerm
from samspil.core import events, pagecache
from samspil.core.models import Document
from samspil.core.sorting import danish_initial, danish_key
from samspil.core.viewers import PUBLIC
from samspil.knowledge import about, presenting, queries
from samspil.knowledge.models import Article, Consultancy, CouncilGuide, Example, Publication

pytestmark = pytest.mark.django_db
SECTIONS = {Example: "eksempler", CouncilGuide: "droeftelser", Article: "artikler", Publication: "publikationer", Consultancy: "konsulenter"}


@pytest.mark.parametrize("model", SECTIONS)
def test_a_page_is_read_at_its_address(model: type[Example]) -> None:
    pages = list(model.objects.live())
    assert pages
    for page in pages[:: max(1, len(pages) // 8)]:
        response = Client().get(f"/{SECTIONS[model]}/{page.slug}/")
        assert response.status_code == 200
        assert re.search("<h1[^>]*>", response.content.decode())


@pytest.mark.parametrize("model", SECTIONS)
def test_a_page_taken_down_or_closed_is_not_found(model: type[Example]) -> None:
    hidden, closed = list(model.objects.live()[:2])
    hidden.unpublish()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    events.deliver_waiting()
    pagecache.STORE.clear()
    for page in (hidden, closed):
        assert Client().get(f"/{SECTIONS[model]}/{page.slug}/").status_code == 404
        with pytest.raises(Http404):
            queries.get_page_for(PUBLIC, model, page.slug)
        assert page.title not in Client().get(f"/{SECTIONS[model]}/").content.decode()


def test_cards_come_in_the_order_asked_for_and_not_more_than_wanted() -> None:
    rows = dict(Document.objects.filter(kind="example").values_list("object_id", "card")[:10])
    ids = list(rows)[::-1]
    assert queries.cards_of(PUBLIC, "example", [*ids, 10**9], 4) == [rows[pk] for pk in ids[:4]]


def test_the_glossary_names_each_letter_once_in_danish_order() -> None:
    GlossaryTerm.objects.create(slug="aaben", term="Aaben proces", short="x")
    GlossaryTerm.objects.create(slug="aabning", term="åbning", short="x")
    letters = presenting.glossary()["letters"]
    names = [letter for letter, _ in letters]
    assert len(names) == len(set(names))
    assert names[-1] == "Å"
    terms = [term.term for _, rows in letters for term in rows]
    assert terms == sorted(terms, key=danish_key)
    assert all(danish_initial(term.term) == letter for letter, rows in letters for term in rows)


def test_an_enquiry_is_about_a_page_its_writer_may_see() -> None:
    assert about.subject_of(PUBLIC, "/eksempler/aeblemosteriet/").title == "Æblemosteriet"
    for address in ("", "/", "/eksempler/findes-ikke/", "https://example.com/eksempler/aeblemosteriet/", "//example.com/", "/\x00", "/" + "a" * 600):
        assert about.subject_of(PUBLIC, address) == about.Subject()
    Document.objects.filter(url="/eksempler/aeblemosteriet/").update(audience="person")
    assert about.subject_of(PUBLIC, "/eksempler/aeblemosteriet/") == about.Subject()


def test_no_text_in_the_index_holds_tags_or_entities() -> None:
    page = Article.objects.live().first()
    page.body = "<p>Kaffe &amp; kage, 3 &lt; 4</p><ul><li>et</li><li>to</li></ul>"
    page.save_revision().publish()
    events.deliver_waiting()
    assert "Kaffe & kage, 3 < 4 et to" in " ".join(Document.objects.get(kind="article", object_id=page.pk).text.split())
    for text in Document.objects.exclude(pk=page.pk).values_list("text", flat=True):
        assert not re.search(r"</?(p|ul|li|h2|b|a|strong)\b|&(amp|lt|gt|quot|#\d+);", text)


def test_a_word_that_points_on_has_a_link_and_no_signs_of_markdown(client: Client) -> None:
    page = client.get("/ordbog/vagtplan/").content.decode()
    assert '<a href="/jura/arbejde-eller-frivillig-indsats/">' in page
    assert "](" not in page
