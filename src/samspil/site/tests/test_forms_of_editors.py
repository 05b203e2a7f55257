"""The editors' form: dates stay as typed and are refused, lists stand in Danish order, nothing chooses itself, and words bend as Danish does."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset

from samspil.content.models import SitePicture, StandardPage
from samspil.core import events, pagecache
from samspil.core.models import Document
from samspil.core.sorting import danish_key
from samspil.knowledge.models import Article, CouncilGuide, Example
from samspil.law.models import LegalAnswer
from samspil.site.tests.editing import filled_in, fresh, press, read, section, write
from samspil.site.tests.test_editing import picture

pytestmark = pytest.mark.django_db
CHOOSERS = re.compile(r"init(?:Date|DateTime)Chooser\([^,]*, ({.*?})\);")


def form(client: Client, page: Page) -> str:
    return str(client.get(f"/redaktion/pages/{page.pk}/edit/").content.decode())


@pytest.mark.parametrize("typed", ["31/31/2026", "31.02.2026", "i går"])
@pytest.mark.parametrize("field", ["checked_on", "go_live_at"])
def test_a_date_that_does_not_exist_is_refused(staff_client: Callable[[str], Client], field: str, typed: str) -> None:
    client = staff_client("reviewer")
    page = write(client)
    reply = press(client, page, "action-publish", **{field: typed})
    assert reply.status_code == 200
    assert "gyldig dato" in str(reply.context["form"].errors[field])
    assert reply.context["form"][field].value() == typed
    assert not fresh(page).live


@pytest.mark.parametrize("model", [Example, LegalAnswer, Article])
def test_no_calendar_puts_another_date_in_place_of_what_was_typed(staff_client: Callable[[str], Client], model: type[Page]) -> None:
    found = [json.loads(options) for options in CHOOSERS.findall(form(staff_client("reviewer"), model.objects.live().first()))]
    assert len(found) >= 3
    assert all(options["validateOnBlur"] is False for options in found)


@pytest.mark.parametrize(("model", "field"), [(Example, "related"), (Example, "legal_answers"), (LegalAnswer, "related"), (CouncilGuide, "examples")])
def test_pages_to_choose_stand_in_danish_order_after_those_chosen(staff_client: Callable[[str], Client], model: type[Page], field: str) -> None:
    page = model.objects.live().first()
    widget = staff_client("editor").get(f"/redaktion/pages/{page.pk}/edit/").context["form"][field]
    options = [(not option.data["selected"], danish_key(str(option.data["label"]))) for option in widget]
    assert len(options) > 20
    assert options == sorted(options)


@pytest.mark.parametrize("model", [Example, LegalAnswer])
def test_nothing_is_its_own_next(staff_client: Callable[[str], Client], model: Any) -> None:
    page = model.objects.live().first()
    choices = staff_client("editor").get(f"/redaktion/pages/{page.pk}/edit/").context["form"].fields["related"].queryset
    assert page.pk not in set(choices.values_list("pk", flat=True))
    assert choices.count() == model.objects.count() - 1


def test_an_example_sent_with_itself_as_related_is_refused(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    page = write(client)
    assert "related" in press(client, page, "action-submit", related=page.pk).context["form"].errors


def test_the_short_text_has_room_and_is_counted(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    for page in (Example.objects.live().first(), LegalAnswer.objects.live().first()):
        (field,) = re.findall(r'<textarea[^>]*name="teaser"[^>]*>', form(client, page))
        assert "data-counted" in field


def test_words_of_the_form_bend_as_danish_does(staff_client: Callable[[str], Client]) -> None:
    editor = staff_client("editor")
    page = write(editor, "action-submit")
    waiting = read(form(editor, page))
    assert "Siden venter på gennemsyn." in waiting
    for shown in (waiting, read(form(staff_client("reviewer"), Example.objects.get(slug="zebrabyer")))):
        assert not re.search(r"Side venter|rette side\b|Tilføj [A-ZÆØÅ]|dato og tid|Alle kan se den Alle", shown), shown


def test_the_form_of_a_new_text_has_the_same_fields(staff_client: Callable[[str], Client]) -> None:
    address = f"/redaktion/pages/add/knowledge/example/{section('eksempler').pk}/"
    reply = staff_client("editor").post(address, {**filled_in(checked_on="31/31/2026"), "action-submit": "1"})
    assert "checked_on" in reply.context["form"].errors


EMPTY: dict[str, Any] = {"teaser": "", "place": "", "municipalities": [], "main_area": "", "areas": []}


def test_a_draft_of_an_example_needs_a_title_alone(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    page = write(client, **EMPTY, parties=inline_formset([]), sources=inline_formset([]))
    assert page.main_area is None
    seen = client.get(f"/redaktion/pages/{page.pk}/view_draft/")
    assert seen.status_code == 200
    assert page.title in seen.content.decode()


def test_a_text_goes_nowhere_without_its_main_area(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    page = write(client, **EMPTY)
    refused = press(client, page, "action-submit", main_area="")
    assert "main_area" in refused.context["form"].errors
    assert not fresh(page).workflow_in_progress


@pytest.mark.parametrize("demonstration", [True, False])
def test_the_made_up_municipality_is_offered_in_a_demonstration_alone(staff_client: Callable[[str], Client], settings: Any, demonstration: bool) -> None:
    settings.DEMO = demonstration
    client = staff_client("editor")
    choices = client.get(f"/redaktion/pages/add/knowledge/example/{section('eksempler').pk}/").context["form"].fields["municipalities"].queryset
    assert choices.count() == (99 if demonstration else 98)
    assert choices.filter(demonstration=True).exists() is demonstration


def test_an_installation_for_one_municipality_still_tells_of_examples_elsewhere(staff_client: Callable[[str], Client], settings: Any) -> None:
    settings.DEMO, settings.MUNICIPALITIES = False, ["0350"]
    page = Example.objects.live().filter(municipalities="0265").first()
    choices = staff_client("editor").get(f"/redaktion/pages/{page.pk}/edit/").context["form"].fields["municipalities"].queryset
    assert choices.count() == 98


@pytest.mark.parametrize("slug", ["eksempler", "jura", "droeftelser", "artikler", "publikationer", "konsulenter", "om"])
def test_the_checks_count_the_words_of_the_text_alone(staff_client: Callable[[str], Client], slug: str) -> None:
    page = section(slug).get_children().live().first() if slug != "om" else StandardPage.objects.live().first()
    seen = staff_client("editor").get(f"/redaktion/pages/{page.pk}/view_draft/").content.decode()
    assert seen.count('role="main"') == 1
    assert "<main" not in seen
    text = seen.partition('role="main"')[2]
    assert 'class="skip"' not in text
    assert "<h1" not in text
    assert "<main" in Client().get(page.url).content.decode()


def test_a_photo_names_its_photographer_on_the_page_and_on_its_card() -> None:
    photo = SitePicture.objects.create(
        title="Fest", description="Mennesker om et langbord", credit="Lejre Kommune", file=picture("fest.png"), width=60, height=40
    )
    page = Example.objects.get(slug="aeblemosteriet")
    page.picture = photo
    page.save_revision().publish()
    events.deliver_waiting()
    pagecache.STORE.clear()
    shown = Client().get("/eksempler/aeblemosteriet/").content.decode()
    assert "Foto: Lejre Kommune" in read(shown)
    assert "Foto: Lejre Kommune" in read(str(Document.objects.get(kind="example", object_id=page.pk).card))
    banner = shown.partition('<div class="banner">')[2].partition("</div>")[0]
    assert "Foto" not in banner
