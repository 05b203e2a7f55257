"""The front page and the sections stay where the code knows them."""

import pytest

from samspil.content.models import HomePage, SectionPage
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
