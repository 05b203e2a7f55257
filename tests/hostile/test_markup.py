"""HTML and script in every text: it is shown as text on every page, in every feed, file and mail, and the editor's own HTML holds no script."""

import html
import json
import re
from typing import Any

import pytest
from django.core import mail
from django.db import models
from django.test import Client
from wagtail.models import Page

from samspil.content.models import GlossaryTerm, KleNumber, WelfareArea
from samspil.core import events
from samspil.identity.models import Municipality
from tests.access import things
from tests.access.files import document
from tests.access.roles import client_of
from tests.access.things import text_of
from tests.hostile.contact import filled, kept, said, send

pytestmark = pytest.mark.django_db
# Breaks out of text, of attributes in either quote, of a comment, of a script block and of a textarea.
EVIL = "--></script></textarea></title>\"'><script>xss()</script><img src=x onerror=xss()>{{7*7}}${7*7}"
BREAKS = re.compile(r"<script>xss|<img src=x", re.I)


def breaks_out(text: str) -> bool:
    """True when the page holds the markup itself, not its escaped text."""
    return bool(BREAKS.search(text)) or "49${" in text


def fill_texts(row: models.Model) -> None:
    """Put the evil text into every plain text field of a row."""
    for field in row._meta.fields:
        plain = type(field) in {models.CharField, models.TextField} and not field.choices
        if plain and field.name not in {"path", "url_path", "slug", "drawing", "title_key"} and not field.primary_key:
            setattr(row, field.name, EVIL[: field.max_length or 1000])


EVERYWHERE = {
    "example": [
        "/eksempler/",
        "/eksempler/?q=rugekasse",
        "/eksempler/kvidderfugl/",
        "/",
        "/soeg/?q=rugekasse",
        "/kontakt/?om=/eksempler/kvidderfugl/",
        "/kommuner/",
    ],
    "legal answer": ["/jura/", "/jura/kvidderfugl/", "/soeg/?q=rugekasse", "/kontakt/?om=/jura/kvidderfugl/"],
    "article": ["/artikler/", "/artikler/kvidderfugl/", "/soeg/?q=rugekasse"],
    "guide": ["/droeftelser/", "/droeftelser/kvidderfugl/", "/droeftelser/kvidderfugl/vis/"],
    "publication": ["/publikationer/", "/publikationer/kvidderfugl/"],
    "consultancy": ["/konsulenter/", "/konsulenter/kvidderfugl/"],
    "standard page": ["/kvidderfugl/", "/soeg/?q=rugekasse"],
}
FOR_MACHINES = ["/eksempler/nyt.atom", "/artikler/nyt.atom", "/jura/nyt.atom", "sitemap"]


@pytest.mark.parametrize("thing", things.THINGS, ids=[thing.name for thing in things.THINGS])
def test_markup_in_any_plain_text_of_a_page_is_shown_as_text(client: Client, thing: things.Thing) -> None:
    page: Any = thing.make()
    fill_texts(page)
    page.title = f"{things.ASKED} {EVIL}"
    for relation in ("parties", "steps", "sources", "laws", "ways", "figures"):
        for row in getattr(page, relation).all() if hasattr(page, relation) else []:
            fill_texts(row)
    page.save_revision().publish()
    events.deliver_waiting()
    shown = 0
    for address in [*EVERYWHERE[thing.name], *FOR_MACHINES]:
        text = text_of(client, address)
        assert not breaks_out(text), (address, [text[max(0, m.start() - 150) : m.end() + 40] for m in BREAKS.finditer(text)])
        shown += html.escape("<script>xss()", quote=False) in text
    assert shown >= 2, "the test looks where nothing of it is shown"


def test_structured_data_holds_no_markup_and_reads_as_it_was_written(client: Client) -> None:
    page = things.example()
    page.title = EVIL
    page.save_revision().publish()
    events.deliver_waiting()
    text = text_of(client, "/eksempler/kvidderfugl/")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert json.loads(block)["headline"] == EVIL


def test_markup_in_words_that_things_are_sorted_by_is_shown_as_text(client: Client) -> None:
    things.example()
    WelfareArea.objects.filter(key="kvidder").update(name=EVIL[:60])
    KleNumber.objects.update(title=EVIL[:120])
    Municipality.objects.filter(code="0350").update(name=EVIL[:60], seat=EVIL[:60])
    GlossaryTerm.objects.filter(slug="afgoerelse").update(term=EVIL[:80], short=EVIL, body=EVIL, code=EVIL[:60])
    for page in Page.objects.filter(slug="kvidderfugl"):
        page.specific.save_revision().publish()
    events.deliver_waiting()
    for address in [
        "/eksempler/",
        "/eksempler/kvidderfugl/",
        "/kommuner/",
        "/kommuner/lejre/",
        "/kontakt/",
        "/",
        "/ordbog/",
        "/ordbog/afgoerelse/",
        "/api/v1/municipalities",
    ]:
        text = text_of(client, address)
        assert not breaks_out(text) or address.startswith("/api"), address


