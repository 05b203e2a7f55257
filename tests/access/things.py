"""Things with a marker word in their text, made the way editors make them, and every channel that shows things to people."""

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from samspil.content.models import KleNumber, Question, QuestionSet, SectionPage, StandardPage, WelfareArea
from samspil.core import events
from samspil.identity.models import Municipality
from samspil.knowledge.models import Article, Consultancy, CouncilGuide, Example, ExampleParty, ExampleSource, Publication
from samspil.law.models import AnswerLaw, LegalAnswer
from samspil.site import dumping

# Titles, texts and the address hold the marker; searches ask for the other word, so that an answer that repeats the question shows nothing.
MARKER = "kvidderfugl"
ASKED = "rugekasse"
TITLE = f"Prøve med {ASKED} og {MARKER}"
AREA = "Kvidderområdet"
DAY = date(2031, 6, 1)


def published(section: str, page: Any) -> Any:
    """Put a page below its section, publish it, and let everybody hear of it."""
    SectionPage.objects.get(slug=section).add_child(instance=page)
    page.save_revision().publish()
    events.deliver_waiting()
    return page


def area() -> WelfareArea:
    """A welfare area that only things of these tests carry."""
    return WelfareArea.objects.get_or_create(key="kvidder", defaults={"name": AREA, "position": 99})[0]


def lonely_municipality() -> Municipality:
    """A municipality that no other example names: its count on the map is the test's own."""
    found = Municipality.objects.real().filter(examples=None).first()
    assert found is not None
    return found


def example(title: str = TITLE, slug: str = MARKER, **fields: Any) -> Example:
    """A published example; the newest there is, so that it stands first in lists."""
    page = Example(title=title, slug=slug, **{"teaser": title, "place": "Et sted", "done": f"<p>{title}</p>", "evidence": "told", "grade": "A", **fields})
    page.year_from = page.year_to = DAY.year
    page.checked_on, page.main_area = date(2026, 1, 1), area()
    page.areas, page.kle, page.municipalities = [area()], list(KleNumber.objects.all()[:1]), [lonely_municipality()]
    page.parties = [ExampleParty(name=title, sector="civil")]
    page.sources = [ExampleSource(text=title)]
    return published("eksempler", page)  # type: ignore[no-any-return]  # published gives back what it got


def answer(title: str = TITLE, slug: str = MARKER, **fields: Any) -> LegalAnswer:
    """A published legal answer."""
    words = {"teaser": title, "word": "Ja", "body": f"<p>{title}</p>", "topic": "tilskud", "certainty": "sure"}
    today = timezone.localdate()
    days = {"valid_from": date(2026, 1, 1), "checked_on": today, "expires_on": today + timedelta(300)}
    page = LegalAnswer(title=title, slug=slug, **{**words, **days, **fields})
    page.laws = [AnswerLaw(law="Forvaltningsloven", paragraph="§ 27")]
    return published("jura", page)  # type: ignore[no-any-return]  # published gives back what it got


def article(title: str = TITLE, slug: str = MARKER, **fields: Any) -> Article:
    return published("artikler", Article(title=title, slug=slug, **{"teaser": title, "date": DAY, "body": f"<p>{title}</p>", **fields}))  # type: ignore[no-any-return]  # as above


def guide(title: str = TITLE, slug: str = MARKER, **fields: Any) -> CouncilGuide:
    questions = QuestionSet.objects.create(slug=slug, title=title)
    Question.objects.create(question_set=questions, position=1, text=title)
    return published("droeftelser", CouncilGuide(title=title, slug=slug, **{"teaser": title, "question_set": questions, "body": f"<p>{title}</p>", **fields}))  # type: ignore[no-any-return]  # as above


def publication(title: str = TITLE, slug: str = MARKER) -> Publication:
    return published("publikationer", Publication(title=title, slug=slug, teaser=title, publisher=title, year=2031, genre="rapport", body=f"<p>{title}</p>"))  # type: ignore[no-any-return]  # as above


def consultancy(title: str = TITLE, slug: str = MARKER) -> Consultancy:
    return published("konsulenter", Consultancy(title=title, slug=slug, teaser=title, genre="oplæg", body=f"<p>{title}</p>"))  # type: ignore[no-any-return]  # as above


def standard(title: str = TITLE, slug: str = MARKER) -> StandardPage:
    page = StandardPage(title=title, slug=slug, teaser=title, body=f"<p>{title}</p>")
    Page.objects.get(slug="forside").add_child(instance=page)
    page.save_revision().publish()
    events.deliver_waiting()
    return page


@dataclass(frozen=True)
class Thing:
    """A kind of thing: how it is made, and the addresses where `word` shows while it is open.

    `for_all` are channels made for visitors alone (feeds, API): a person with a right sees no more there.
    """

    name: str
    make: Callable[[], Any]
    section: str
    own: str
    shown: tuple[str, ...]
    for_all: tuple[str, ...]
    around: Callable[[Any], list[str]] = field(default=lambda page: [])


