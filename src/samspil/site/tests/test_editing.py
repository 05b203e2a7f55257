"""Writing in the editors' admin: previews that are the page, a draft that is not whole, pictures with words, and only what one may."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import Page, Site

from samspil.content.models import GlossaryTerm, Question, QuestionSet, SitePicture, StandardPage, WelfareArea
from samspil.core.models import RecordedEvent
from samspil.knowledge.models import Article, Consultancy, CouncilGuide, Example, Publication
from samspil.law.models import LegalAnswer
from samspil.site import preparing
from samspil.site.tests.editing import filled_in, read, section, write

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(
    r"\b(the|you|your|this|that|with|and|no|new|view|all|any|are|be|will|page|pages|search|add|edit|save|draft|publish|choose|select|image|images"
    r"|document|documents|settings|history|title|name|type|created|updated|user|yes|close|copy|move|delete|filter|collection|tags|privacy|comment|comments)\b",
    re.IGNORECASE,
)
# In a preview another element is marked as the main one (content/models/presented.py).
MAIN = re.compile(r'id="indhold">(.*)</(?:main|div)>\s*<footer', re.DOTALL)


@pytest.mark.parametrize("model", [Example, CouncilGuide, Article, Publication, Consultancy, LegalAnswer, StandardPage])
def test_the_preview_is_what_visitors_see(staff_client: Callable[[str], Client], model: type[Page]) -> None:
    page = model.objects.live().first()
    client = staff_client("editor")
    public = client.get(page.url).content.decode()
    preview = client.get(f"/redaktion/pages/{page.pk}/view_draft/")
    assert preview.status_code == 200
    assert MAIN.findall(preview.content.decode().replace(' role="main">', " data-text>")) == MAIN.findall(public) != []
    assert "wagtail-userbar" in preview.content.decode(), "the checks beside the form look at the page through it"


@pytest.mark.parametrize("model", [Example, CouncilGuide, Article, Publication, Consultancy, LegalAnswer, StandardPage])
def test_every_form_opens_in_danish(staff_client: Callable[[str], Client], model: type[Page]) -> None:
    page = model.objects.live().first()
    form = staff_client("editor").get(f"/redaktion/pages/{page.pk}/edit/")
    assert form.status_code == 200
    shown = read(form.content.decode()).replace(page.title, "")
    assert not ENGLISH.findall(shown), shown


ADMIN = [
    "",
    "pages/",
    "pages/search/",
    "images/",
    "images/add/",
    "images/multiple/add/",
    "images/chooser/",
    "documents/",
    "documents/multiple/add/",
    "documents/chooser/",
]
ADMIN += [
    "account/",
    "choose-page/",
    "choose-external-link/",
    "snippets/content/glossaryterm/",
    "snippets/content/glossaryterm/add/",
    "snippets/content/questionset/",
]
OF_A_PAGE = [
    "pages/{}/",
    "pages/{}/history/",
    "pages/{}/delete/",
    "pages/{}/move/",
    "pages/{}/copy/",
    "pages/{}/unpublish/",
    "pages/{}/workflow_history/",
    "pages/{}/privacy/",
]
OF_A_PAGE += ["pages/{}/usage/", "pages/{}/add_subpage/"]


def shown_of(page: Any) -> str:
    """What a person reads, also of a dialog that comes as JSON."""
    return read(page.json()["html"] if page.headers["Content-Type"].startswith(("application/json", "text/javascript")) else page.content.decode())


@pytest.mark.parametrize("path", [*ADMIN, *OF_A_PAGE])
def test_pages_of_the_admin_are_danish(staff_client: Callable[[str], Client], path: str) -> None:
    page = staff_client("administrator").get(
        "/redaktion/" + path.format(section("eksempler").pk if "subpage" in path else Example.objects.get(slug="zebrabyer").pk), follow=True
    )
    assert page.status_code == 200
    shown = shown_of(page)
    assert len(shown) > 40
    assert not ENGLISH.findall(shown), shown


def test_the_menu_has_what_editors_use(staff_client: Callable[[str], Client]) -> None:
    from wagtail.admin.menu import admin_menu

    client = staff_client("reviewer")
    request = client.get("/redaktion/").wsgi_request
    assert {item.name for item in admin_menu.menu_items_for_request(request)} == {"desk", "explorer", "images", "documents", "words", "rules"}


def test_a_draft_needs_little_and_can_be_looked_at(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    page = write(client, place="", teaser="", done="null", evidence="told", **{"parties-TOTAL_FORMS": "0", "sources-TOTAL_FORMS": "0"})
    assert not page.live
    preview = client.get(f"/redaktion/pages/{page.pk}/view_draft/")
    assert preview.status_code == 200
    assert page.title in preview.content.decode()


def test_a_new_example_begins_with_the_cautious_choices(staff_client: Callable[[str], Client]) -> None:
    form = staff_client("editor").get(f"/redaktion/pages/add/knowledge/example/{section('eksempler').pk}/").context["form"]
    assert (form["evidence"].value(), form["grade"].value()) == ("told", "B")
    assert form["checked_on"].value()


def test_what_is_missing_is_said_when_a_text_is_sent_to_review(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    address = f"/redaktion/pages/add/knowledge/example/{section('eksempler').pk}/"
    page = client.post(address, {**filled_in(place="", **{"sources-TOTAL_FORMS": "0"}), "action-submit": "1"})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"place"}
    assert not Example.objects.filter(slug="skrivestuen").exists()


@pytest.mark.parametrize(("model", "own"), [(Example, "eksempler"), (LegalAnswer, "jura"), (Article, "artikler"), (CouncilGuide, "droeftelser")])
def test_a_page_lies_only_in_the_section_that_answers_its_address(model: Any, own: str) -> None:
    other = section("konsulenter")
    assert model.can_create_at(section(own))
    assert not model.can_create_at(other)
    page = model.objects.first()
    assert not page.can_move_to(other)
    assert page.url == f"/{own}/{page.slug}/"


def test_links_lead_to_the_address_of_the_installation(settings: Any) -> None:
    site = Site.objects.get(is_default_site=True)
    assert site.root_url == settings.BASE_URL.rstrip("/")
    settings.BASE_URL, settings.HTTPS = "https://samspil.example", True
    preparing.load_home()
    assert Site.objects.get(is_default_site=True).root_url == "https://samspil.example"


def picture(name: str = "fest.png") -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "#12604a").save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue(), "image/png")


def upload(client: Client, description: str, file: SimpleUploadedFile) -> Any:
    return client.post("/redaktion/images/add/", {"title": "Fest", "file": file, "description": description, "credit": "", "collection": "1", "tags": ""})


def test_a_picture_needs_words_for_those_who_cannot_see_it(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    refused = client.post(
        "/redaktion/images/multiple/add/", {"title": "Fest", "files[]": picture(), "collection": "1"}, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert refused.status_code == 200
    for description in ("", "   ", "x"):
        upload(client, description, picture())
        assert not SitePicture.objects.exists(), description


def test_a_text_called_a_picture_is_refused(staff_client: Callable[[str], Client]) -> None:
    svg = SimpleUploadedFile("fest.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "image/png")
    upload(staff_client("editor"), "Mennesker om et langbord", svg)
    assert not SitePicture.objects.exists()


@pytest.mark.parametrize(("role", "may"), [("editor", False), ("reviewer", True), ("administrator", True)])
def test_words_that_are_public_at_once_are_for_reviewers(staff_client: Callable[[str], Client], role: str, may: bool) -> None:
    term = GlossaryTerm.objects.get(slug="samskabelse")
    fields = {"term": term.term, "slug": term.slug, "short": "En ny forklaring.", "body": "", "code": "", "related": []}
    staff_client(role).post(f"/redaktion/snippets/content/glossaryterm/edit/{term.pk}/", fields)
    term.refresh_from_db()
    assert (term.short == "En ny forklaring.") is may
    assert RecordedEvent.objects.filter(kind="content.TermChanged", payload={"term_id": term.pk}).exists() is may


def test_questions_change_places_and_the_guide_follows(staff_client: Callable[[str], Client]) -> None:
    asked = QuestionSet.objects.get(slug="de-fem-spoergsmaal")
    before = list(asked.questions.values_list("pk", "text"))
    rows: dict[str, Any] = {}
    for number, question in enumerate(asked.questions.all()):
        rows |= {f"questions-{number}-{name}": getattr(question, name) for name in ("text", "why", "sub_questions", "result")}
        rows |= {f"questions-{number}-id": question.pk, f"questions-{number}-ORDER": len(before) - number}
    counts = {"questions-TOTAL_FORMS": len(before), "questions-INITIAL_FORMS": len(before), "questions-MIN_NUM_FORMS": 1, "questions-MAX_NUM_FORMS": 1000}
    client = staff_client("reviewer")
    reply = client.post(f"/redaktion/snippets/content/questionset/edit/{asked.pk}/", {"title": asked.title, "slug": asked.slug, **rows, **counts})
    assert reply.status_code == 302
    assert list(Question.objects.filter(question_set=asked).values_list("pk", "text")) == before[::-1]
    assert RecordedEvent.objects.filter(kind="content.QuestionSetChanged", payload={"question_set_id": asked.pk}).exists()


def test_settings_have_only_what_is_the_editors_own(staff_client: Callable[[str], Client]) -> None:
    page = staff_client("editor").get("/redaktion/account/")
    assert {panel.name for panels in page.context["panels_by_tab"].values() for panel in panels} <= {"theme", "notifications"}
    assert settings.WAGTAIL_PASSWORD_MANAGEMENT_ENABLED is False


def test_the_admin_has_a_policy_of_its_own_and_the_site_keeps_the_strict_one(staff_client: Callable[[str], Client]) -> None:
    client = staff_client("editor")
    page = Example.objects.live().first()
    paths = ("/redaktion/", f"/redaktion/pages/{page.pk}/view_draft/", page.url, "/bord/")
    policies = [set(client.get(path).headers["Content-Security-Policy"].split("; ")) for path in paths]
    inside, preview, public, desk = policies
    assert inside == preview
    assert public == desk
    assert "script-src 'self' 'unsafe-inline'" in inside
    assert "script-src 'self'" in public
    for policy in policies:
        assert {"default-src 'none'", "connect-src 'self'", "base-uri 'none'"} <= policy
        assert not [directive for directive in policy if "unsafe-eval" in directive or "*" in directive]


UNFIT = {"teaser": "For kort", "contact": "jens@example.dk", "checked_on": "31.12.2030"}


@pytest.mark.parametrize(("field", "value"), UNFIT.items())
def test_what_the_hints_ask_for_is_held_when_a_text_goes_on_and_not_while_it_is_a_draft(staff_client: Callable[[str], Client], field: str, value: Any) -> None:
    client = staff_client("editor")
    address = f"/redaktion/pages/add/knowledge/example/{section('eksempler').pk}/"
    refused = client.post(address, {**filled_in(**{field: value}), "action-submit": "1"})
    assert refused.status_code == 200
    assert field in refused.context["form"].errors
    if field != "checked_on":
        assert client.post(address, filled_in(**{field: value})).status_code == 302


def test_the_main_area_is_one_of_the_areas(staff_client: Callable[[str], Client]) -> None:
    page = write(staff_client("editor"), areas=[])
    assert [area.key for area in page.get_latest_revision_as_object().areas.all()] == ["lokalsamfund"]


def test_more_than_three_areas_are_too_many(staff_client: Callable[[str], Client]) -> None:
    many = [str(pk) for pk in WelfareArea.objects.values_list("pk", flat=True)[:5]]
    address = f"/redaktion/pages/add/knowledge/example/{section('eksempler').pk}/"
    refused = staff_client("editor").post(address, {**filled_in(), "areas": many, "action-submit": "1"})
    assert "areas" in refused.context["form"].errors
