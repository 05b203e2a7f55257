"""Loading examples, guides, articles, publications, consultants and the glossary from content/."""

from datetime import date
from typing import Any

from django.conf import settings

from samspil.content import loading
from samspil.content.files import ContentFile, html, read_folder
from samspil.content.models import GlossaryTerm, KleNumber, Question, QuestionSet, WelfareArea
from samspil.identity.models import Municipality
from samspil.knowledge.models import (
    Article,
    ArticleFigure,
    Consultancy,
    CouncilGuide,
    Example,
    ExampleParty,
    ExampleSource,
    ExampleStep,
    Publication,
)
from samspil.law.models import LegalAnswer

HEADINGS = {
    "Hvad går det ud på?": "done",
    "Hvad krævede det?": "took",
    "Hvad kom der ud af det?": "outcome",
    "Hvad var svært?": "obstacles",
    "Gode råd": "advice",
}
PLAIN = ("place", "period", "evidence", "grade", "drawing")
OPTIONAL = ("unknown", "money", "contact")


def load() -> int:
    """Load everything; returns how many files were written."""
    written = load_examples()
    kinds: list[tuple[str, str, str, Any, loading.Fill]] = [
        ("guide", "droeftelser", "Drøftelser", CouncilGuide, fill_guide),
        ("article", "artikler", "Artikler", Article, fill_article),
        ("publication", "publikationer", "Publikationer", Publication, fill_publication),
        ("consultancy", "konsulenter", "Konsulenter", Consultancy, fill_consultancy),
    ]
    for kind, slug, title, model, fill in kinds:
        folder = settings.CONTENT_DIR / {"consultancy": "consultants"}.get(kind, f"{kind}s")
        written += loading.load_pages(kind, loading.section(slug, title), model, read_folder(folder), fill)
    return written + loading.load_rows("glossary", read_folder(settings.CONTENT_DIR / "glossary"), write_term, is_an_editors_term)


def load_examples() -> int:
    """Load every example, then tie related examples together."""
    files = read_folder(settings.CONTENT_DIR / "examples")
    written = loading.load_pages("example", loading.section("eksempler", "Eksempler"), Example, files, fill_example)
    if written:
        pages = {page.slug: page for page in Example.objects.all()}
        for file in files:
            page = pages.get(file.slug)
            wanted = [pages[slug] for slug in file.head.get("related", []) if slug in pages]
            if page and wanted and not page.related.count():
                page.related.set(wanted)
                page.save()
    return written


def fill_example(page: Example, file: ContentFile) -> None:
    """Set an example's fields from its file."""
    head, sections = file.head, file.sections()
    for name in PLAIN:
        setattr(page, name, head.get(name, ""))
    for name in OPTIONAL:
        setattr(page, name, head.get(name, ""))
    for heading, name in HEADINGS.items():
        setattr(page, name, sections.get(heading, ""))
    page.year_from, page.year_to, page.checked_on = head.get("year_from"), head.get("year_to"), head["checked"]
    areas = {area.key: area for area in WelfareArea.objects.filter(key__in=head["welfare_areas"])}
    page.main_area = areas[head["welfare_areas"][0]]
    page.areas = [areas[key] for key in head["welfare_areas"]]
    page.kle = list(KleNumber.objects.filter(number__in=head["kle"]))
    page.municipalities = list(Municipality.objects.filter(code__in=head["municipalities"]))
    page.legal_answers = list(LegalAnswer.objects.filter(slug__in=head.get("legal", [])))
    page.parties = [ExampleParty(sort_order=n, **row) for n, row in enumerate(head["parties"])]
    page.steps = [ExampleStep(sort_order=n, stage=stage, text=text) for n, (stage, text) in enumerate(head.get("thread", {}).items())]
    page.sources = [ExampleSource(sort_order=n, **row) for n, row in enumerate(head["sources"])]


def fill_guide(page: CouncilGuide, file: ContentFile) -> None:
    """Set a guide's fields, and its questions as rows."""
    head = file.head
    questions, _ = QuestionSet.objects.get_or_create(slug=file.slug, defaults={"title": head["title"]})
    if questions.edited_at is None:
        questions.title = head["title"]
        questions.save()
        write_questions(questions, head["questions"])
    page.question_set = questions
    page.purpose, page.minutes, page.position = head.get("purpose", ""), head.get("minutes", 90), head.get("order", 0)
    page.source, page.body = head.get("source", ""), html(file.body)
    page.examples = list(Example.objects.filter(slug__in=head.get("examples", [])))
    page.legal_answers = list(LegalAnswer.objects.filter(slug__in=head.get("legal", [])))


def write_questions(questions: QuestionSet, rows: list[dict[str, Any]]) -> None:
    """The questions of a set as the file has them, in place of those it had before."""
    Question.objects.filter(question_set=questions).delete()
    Question.objects.bulk_create(
        Question(
            question_set=questions,
            position=number,
            text=row["question"],
            why=row.get("why", ""),
            sub_questions="\n".join(row.get("sub", [])),
            result=row.get("result", ""),
        )
        for number, row in enumerate(rows)
    )


def fill_article(page: Article, file: ContentFile) -> None:
    head = file.head
    page.date = head["date"] if isinstance(head["date"], date) else date.fromisoformat(str(head["date"]))
    page.source, page.drawing, page.body = head.get("source", ""), head.get("drawing", "talk"), html(file.body)
    page.figures = [ArticleFigure(sort_order=n, **row) for n, row in enumerate(head.get("figures", []))]
    page.examples = list(Example.objects.filter(slug__in=head.get("examples", [])))
    page.legal_answers = list(LegalAnswer.objects.filter(slug__in=head.get("legal", [])))


def fill_publication(page: Publication, file: ContentFile) -> None:
    head = file.head
    page.publisher, page.year, page.genre = head["publisher"], head.get("year"), head["kind"]
    page.source, page.body = head.get("source", ""), html(file.body)


def fill_consultancy(page: Consultancy, file: ContentFile) -> None:
    head = file.head
    minutes = head.get("minutes")
    page.genre, page.for_whom, page.position = head["kind"], head.get("for_whom", ""), head.get("order", 0)
    page.length = f"{minutes} minutter" if minutes else ""
    page.body = html(file.body)


def is_an_editors_term(slug: str) -> bool:
    """True when an editor changed or deleted the word."""
    return not GlossaryTerm.objects.filter(slug=slug, latest_revision=None).exists()


def write_term(file: ContentFile) -> None:
    """Write one glossary term, unless an editor has changed it."""
    head = file.head
    term = GlossaryTerm.objects.filter(slug=file.slug).first() or GlossaryTerm(slug=file.slug)
    if term.latest_revision_id:
        return
    term.term, term.short, term.code, term.body = head["term"], head["short"], head.get("code", ""), file.body
    term.save()
    term.related.set(GlossaryTerm.objects.filter(slug__in=head.get("related", [])))