def around_example(page: Example) -> list[str]:
    """Pages that show an example's card: a friend of it, one of the same area, a guide and an article."""
    friend = example("Nabo", "nabo")
    friend.related = [page]
    friend.save_revision().publish()
    example("Samme område", "samme-omraade")
    guide("Til drøftelse", "til-droeftelse", examples=[page])
    article("Til læsning", "til-laesning", examples=[page])
    events.deliver_waiting()
    pages = ["/eksempler/nabo/", "/eksempler/samme-omraade/", "/droeftelser/til-droeftelse/", "/artikler/til-laesning/"]
    return [*pages, "/api/v1/examples/nabo", "/api/v1/guides/til-droeftelse", "/api/v1/articles/til-laesning"]


def around_answer(page: LegalAnswer) -> list[str]:
    """Pages that show a legal answer's line: an example, a guide, an article and another answer."""
    example("Nabo", "nabo", legal_answers=[page])
    guide("Til drøftelse", "til-droeftelse", legal_answers=[page])
    article("Til læsning", "til-laesning", legal_answers=[page])
    answer("Næste spørgsmål", "naeste", related=[page])
    events.deliver_waiting()
    pages = ["/eksempler/nabo/", "/droeftelser/til-droeftelse/", "/artikler/til-laesning/", "/jura/naeste/"]
    named = ["/api/v1/examples/nabo", "/api/v1/guides/til-droeftelse", "/api/v1/articles/til-laesning", "/api/v1/legal-answers/naeste"]
    return [*pages, *named]


SEARCH = (f"/soeg/?q={ASKED}", f"/soeg/forslag?q={ASKED}")
API_SEARCH = f"/api/v1/search?q={ASKED}"


def open_to_all(kind: str) -> tuple[str, ...]:
    """The channels made for visitors alone that every kind of page in the open data has."""
    return ("sitemap", f"/api/v1/{kind}", f"/api/v1/{kind}/{MARKER}", API_SEARCH, "zip")


THINGS = [
    Thing(
        "example",
        example,
        "eksempler",
        f"/eksempler/{MARKER}/",
        ("/eksempler/", "/eksempler/?sort=titel&omraade=kvidder", f"/eksempler/?q={ASKED}", f"/kontakt/?om=/eksempler/{MARKER}/", *SEARCH),
        ("/eksempler/nyt.atom", *open_to_all("examples")),
        around=around_example,
    ),
    Thing(
        "legal answer",
        answer,
        "jura",
        f"/jura/{MARKER}/",
        ("/jura/", "/jura/?emne=tilskud", "/jura/udloeb.ics", f"/kontakt/?om=/jura/{MARKER}/", *SEARCH),
        ("/jura/nyt.atom", *open_to_all("legal-answers")),
        around=around_answer,
    ),
    Thing(
        "article",
        article,
        "artikler",
        f"/artikler/{MARKER}/",
        ("/artikler/", f"/kontakt/?om=/artikler/{MARKER}/", *SEARCH),
        ("/artikler/nyt.atom", *open_to_all("articles")),
    ),
    Thing("guide", guide, "droeftelser", f"/droeftelser/{MARKER}/", ("/droeftelser/", f"/droeftelser/{MARKER}/vis/", *SEARCH), open_to_all("guides")),
    Thing("publication", publication, "publikationer", f"/publikationer/{MARKER}/", ("/publikationer/", *SEARCH), open_to_all("publications")),
    Thing("consultancy", consultancy, "konsulenter", f"/konsulenter/{MARKER}/", ("/konsulenter/", *SEARCH), open_to_all("consultancies")),
    Thing("standard page", standard, "", f"/{MARKER}/", (f"/kontakt/?om=/{MARKER}/", *SEARCH), ("sitemap", API_SEARCH)),
]


def text_of(client: Client, address: str) -> str:
    """What `address` answers, as text; "" when it answers that there is nothing. "zip" is the open-data file, "sitemap" all parts of the map."""
    if address == "sitemap":
        return "".join(text_of(client, path) for path in re.findall(r"/sitemap-\d+\.xml", text_of(client, "/sitemap.xml")))
    if address == "zip":
        with zipfile.ZipFile(dumping.make_dump()) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    response = client.get(address)
    assert response.status_code in {200, 301, 302, 404}, (address, response.status_code)
    return response.content.decode() if response.status_code == 200 else ""


def shows(client: Client, address: str) -> bool:
    """Whether anything of the marked thing can be seen at `address`; a form that asks for a password may repeat the address asked for."""
    return MARKER in re.sub(r'<input type="hidden" name="return_url"[^>]*>', "", text_of(client, address))


def shown_at(client: Client, addresses: Iterable[str]) -> set[str]:
    """The addresses at which something of the marked thing can be seen."""
    return {address for address in addresses if shows(client, address)}
