"""How many queries each page takes: within its limit, and no more with many rows than with few."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled
from wagtail.models import Page, Workflow

from samspil.alliances.models import Alliance, Party
from samspil.alliances.tests.making import organisation
from samspil.content.events import PageChanged
from samspil.content.models import DeskTask, GlossaryTerm
from samspil.core.models import Notice, StoredPage
from samspil.core.pagecache import STORE
from samspil.core.search import postings
from samspil.core.search.index import Entry, put_many
from samspil.identity.models import Membership, Municipality, Organisation, Person
from samspil.initiatives.models import Initiative
from samspil.knowledge.models import Article, CouncilGuide, Enquiry, Example
from samspil.law.models import LegalAnswer
from samspil.site.indexing import renew_page
from tests.access.roles import client_of
from tests.hostile.contact import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("living_process")]
FEW, MANY = 5, 60
KINDS = ("example", "legal-answer", "article", "guide", "publication", "consultancy", "page")
# Page → most queries, when the page itself is not kept but the process has been living for a while.
READING = {
    "/eksempler/": 6,
    "/eksempler/?omraade=aeldre&sort=titel": 6,
    "/eksempler/?q=mosteri": 6,
    "/eksempler/?q=mosteri&omraade=aeldre&part=civil": 6,
    "/eksempler/aeblemosteriet/": 8,
    "/jura/": 6,
    "/jura/hvem-forsikrer-frivillige/": 8,
    "/soeg/?q=mad": 6,
    "/soeg/?q=mad&slags=example": 6,
    "/soeg/forslag?q=mad": 4,
    "/": 8,
    "/kommuner/": 8,
    "/organisationer/": 2,
    "/kommuner/lejre/": 8,
    "/droeftelser/de-fem-spoergsmaal/": 8,
    "/artikler/": 6,
    "/om/principper/": 11,
    "/eksempler/nyt.atom": 6,
    "/sitemap.xml": 1,
    "/sitemap-0.xml": 0,
    "/jura/udloeb.ics": 6,
    "/api/v1/examples": 6,
    "/api/v1/examples/aeblemosteriet": 12,
    "/api/v1/guides": 6,
    "/api/v1/guides/de-fem-spoergsmaal": 8,
    "/api/v1/articles": 6,
    "/api/v1/articles/frivilligchartret-fra-2013": 8,
    "/api/v1/publications": 6,
    "/api/v1/publications/charter-for-samspil": 6,
    "/api/v1/consultancies": 6,
    "/api/v1/consultancies/workshop": 6,
    "/api/v1/glossary": 6,
    "/api/v1/glossary/afgoerelse": 6,
    "/api/v1/legal-answers": 6,
    "/api/v1/legal-answers/hvem-forsikrer-frivillige": 6,
    "/api/v1/legal-values": 0,
    "/api/v1/legal-facts": 0,
    "/api/v1/search?q=mad": 6,
}


@pytest.fixture
def living_process(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that hears of changes, so that it keeps pieces of pages, over pages stored by today's templates.

    Search's lists are cut as in a large index: then it asks once more, for documents' own grams.
    """
    monkeypatch.setattr(postings, "LONGEST_LIST", 3)
    monkeypatch.setattr(STORE, "listening", True)
    for page in Page.objects.filter(slug__in=[address.strip("/").rpartition("/")[2] for address in READING]).specific():
        renew_page(PageChanged(page_id=page.pk, page_type=page._meta.label_lower))


def entry(kind: str, number: int) -> Entry:
    """A thing in the index beside the real ones, in the places that are measured."""
    names = [f"area:{key}" for key in ("aeldre", "lokalsamfund")] + ["municipality:0350", "topic:tilskud", "sector:civil"]
    text = f"mad mosteri {number}"
    return Entry(
        kind=kind,
        object_id=10**9 + number,
        audience="public",
        url=f"/{kind}/{number}/",
        title=text,
        teaser=text,
        text=text,
        card=f"<li>{number}</li>",
        sort_on=date(2031, 1, 1),
        facets=names,
        municipalities=["0350"],
    )


def fill_index(number: int) -> None:
    STORE.clear()
    put_many([entry(kind, n) for kind in KINDS for n in range(number)])