@pytest.mark.parametrize(
    "address",
    [
        "/soeg/?q={}",
        "/soeg/?q=mad&slags={}",
        "/soeg/?q=mad&side={}",
        "/eksempler/?q={}",
        "/eksempler/?omraade={}&kommune={}",
        "/eksempler/?efter={}&sort={}",
        "/kommuner/?kommune={}",
        "/jura/?emne={}",
        "/kontakt/?om={}&emne={}&kommune={}",
        "/konto/log-ind/?next={}",
        "/konto/log-ind/kode/?next={}",
        "/kontakt/?emne=start-alliance&om={}",
        "/{}/",
        "/eksempler/{}/",
    ],
)
def test_markup_in_an_address_is_shown_as_text(client: Client, address: str) -> None:
    from urllib.parse import quote

    answer = client.get(address.replace("{}", quote(EVIL, safe="")))
    assert answer.status_code in {200, 404}
    assert not breaks_out(said(answer))
    assert answer["Content-Type"].startswith("text/html")


def test_the_api_answers_json_that_no_browser_takes_for_a_page(client: Client) -> None:
    answer = client.get("/api/v1/search", {"q": EVIL})
    assert answer["Content-Type"].startswith("application/json")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_markup_in_a_message_is_text_on_the_desk_and_in_the_form_that_comes_back(client: Client, make_person: Any) -> None:
    refused = send(client, message=EVIL, organisation=EVIL, name=EVIL, email='"><script>xss()</script>@example.dk')
    assert refused.status_code == 422
    assert not breaks_out(said(refused))
    assert send(
        client, message=EVIL + "\nhttps://ond.example javascript:xss()", organisation=EVIL, name=EVIL, email='"<script>xss()</script>"@example.dk'
    ).status_code in {302, 422}
    if not kept():
        assert send(client, message=EVIL, organisation=EVIL, name=EVIL, email="borger@example.dk").status_code == 302
    events.deliver_waiting()
    desk = client_of("editor", make_person)
    for address in ("/bord/", f"/bord/henvendelser/{kept()[0].pk}/", "/min-side/"):
        assert not breaks_out(text_of(desk, address)), address
    assert html.escape("<script>xss()", quote=False) in text_of(desk, f"/bord/henvendelser/{kept()[0].pk}/")
    for message in mail.outbox:
        assert not breaks_out(str(message.body) + str(getattr(message, "alternatives", "")))


def test_what_a_message_is_about_is_found_by_us_and_not_believed(client: Client, make_person: Any) -> None:
    for about in ("javascript:xss()", "https://ond.example/", "//ond.example/", "/findes-ikke/", "data:text/html,x"):
        client.post("/kontakt/", filled(about_url=about))
    assert {(enquiry.about_url, enquiry.about_title) for enquiry in kept()} == {("", "")}


def draft(text: str, *entities: dict[str, Any]) -> str:
    """Rich text as the editor's browser sends it, with a link laid over the first four letters for each entity."""
    ranges = [{"offset": 0, "length": 4, "key": number} for number in range(len(entities))]
    blocks = [{"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": ranges}]
    return json.dumps({"blocks": blocks, "entityMap": {str(n): {"type": "LINK", "mutability": "MUTABLE", "data": data} for n, data in enumerate(entities)}})


LINKS = [
    "javascript:xss()",
    "JaVaScRiPt:xss()",
    " javascript:xss()",
    "java\tscript:xss()",
    "data:text/html,<script>xss()</script>",
    "vbscript:xss()",
    'https://x.example/"onmouseover="xss()',
]


@pytest.mark.parametrize("url", LINKS)
def test_rich_text_from_the_editor_keeps_no_script(client: Client, make_person: Any, url: str) -> None:
    page = things.standard()
    reviewer = client_of("reviewer", make_person)
    form = {
        "title": "Side",
        "slug": "kvidderfugl",
        "teaser": "En side",
        "body": draft(f"Her {EVIL}", {"url": url}),
        "updated_on": "",
        "seo_title": "",
        "search_description": "",
    }
    answer = reviewer.post(f"/redaktion/pages/{page.pk}/edit/", {**form, "action-publish": "1", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"})
    assert answer.status_code == 302, re.findall(r'class="error-message".*?</', said(answer), re.S)
    events.deliver_waiting()
    text = text_of(client, "/kvidderfugl/")
    assert html.escape("<script>xss()", quote=False) in text
    assert not breaks_out(text)
    body = text[text.index('class="prose rich"') :]
    assert not re.search(r'href="?\s*(javascript|vbscript|data):', body, re.I)
    assert not re.search(r"<[^>]* on\w+=", body)


def test_an_attached_document_cannot_bring_markup_by_its_name(client: Client) -> None:
    row = document()
    row.title = EVIL
    row.save()
    page = things.standard()
    page.body = f'<p><a linktype="document" id="{row.pk}">Bilag</a></p>'
    page.save_revision().publish()
    assert not breaks_out(text_of(client, "/kvidderfugl/"))
