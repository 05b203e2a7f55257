"""Legal answers, facts and dated values over the API, and as rows of open data: only what everybody may see."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from wagtail.rich_text import expand_db_html

from samspil.content.models.base_page import BasePageQuerySet
from samspil.core.apis import Problem, Slug, Text, one
from samspil.core.viewers import PUBLIC
from samspil.law import sources
from samspil.law.domain.values import DatedValue
from samspil.law.models import LegalAnswer

router = Router(tags=["jura"])
# Rows read from the database at a time when there may be very many.
CHUNK = 500
Html = Annotated[str, Field(json_schema_extra={"contentMediaType": "text/html"})]


class AnswerLine(Schema):
    slug: str = Field(description="sidens navn i adressen")
    question: str = Field(description="spørgsmål")
    word: str = Field(description="svaret i ét ord")
    short: str = Field(description="kort svar")
    topic: str = Field(description="emne")
    certainty: str = Field(description="sikkerhed: sure, likely, unclear, practice")
    expires_on: date = Field(description="udløber")


class LawOut(Schema):
    law: str = Field(description="lov")
    paragraph: str = Field(description="paragraf")
    read_in: str = Field(description="den tekst, vi har læst")
    url: str = Field(description="lovens adresse hos Retsinformation, hvis vi har læst den dér")


class WayOut(Schema):
    who: str = Field(description="hvem det gælder")
    answer: str = Field(description="svaret til dem")
    law: str = Field(description="hjemmel")
    certainty: str = Field(description="sikkerhed: sure, likely, unclear, practice")


class TriggerOut(Schema):
    """One condition on one fact; one of the last three is set. Any one trigger makes the answer relevant."""

    fact: str = Field(description="nøgle til et forhold i tabellen forhold")
    equals: bool | None = Field(description="svaret gælder, når forholdet er dette (ja eller nej)")
    among: list[str] = Field(description="svaret gælder, når forholdet er et af disse")
    below: float | None = Field(description="svaret gælder, når tallet er mindre end dette")


class AnswerOut(AnswerLine):
    """An answer in full."""

    body: Html = Field(description="uddybende svar")
    applies_to: list[str] = Field(description="hvem det gælder")
    ways: list[WayOut] = Field(description="svaret for hver slags læser, når det ikke er ens for alle")
    certainty_note: str = Field(description="note om sikkerheden")
    unclear: list[str] = Field(description="det, der ikke er kontrolleret eller er omstridt")
    laws: list[LawOut] = Field(description="love og paragraffer")
    valid_from: date = Field(description="gælder pr.")
    checked_on: date = Field(description="sidst kontrolleret")
    values: list[str] = Field(description="nøgler til tal i tabellen satser, som svaret viser")
    triggers: list[TriggerOut] = Field(description="de forhold ved en indsats, der gør svaret vigtigt")
    related: list[str] = Field(description="næste spørgsmål (sidens navn i adressen)")
    url: str = Field(description="adresse")


class FactOut(Schema):
    """A question about an undertaking; answers' triggers point to it."""

    key: str = Field(description="nøgle")
    kind: str = Field(description="slags: bool (ja eller nej), choice (valg), number (tal)")
    question: str = Field(description="spørgsmål")
    help: str = Field(description="hjælp til spørgsmålet")
    choices: list[str] = Field(description="det, der kan vælges")


class ValueOut(Schema):
    """A dated number: rate, deadline or bound. One key may have several periods."""

    key: str = Field(description="nøgle")
    name: str = Field(description="hvad tallet er")
    amount: float = Field(description="tal")
    unit: str = Field(description="enhed")
    valid_from: date = Field(description="gælder fra")
    valid_to: date | None = Field(description="gælder til; tom, når det gælder indtil videre")
    law: str = Field(description="lov")
    source: str = Field(description="kilde")
    check: str = Field(description="hvornår tallet skal ses efter igen")
    certainty: str = Field(description="sikkerhed: sure, likely, unclear, practice")