def queries_of(ask: Callable[[], Any]) -> list[str]:
    """What a request asks the database when the same was asked before, but the page was not kept. A savepoint asks nothing."""
    assert ask().status_code < 400
    STORE.pages.clear()
    with CaptureQueriesContext(connection) as asked:
        assert ask().status_code < 400
    return [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"][:20]]


@pytest.mark.parametrize(("address", "most"), READING.items())
def test_reading_takes_few_queries_and_no_more_for_many_rows(client: Client, address: str, most: int) -> None:
    fill_index(FEW)
    few = queries_of(lambda: client.get(address))
    fill_index(MANY)
    many = queries_of(lambda: client.get(address))
    assert len(few) == len(many), many
    assert len(many) <= most, many


def test_an_example_with_much_around_it_takes_no_more_queries(client: Client) -> None:
    page = Example.objects.get(slug="aeblemosteriet")
    few = queries_of(lambda: client.get("/eksempler/aeblemosteriet/"))
    page.related.set(list(Example.objects.exclude(pk=page.pk)[:40]))
    page.legal_answers.set(list(LegalAnswer.objects.all()[:40]))
    page.save_revision().publish()
    many = queries_of(lambda: client.get("/eksempler/aeblemosteriet/"))
    assert len(few) == len(many) <= 8, many


@pytest.mark.parametrize(
    ("model", "address", "tied"),
    [
        (Example, "/api/v1/examples/aeblemosteriet", {"related": Example, "legal_answers": LegalAnswer}),
        (Article, "/api/v1/articles/frivilligchartret-fra-2013", {"examples": Example, "legal_answers": LegalAnswer}),
        (CouncilGuide, "/api/v1/guides/de-fem-spoergsmaal", {"examples": Example, "legal_answers": LegalAnswer}),
        (LegalAnswer, "/api/v1/legal-answers/bisidder", {"related": LegalAnswer}),
        (GlossaryTerm, "/api/v1/glossary/afgoerelse", {"related": GlossaryTerm}),
    ],
)
def test_a_thing_of_the_api_with_much_around_it_takes_no_more_queries(client: Client, model: Any, address: str, tied: dict[str, Any]) -> None:
    page = model.objects.get(slug=address.rpartition("/")[2])
    few = queries_of(lambda: client.get(address))
    for name, others in tied.items():
        getattr(page, name).set(list(others.objects.exclude(pk=page.pk).order_by("pk")[:40]))
    page.save()
    many = queries_of(lambda: client.get(address))
    assert sum(len(client.get(address).json()[name]) for name in tied) == 40 * len(tied)
    assert len(few) == len(many), many


def test_writing_to_a_desk_takes_few_queries(client: Client) -> None:
    Municipality.objects.filter(code="0350").update(desk_email="bord@example.dk")
    for about in ("", "/eksempler/aeblemosteriet/"):
        asked = queries_of(partial(client.post, "/kontakt/", filled(desk="0350", email="borger@example.dk", about_url=about)))
        assert len(asked) <= 12, asked


def fill_desk(first: int, number: int, person: Person) -> None:
    """Enquiries, tasks, notices and pages in review."""
    with scopes_disabled():
        for n in range(first, number):
            Enquiry.objects.create(form_key=UUID(int=n), topic="other", message="Hej", desk_id="0350" if n % 2 else None)
    today = timezone.localdate()
    DeskTask.objects.bulk_create(
        [DeskTask(key=str(n), kind="law-expiry", title=f"Kontrollér {n}", url="/", due_on=today + timedelta(n)) for n in range(first, number)]
    )
    Notice.objects.bulk_create([Notice(recipient_id=person.pk, kind="x", text=str(n), dedupe_key=str(n)) for n in range(first, number)])
    for page in Example.objects.order_by("pk")[first:number]:
        page.save_revision(user=person)
        Workflow.objects.filter(active=True).first().start(page, person)


def fill_alliances(first: int, number: int, person: Person) -> None:
    """Alliances of the person's organisation, each with words to write."""
    one = Organisation.objects.filter(name="Deres egen").first() or organisation("Deres egen")
    Membership.objects.get_or_create(person=person, organisation=one, defaults={"asked_at": timezone.now(), "active_from": timezone.now()})
    for n in range(first, number):
        about = {"title": f"Alliance {n}", "slug": f"alliance-{n}", "lead_id": one.municipality_id, "state": "draft", "begun_at": timezone.now()}
        alliance = Alliance.objects.create(initiative=Initiative.objects.create(**about), purpose="Noget")
        Party.objects.create(alliance=alliance, organisation=one, name=one.name, sector="civil", state="joined", asked_at=timezone.now())


@pytest.mark.parametrize(("address", "most"), [("/bord/", 14), ("/min-side/", 14)])
def test_the_desk_takes_few_queries_and_no_more_for_many_rows(make_person: Any, address: str, most: int) -> None:
    client = client_of("reviewer", make_person)
    person = Person.objects.get(email="reviewer@example.dk")
    fill_desk(0, 3, person)
    fill_alliances(0, 2, person)
    few = queries_of(lambda: client.get(address))
    fill_desk(3, 30, person)
    fill_alliances(2, 12, person)
    many = queries_of(lambda: client.get(address))
    assert len(few) == len(many), many
    assert len(many) <= most, many


def test_one_enquiry_takes_few_queries(make_person: Any) -> None:
    client = client_of("editor", make_person)
    fill_desk(0, 1, Person.objects.get(email="editor@example.dk"))
    with scopes_disabled():
        pk = Enquiry.objects.get().pk
    asked = queries_of(lambda: client.get(f"/bord/henvendelser/{pk}/"))
    assert len(asked) <= 14, asked


@pytest.mark.parametrize(("address", "most"), [("/eksempler/", 12), ("/eksempler/aeblemosteriet/", 12), ("/jura/", 12), ("/soeg/?q=mad", 12), ("/", 14)])
def test_somebody_logged_in_reads_with_few_queries(make_person: Any, address: str, most: int) -> None:
    client = client_of("person", make_person)
    fill_index(FEW)
    few = queries_of(lambda: client.get(address))
    fill_index(MANY)
    many = queries_of(lambda: client.get(address))
    assert len(few) == len(many) <= most, many


def test_a_page_that_is_not_stored_is_still_made_with_few_queries(client: Client) -> None:
    StoredPage.objects.all().delete()
    for address in ("/eksempler/aeblemosteriet/", "/jura/hvem-forsikrer-frivillige/", "/droeftelser/de-fem-spoergsmaal/"):
        asked = queries_of(partial(client.get, address))
        assert len(asked) <= 12, asked
