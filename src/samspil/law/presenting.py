"""What the pages of law show, as plain values for templates."""

from datetime import date
from typing import Any

from samspil.core.models import Document
from samspil.core.periods import days_in_words
from samspil.core.search import facets
from samspil.core.structured import json_ld
from samspil.core.viewers import Viewer
from samspil.law.domain.certainty import DANISH, DOTS, MEANING, Certainty
from samspil.law.domain.topics import TOPICS
from samspil.law.models import LegalAnswer
from samspil.law.queries import values_of

KIND = "legal-answer"
LAST = 10**6


def sure(certainty: str) -> dict[str, Any]:
    """Dots and word of a certainty, for the component core/ui/sure.html."""
    item = Certainty(certainty)
    return {"word": DANISH[item], "dots": DOTS[item], "meaning": MEANING[item]}


def overview(viewer: Viewer, topic: str) -> dict[str, Any]:
    """The list of answers by topic; `topic` narrows it to one."""
    chosen = topic if topic in TOPICS else ""
    rows = in_order(list(Document.objects.visible_to(viewer).filter(kind=KIND).order_by("title_key", "pk").only("object_id", "card", "facets")))
    counts = facets.count(KIND, viewer.audiences, {})
    groups = {key: [row.card for row in rows if f"topic:{key}" in row.facets] for key in TOPICS if not chosen or key == chosen}
    return {
        "section": "law",
        "total": counts.total,
        "chosen": chosen,
        "chosen_name": TOPICS.get(chosen, ""),
        "topics": [{"key": key, "name": name, "count": counts.by_value.get(f"topic:{key}", 0)} for key, name in TOPICS.items()],
        "groups": [{"key": key, "name": TOPICS[key], "cards": cards} for key, cards in groups.items() if cards],
    }


def in_order(rows: list[Document]) -> list[Document]:
    """As the editors have put the questions of each topic: first what most people need, then the others as they stood."""
    positions = dict(LegalAnswer.objects.exclude(position=None).values_list("pk", "position"))
    return sorted(rows, key=lambda row: positions.get(row.object_id, LAST))


def answer(page: LegalAnswer, today: date) -> dict[str, Any]:
    """One answer with its validity as it stands today."""
    return {
        "section": "law",
        "page": page,
        "topic_name": TOPICS[page.topic],
        "sure": sure(page.certainty),
        "ways": [{"row": way, "sure": sure(way.certainty)} for way in page.ways.all()],
        "laws": page.laws.all(),
        "values": values_of(page, today),
        "state": page.validity.on(today).value,
        "expires_in": days_in_words((page.expires_on - today).days),
        "related": [other.pk for other in page.related.all()],
        "structured": structured(page),
    }


def structured(page: LegalAnswer) -> str:
    """A schema.org question and answer; "<" is escaped, so no text can end the element."""
    answer_text = {"@type": "Answer", "text": f"{page.word}. {page.teaser}"}
    data: dict[str, Any] = {"@type": "FAQPage", "inLanguage": "da", "dateModified": page.checked_on.isoformat()}
    data["mainEntity"] = [{"@type": "Question", "name": page.title, "acceptedAnswer": answer_text}]
    return json_ld(data)
