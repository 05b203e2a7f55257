"""The front page and the sections stay where the code knows them."""

import pytest

from samspil.content.addresses import is_free
from samspil.content.models import HomePage, SectionPage, StandardPage
from samspil.identity.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [HomePage, SectionPage])
def test_not_even_an_operator_moves_removes_or_copies_them(model: type[HomePage] | type[SectionPage]) -> None:
    operator = Person.objects.create_superuser("drift@example.dk")
    page = model.objects.first()
    rights = page.permissions_for_user(operator)
    assert rights.can_edit()
    assert rights.can_add_subpage()
    assert not any([rights.can_delete(), rights.can_move(), rights.can_unpublish(), rights.can_copy()])


@pytest.mark.parametrize("model", [HomePage, SectionPage])
def test_their_address_cannot_be_changed_and_they_have_no_preview(model: type[HomePage] | type[SectionPage]) -> None:
    fields = model.get_edit_handler().get_form_class().base_fields
    assert {"title", "teaser"} <= set(fields)
    assert not {"slug", "go_live_at", "expire_at"} & set(fields)
    assert model.preview_modes == []


@pytest.mark.parametrize(
    ("address", "free"), [("/om/ny-side/", True), ("/ny-side/", True), ("/eksempler/ny-side/", False), ("/kommuner/", False), ("/bord/", False)]
)
def test_a_page_of_text_lies_where_no_room_answers(address: str, free: bool) -> None:
    assert is_free(address) is free


def test_a_page_of_text_is_not_offered_among_the_examples() -> None:
    assert not StandardPage.can_create_at(SectionPage.objects.get(slug="eksempler"))
    assert StandardPage.can_create_at(HomePage.objects.get())
    about = StandardPage.objects.get(slug="om")
    assert StandardPage.can_create_at(about)
    assert not about.can_move_to(SectionPage.objects.get(slug="eksempler"))


@pytest.mark.parametrize(("slug", "errors"), [("kommuner", {"slug"}), ("bord", {"slug"}), ("nyt-emne", set())])
def test_a_page_of_text_cannot_take_an_address_of_the_site(slug: str, errors: set[str]) -> None:
    form_class = StandardPage.get_edit_handler().get_form_class()
    form = form_class(
        {"title": "Prøve", "slug": slug, "body": "null", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0},
        instance=StandardPage(),
        parent_page=HomePage.objects.get(),
        for_user=Person.objects.create_superuser("drift@example.dk"),
    )
    form.is_valid()
    assert set(form.errors) & {"slug"} == errors
