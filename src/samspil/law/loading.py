"""Loading legal answers from content/law/answers."""

from django.conf import settings

from samspil.content import loading
from samspil.content.files import ContentFile, html, read_folder
from samspil.law.models import AnswerLaw, AnswerWay, LegalAnswer


def load() -> int:
    """Load every answer, then tie related answers together; returns how many files were written."""
    parent = loading.section("jura", "Jura", "Svar på de spørgsmål om rammer, roller og ansvar, der kommer, når I går sammen om noget.")
    files = read_folder(settings.CONTENT_DIR / "law" / "answers")
    written = loading.load_pages("law-answer", parent, LegalAnswer, files, fill)
    if written:
        tie_related(files)
    return written


def fill(page: LegalAnswer, file: ContentFile) -> None:
    """Set an answer's fields from its file."""
    head = file.head
    page.word = head["word"]
    page.position = head.get("order")
    page.topic, page.certainty, page.certainty_note = head["topic"], head["certainty"], head.get("certainty_note", "")
    page.valid_from, page.checked_on, page.expires_on = head["valid_from"], head["checked"], head["expires"]
    page.applies_to = "\n".join(head.get("applies_to", []))
    page.unclear = "\n".join(row["text"] for row in head.get("unclear", []))
    page.body = html(file.body)
    page.laws = [AnswerLaw(sort_order=n, **row) for n, row in enumerate(head["laws"])]
    page.ways = [AnswerWay(sort_order=n, **row) for n, row in enumerate(head.get("ways", []))]


def tie_related(files: list[ContentFile]) -> None:
    """Set `related` on pages that still are as loaded; links to answers that do not exist are left out."""
    pages = {page.slug: page for page in LegalAnswer.objects.all()}
    for file in files:
        page = pages.get(file.slug)
        wanted = [pages[slug] for slug in file.head.get("related", []) if slug in pages]
        if page and not page.related.count() and wanted:
            page.related.set(wanted)
            page.save()
