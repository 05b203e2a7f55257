"""What the tests of editing share: a whole example as the editors' form sends it."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from samspil.content.models import SectionPage, WelfareArea
from samspil.knowledge.models import Example

TITLE = "Skrivestuen på biblioteket"


def section(slug: str) -> SectionPage:
    found: SectionPage = SectionPage.objects.get(slug=slug)
    return found


def filled_in(**changes: Any) -> dict[str, Any]:
    """The form of an example, filled in."""
    fields = {
        "title": TITLE,
        "slug": "skrivestuen",
        "teaser": "Frivillige hjælper med breve og blanketter på biblioteket hver tirsdag.",
        "place": "Nørrevang",
        "municipalities": "0000",
        "main_area": WelfareArea.objects.get(key="lokalsamfund").pk,
        "areas": WelfareArea.objects.get(key="lokalsamfund").pk,
        "done": rich_text("<p>Frivillige sidder på biblioteket hver tirsdag.</p>", features=["bold", "link", "ul", "ol"]),
        **{name: rich_text("", features=["bold", "link", "ul", "ol"]) for name in ("took", "outcome", "obstacles", "advice")},
        "evidence": "told",
        "grade": "B",
        "checked_on": "21.11.2026",
        "drawing": "talk",
        "parties": inline_formset([{"name": "Nørrevang Kommune", "sector": "public", "brings": "Lokaler"}]),
        "steps": inline_formset([]),
        "sources": inline_formset([{"text": "Prøvetekst"}]),
        "comments": inline_formset([]),
        **changes,
    }
    return dict(nested_form_data(fields))


def write(client: Client, errand: str = "", **changes: Any) -> Example:
    """An example written and saved by whoever the client is; `errand` presses another button than save."""
    reply = client.post(f"/redaktion/pages/add/knowledge/example/{section('eksempler').pk}/", {**filled_in(**changes), **({errand: "1"} if errand else {})})
    assert reply.status_code == 302, reply.context["form"].errors if reply.context else reply
    found: Example = Example.objects.get(slug=changes.get("slug", "skrivestuen"))
    return found


def press(client: Client, page: Page, button: str, **changes: Any) -> Any:
    """Open the page's form and press a button."""
    return client.post(f"/redaktion/pages/{page.pk}/edit/", {**filled_in(**changes), button: "1"})


def fresh(page: Page) -> Example:
    found: Example = Example.objects.get(pk=page.pk)
    return found


class Reader(HTMLParser):
    """What a person reads of a page: no scripts, styles, templates for scripts or pictures."""

    SKIPPED = ("script", "style", "template", "svg")

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.heard = 0, [""]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside += tag in self.SKIPPED

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in self.SKIPPED

    def handle_data(self, data: str) -> None:
        if not self.inside and data.strip():
            self.heard.append(data.strip())


def read(html: str) -> str:
    """The words of a page."""
    reader = Reader()
    reader.feed(html)
    return " ".join(reader.heard)
