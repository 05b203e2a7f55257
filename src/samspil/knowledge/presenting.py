"""What the pages of knowledge show, as plain values for templates."""

from itertools import groupby
from typing import Any

from samspil.content.models import GlossaryTerm
from samspil.core.viewers import Viewer
from samspil.knowledge import queries
from samspil.knowledge.domain.words import EVIDENCE_DA, EVIDENCE_MEANING, GRADE_DA, STAGE_DA, Evidence, Grade, ThreadStage, circles
from samspil.knowledge.models import Article, CouncilGuide, Example

SECTIONS = [
    ("Hvad krævede det?", "took"),
    ("Hvad kom der ud af det?", "outcome"),
    ("Hvad var svært?", "obstacles"),
    ("Gode råd", "advice"),
]


def example(viewer: Viewer, page: Example) -> dict[str, Any]:
    """An example page. Related cards are the editor's choice, filled up with the same area."""
    told = {step.stage: step.text for step in page.steps.all()}
    related = list(page.related.values_list("pk", flat=True))
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
        "thread": [{"name": STAGE_DA[stage], "text": told.get(stage.value, ""), "state": "done" if stage.value in told else "open"} for stage in ThreadStage],
        "legal": queries.cards_of(viewer, "legal-answer", list(page.legal_answers.values_list("pk", flat=True))),
        "related": queries.cards_of(viewer, "example", related, 3) or same_area(viewer, page),
    }


def same_area(viewer: Viewer, page: Example) -> list[str]:
    """Three cards of the same welfare area."""
    from samspil.core.search import lists

    found = lists.page_of(viewer, "example", {"area": [page.main_area.key]}, size=4).documents
    return [document.card for document in found if document.url != f"/eksempler/{page.slug}/"][:3]


def guide(viewer: Viewer, page: CouncilGuide) -> dict[str, Any]:
    """A council guide, also for paper and projector."""
    return {
        "section": "guides",
        "page": page,
        "questions": page.question_set.questions.all(),
        "examples": queries.cards_of(viewer, "example", list(page.examples.values_list("pk", flat=True))),
        "legal": queries.cards_of(viewer, "legal-answer", list(page.legal_answers.values_list("pk", flat=True)), 12),
    }


def article(viewer: Viewer, page: Article) -> dict[str, Any]:
    return {
        "section": "articles",
        "page": page,
        "figures": page.figures.all(),
        "examples": queries.cards_of(viewer, "example", list(page.examples.values_list("pk", flat=True)), 3),
        "legal": queries.cards_of(viewer, "legal-answer", list(page.legal_answers.values_list("pk", flat=True))),
    }


def glossary() -> dict[str, Any]:
    """Terms under their first letter, in Danish order."""
    terms = list(GlossaryTerm.objects.all())
    return {"section": "glossary", "letters": [(letter, list(rows)) for letter, rows in groupby(terms, key=lambda term: term.term[0].upper())]}
