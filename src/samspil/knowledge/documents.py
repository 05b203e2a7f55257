"""How knowledge's things stand in the index, with the card that lists show."""

from datetime import date
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from samspil.content.models.base_page import page_audience
from samspil.core.search.index import Entry
from samspil.identity import queries as identity_queries
from samspil.knowledge import pages
from samspil.knowledge.domain.words import ThreadStage, circles, sector_words
from samspil.knowledge.models import Article, Consultancy, CouncilGuide, Example, Publication


def plain(*texts: str) -> str:
    """Text without tags and entities, for search."""
    return " ".join(unescape(strip_tags(text.replace("<", " <"))) for text in texts if text)


def kle_numbers(example: Example) -> set[str]:
    """The KLE numbers of an example with the main group each lies in: whoever looks for 27 also means 27.15.12."""
    own = {number.number for number in example.kle.all()}
    return own | {number.partition(".")[0] for number in own}


def example_entry(example: Example) -> Entry:
    """The index entry of an example; `sort_on` is the last year the source tells of."""
    parties, areas = list(example.parties.all()), list(example.areas.all())
    codes = [municipality.code for municipality in example.municipalities.all()]
    regions = identity_queries.region_by_code(timezone.localdate())
    sectors = {party.sector for party in parties}
    facets = [f"area:{area.key}" for area in areas] + [f"municipality:{code}" for code in codes]
    facets += [f"region:{regions[code]}" for code in codes if code in regions]
    facets += [f"sector:{sector}" for sector in sectors]
    facets += [f"kle:{number}" for number in kle_numbers(example)] + [f"evidence:{example.evidence}", f"grade:{example.grade}"]
    url = f"/eksempler/{example.slug}/"
    card = {
        "url": url,
        "title": example.title,
        "text": example.teaser,
        "place": " · ".join(part for part in (example.place, str(example.main_area or "")) if part),
        "drawing": example.drawing,
        "picture": example.picture,
        "circles": circles(sectors),
        "sectors": sector_words(sectors),
        "tag": "Under redaktionel kontrol" if example.grade == "B" else "",
    }
    words = [example.place, *(party.name for party in parties), *(area.name for area in areas), example.done, example.took, example.outcome]
    return Entry(
        kind="example",
        object_id=example.pk,
        audience=page_audience(example),
        url=url,
        title=example.title,
        teaser=example.teaser,
        text=plain(*words, example.obstacles, example.advice, example.money),
        card=render_to_string("core/ui/card.html", card),
        sort_on=date(example.year_to or example.year_from or 2000, 12 if example.year_to else 1, 1),
        facets=facets,
        municipalities=codes,
        page=pages.parts(example),
        pattern=pattern(example),
    )


def pattern(example: Example) -> dict[str, Any]:
    """What somebody who begins from the example can use: who took part with what, and what was done. Nothing is worked out of running text."""
    told = [{name: getattr(party, name) for name in ("name", "sector", "brings", "gains")} for party in example.parties.all()]
    return {"parties": told, "done": [step.text for step in example.steps.all() if step.stage == ThreadStage.DOING]}


def simple_entry(kind: str, folder: str, page: Page, sort_on: date, *texts: str, facets: list[str] | None = None, when: str = "") -> Entry:
    """The index entry of a page that is listed as a line: title, when it was written, and teaser."""
    url = f"/{folder}/{page.slug}/"
    return Entry(
        kind=kind,
        object_id=page.pk,
        audience=page_audience(page),
        url=url,
        title=page.title,
        teaser=page.teaser,
        text=plain(*texts),
        card=render_to_string("core/ui/line.html", {"url": url, "title": page.title, "text": page.teaser, "when": when}),
        sort_on=sort_on,
        facets=facets or [],
        page=pages.parts(page),
    )


def entry(page: Page) -> Entry | None:
    """The index entry of one of knowledge's pages, or None for pages of others."""
    first = page.first_published_at or page.latest_revision_created_at
    published = first.date() if first else timezone.localdate()
    match page:
        case Example():
            return example_entry(page)
        case Article():
            figures = [f"{f.number} {f.text}" for f in page.figures.all()]
            return simple_entry("article", "artikler", page, page.date, page.body, *figures, when=str(page.date.year))
        case CouncilGuide():
            questions = page.question_set.questions.all()
            texts = [f"{q.text} {q.why} {q.sub_questions}" for q in questions]
            return simple_entry("guide", "droeftelser", page, published, page.purpose, page.body, *texts)
        case Publication():
            published, when, genre = date(page.year or 2000, 1, 1), str(page.year or ""), [f"genre:{page.genre}"]
            return simple_entry("publication", "publikationer", page, published, page.publisher, page.body, facets=genre, when=when)
        case Consultancy():
            return simple_entry("consultancy", "konsulenter", page, published, page.body, page.for_whom)
    return None
