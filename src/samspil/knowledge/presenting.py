"""What the pages of knowledge show, as plain values for templates."""

from itertools import groupby
from typing import Any

from samspil.content.files import html
from samspil.content.models import GlossaryTerm
from samspil.core.search.folding import fold
from samspil.core.sorting import danish_initial
from samspil.core.stored import ANY_BASE
from samspil.core.structured import json_ld
from samspil.core.viewers import Viewer
from samspil.knowledge import queries
from samspil.knowledge.domain.words import EVIDENCE_DA, EVIDENCE_MEANING, GRADE_DA, GRADE_MEANING, STAGE_DA, Evidence, Grade, ThreadStage, circles
from samspil.knowledge.models import Article, CouncilGuide, Example

SECTIONS = [
    ("Hvad krævede det?", "took"),
    ("Hvad kom der ud af det?", "outcome"),
    ("Hvad var svært?", "obstacles"),
    ("Gode råd", "advice"),
]


def example(page: Example) -> dict[str, Any]:
    """An example page. Ids instead of cards: the cards are fetched when somebody looks. Related: the editor's choice, filled up with the same area."""
    told = {step.stage: step.text for step in page.steps.all()}
    parties = [{"row": party, "circles": circles({party.sector})} for party in page.parties.all()]
    return {
        "section": "examples",
        "page": page,
        "parties": parties,
        "has_brings": any(p["row"].brings for p in parties),
        "has_gains": any(p["row"].gains for p in parties),
        "story": [(heading, getattr(page, name)) for heading, name in SECTIONS if getattr(page, name)],
        "evidence": EVIDENCE_DA[Evidence(page.evidence)],
        "evidence_meaning": EVIDENCE_MEANING[Evidence(page.evidence)],
        "grade": GRADE_DA[Grade(page.grade)],
        "grade_meaning": GRADE_MEANING[Grade(page.grade)],
        "sources_have_addresses": any(source.url for source in page.sources.all()),
        "thread": [{"name": STAGE_DA[stage], "text": told.get(stage.value, ""), "state": "done" if stage.value in told else "open"} for stage in ThreadStage],
        "legal": [answer.pk for answer in page.legal_answers.all()],
        "kle": page.kle.all(),
        "related": [other.pk for other in page.related.all()] or same_area(page),
        "alliance": [page.alliance_key] if page.alliance_key else [],
        "structured": structured_example(page),
    }


def same_area(page: Example) -> list[int]:
    """Ids of the newest examples of the same welfare area."""
    others = Example.objects.live().filter(main_area=page.main_area).exclude(pk=page.pk)
    return list(others.order_by("-year_from", "-pk").values_list("pk", flat=True)[:6])


def structured_example(page: Example) -> str:
    """An example for search engines: an article about a place."""
    return json_ld(
        {
            "@type": "Article",
            "headline": page.title,
            "description": page.teaser,
            "about": str(page.main_area or ""),
            "inLanguage": "da",
            "contentLocation": {"@type": "Place", "name": page.place},
            "dateModified": page.checked_on.isoformat(),
            "url": f"{ANY_BASE}/eksempler/{page.slug}/",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "publisher": {"@type": "Organization", "name": "Samspil"},
        }
    )


def guide(page: CouncilGuide) -> dict[str, Any]:
    """A council guide, also for paper and projector."""
    return {
        "section": "guides",
        "page": page,
        "questions": page.question_set.questions.all(),
        "examples": [example.pk for example in page.examples.all()],
        "legal": [answer.pk for answer in page.legal_answers.all()],
    }


def article(page: Article) -> dict[str, Any]:
    return {
        "section": "articles",
        "page": page,
        "figures": page.figures.all(),
        "structured": json_ld(
            {
                "@type": "Article",
                "headline": page.title,
                "description": page.teaser,
                "inLanguage": "da",
                "datePublished": page.date.isoformat(),
                "url": f"{ANY_BASE}/artikler/{page.slug}/",
            }
        ),
        "examples": [example.pk for example in page.examples.all()],
        "legal": [answer.pk for answer in page.legal_answers.all()],
    }


def glossary(words: str = "") -> dict[str, Any]:
    """Terms under their first letter, in Danish order; those that hold the words, or all."""
    terms = [term for term in GlossaryTerm.objects.all() if fold(words) in fold(f"{term.term} {term.short}")]
    return {
        "section": "glossary",
        "words": words,
        "letters": [(letter, list(rows)) for letter, rows in groupby(terms, key=lambda term: danish_initial(term.term))],
    }


def term(found: GlossaryTerm) -> dict[str, Any]:
    """A word of the glossary."""
    return {"section": "glossary", "term": found, "body": html(found.body)}


# The menu's entry for each kind that has a list of lines.
LISTED_UNDER = {"guide": "guides", "article": "articles", "publication": "publications", "consultancy": "consultants"}


def lines(viewer: Viewer, kind: str) -> dict[str, Any]:
    """All things of a kind; offers by title, and of guides the first that was written is the one to begin with."""
    found = queries.lines_of(viewer, kind, by_title=kind == "consultancy")
    return {"section": LISTED_UNDER[kind], "lines": found[::-1] if kind == "guide" else found}
