"""The tables of the open-data file. Columns and what they mean come from the shapes of the API, so that file and API say the same."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from ninja import Schema

from samspil.alliances import api as alliances
from samspil.exchange import api as exchange
from samspil.identity.models import Municipality
from samspil.knowledge.api import examples, glossary, guides, reading
from samspil.law import api as law

Row = dict[str, Any]
Meanings = dict[str, str]


@dataclass(frozen=True)
class Table:
    """One table: a name, what it holds, its columns with a Danish explanation, and its rows.

    `parts` explains what stands inside the columns that hold lists of things; `markup` are the columns with HTML.
    """

    name: str
    about: str
    columns: Meanings
    rows: Callable[[], Iterable[Row]]
    parts: dict[str, Meanings] = field(default_factory=dict)
    markup: frozenset[str] = frozenset()

    @property
    def heading(self) -> str:
        """What the page calls it: the name is the file's."""
        return HEADINGS.get(self.name, self.name.capitalize())


# Where the Danish name is not the file's own.
HEADINGS = {"juridiske-svar": "Juridiske svar", "forhold": "Forhold ved en indsats", "droeftelser": "Drøftelser"}


def meanings(shape: type[Schema]) -> Meanings:
    """What each field of a shape of the API means."""
    return {name: each.description or "" for name, each in shape.model_fields.items()}


def shaped(name: str, about: str, shape: type[Schema], rows: Callable[[], Iterable[Schema]]) -> Table:
    """A table whose rows are answers of the API."""
    inner = {column: get_args(each.annotation)[:1] for column, each in shape.model_fields.items()}
    parts = {column: meanings(kind[0]) for column, kind in inner.items() if kind and isinstance(kind[0], type) and issubclass(kind[0], Schema)}
    extras = {column: each.json_schema_extra for column, each in shape.model_fields.items()}
    markup = frozenset(column for column, extra in extras.items() if isinstance(extra, dict) and extra.get("contentMediaType") == "text/html")
    return Table(name, about, meanings(shape), lambda: (row.model_dump(mode="json") for row in rows()), parts, markup)


def municipality_rows() -> Iterator[Row]:
    """The real municipalities that the installation serves."""
    for row in Municipality.objects.open().real().prefetch_related("regions").order_by("code"):
        periods = [{"region": r.region, "from": r.valid_from.isoformat(), "to": r.valid_to.isoformat() if r.valid_to else None} for r in row.regions.all()]
        yield {"code": row.code, "name": row.name, "slug": row.slug, "regions": periods}


MUNICIPALITIES = Table(
    "kommuner",
    "Kommuner med region og den tid, den gælder",
    {"code": "kommunekode", "name": "navn", "slug": "sidens navn i adressen", "regions": "region med gyldighed fra og til"},
    municipality_rows,
    parts={"regions": {"region": "region", "from": "gælder fra", "to": "gælder til; tom, når det gælder indtil videre"}},
)
TABLES = [
    shaped("eksempler", "Eksempler på kommuner, der arbejder sammen med borgere, foreninger og virksomheder", examples.ExampleOut, examples.example_rows),
    shaped("alliancer", "Alliancer, som alle parter lader alle se, med hvad de har lovet og leveret", alliances.AllianceOut, alliances.alliance_rows),
    shaped("behov", "Behov, som alle kan se: opgaver, der mangler nogen", exchange.NeedOut, exchange.need_rows),
    shaped("tilbud", "Det, organisationer tilbyder", exchange.OfferOut, exchange.offer_rows),
    shaped("juridiske-svar", "Svar på juridiske spørgsmål om frivillige, alliancer og puljer", law.AnswerOut, law.answer_rows),
    shaped("satser", "Satser, timer, frister og grænser med den tid, de gælder", law.ValueOut, law.value_rows),
    shaped("forhold", "Forhold ved en indsats, som afgør, hvilke juridiske svar der er vigtige for den", law.FactOut, law.fact_rows),
    shaped("droeftelser", "Drøftelser til kommunalbestyrelsen med deres spørgsmål", guides.GuideOut, guides.guide_rows),
    shaped("artikler", "Artikler og debatindlæg, genfortalt med egne ord", reading.ArticleOut, reading.article_rows),
    shaped("publikationer", "Publikationer, andre har udgivet, og hvad de siger", reading.PublicationOut, reading.publication_rows),
    shaped("konsulenttilbud", "Det, konsulenterne tilbyder kommuner", reading.ConsultancyOut, reading.consultancy_rows),
    shaped("begreber", "Ordbogens ord med forklaring", glossary.TermOut, glossary.term_rows),
    MUNICIPALITIES,
]
# The types of pages that stand in the file: when one of them is hidden, the file is made anew at once.
PAGE_TYPES = ("knowledge.example", "law.legalanswer", "knowledge.councilguide", "knowledge.article", "knowledge.publication", "knowledge.consultancy")