def published(text: str) -> str:
    """Editors' HTML as visitors meet it: links to pages and files are addresses."""
    return str(expand_db_html(text)) if "type=" in text else text


def address(section: str, slug: str) -> str:
    """The whole address of a page."""
    return f"{settings.BASE_URL}/{section}/{slug}/"


def public_slugs(field: str, found: BasePageQuerySet) -> Prefetch[Any]:
    """A prefetch of a relation to pages that leaves out those not everybody may see; only their slugs are read."""
    return Prefetch(field, queryset=found.only("slug").order_by("slug"))


def public_answers() -> BasePageQuerySet:
    """Answers everybody may see, with all that `full_answer` reads."""
    everybody: BasePageQuerySet = LegalAnswer.objects.visible_to(PUBLIC)
    rows: BasePageQuerySet = everybody.prefetch_related("laws", "ways", public_slugs("related", everybody)).order_by("slug")
    return rows


def line(page: LegalAnswer) -> dict[str, Any]:
    return {
        "slug": page.slug,
        "question": page.title,
        "word": page.word,
        "short": page.teaser,
        "topic": page.topic,
        "certainty": page.certainty,
        "expires_on": page.expires_on,
    }


def full_answer(page: LegalAnswer) -> AnswerOut:
    """An answer as the API and the open-data file give it."""
    triggers = sources.triggers().get(page.slug, [])
    return AnswerOut(
        **line(page),
        body=published(page.body),
        applies_to=page.audience_list,
        ways=[WayOut(who=way.who, answer=way.answer, law=way.law, certainty=way.certainty) for way in page.ways.all()],
        certainty_note=page.certainty_note,
        unclear=page.unclear_list,
        laws=[LawOut(law=row.law, paragraph=row.paragraph, read_in=row.text, url=row.url) for row in page.laws.all()],
        valid_from=page.valid_from,
        checked_on=page.checked_on,
        values=sources.value_keys(page.slug),
        triggers=[TriggerOut(fact=t.fact, equals=t.equals, among=list(t.among), below=t.below) for t in triggers],
        related=[other.slug for other in page.related.all()],
        url=address("jura", page.slug),
    )


def value_out(value: DatedValue) -> ValueOut:
    return ValueOut(**{**vars(value), "amount": float(value.amount)})


def answer_rows() -> Iterator[AnswerOut]:
    """Every public answer, a chunk at a time."""
    return (full_answer(page) for page in public_answers().iterator(chunk_size=CHUNK))


def value_rows() -> Iterator[ValueOut]:
    """Every dated value, oldest first under its key."""
    return (value_out(value) for key, values in sorted(sources.values().items()) for value in values)


def fact_rows() -> Iterator[FactOut]:
    """Every fact, in the order they are asked."""
    return (FactOut(key=f.key, kind=f.kind, question=f.question_da, help=f.help_da, choices=list(f.choices)) for f in sources.facts().values())


@router.get("/legal-answers", response={200: list[AnswerLine], 422: Problem}, summary="Alle juridiske svar")
def answers(request: HttpRequest, topic: Text = "") -> list[AnswerLine]:
    rows = LegalAnswer.objects.visible_to(PUBLIC).order_by("slug")
    return [AnswerLine(**line(row)) for row in (rows.filter(topic=topic) if topic else rows)]


@router.get("/legal-answers/{slug}", response={200: AnswerOut, 404: Problem, 422: Problem}, summary="Ét juridisk svar")
def answer(request: HttpRequest, slug: Slug) -> Status[Any]:
    page = public_answers().filter(slug=slug).first()
    return one(page, full_answer)


@router.get("/legal-values", response={200: list[ValueOut]}, summary="Satser, frister og grænser med den tid, de gælder")
def values(request: HttpRequest) -> list[ValueOut]:
    return list(value_rows())


@router.get("/legal-facts", response={200: list[FactOut]}, summary="De forhold ved en indsats, som juridiske svar peger på")
def facts(request: HttpRequest) -> list[FactOut]:
    return list(fact_rows())
