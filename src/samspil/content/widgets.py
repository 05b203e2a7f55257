"""Form fields of the editors' admin that a person can find their way in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.templatetags.static import static
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import CommentPanel, FieldPanel, Panel, PublishingPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput, AdminDateTimeInput

from samspil.core.sorting import danish_key

# Without it the calendar replaces a date that does not exist with today's, and nobody sees it; with it the form refuses the date.
KEEP_WHAT_WAS_TYPED = {"validateOnBlur": False}


class TypedDateInput(AdminDateInput):
    """A date that stays as it was typed."""

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), **KEEP_WHAT_WAS_TYPED}


class TypedDateTimeInput(AdminDateTimeInput):
    """A day and time that stay as they were typed."""

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), **KEEP_WHAT_WAS_TYPED}


def keep_typed_dates() -> None:
    """Called when Django starts: every date in the editors' admin is such a field."""
    register_form_field_override(models.DateField, override={"widget": TypedDateInput})
    register_form_field_override(models.DateTimeField, override={"widget": TypedDateTimeInput})


def when_to_publish() -> list[Panel]:
    """Wagtail's panels of settings, with such fields."""
    dialog = {"data-controller": "w-action", "data-action": "w-dialog:hidden->w-action#reset", "data-w-dialog-target": "notify"}
    fields = [TypedDateTimeInput(js_overlay_parent_selector="#schedule-publishing-dialog", attrs=dict(dialog)) for _ in range(2)]
    return [PublishingPanel(children=[FieldPanel("go_live_at", widget=fields[0]), FieldPanel("expire_at", widget=fields[1])]), CommentPanel()]


class CountedText(AdminAutoHeightTextInput):
    """A short text of several lines, with how many signs it has (content/admin.js)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"data-counted": "", **(attrs or {})})

    class Media:
        css = {"all": ["content/admin.css"]}  # noqa: RUF012  # Django declares it so
        js = ["content/admin.js"]  # noqa: RUF012  # Django declares it so


class PickList(forms.CheckboxSelectMultiple):
    """Many choices as a list with a field that narrows it, instead of a box where Ctrl must be held down."""

    template_name = "content/widgets/pick_list.html"

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        """What is chosen stands first."""
        groups: list[Any] = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: not any(option["selected"] for option in group[1]))

    class Media:
        css = {"all": ["content/admin.css"]}  # noqa: RUF012  # Django declares it so
        js = ["content/admin.js"]  # noqa: RUF012  # Django declares it so


class PagePickList(PickList):
    """Pages to choose among, in the Danish order of their titles: where they lie in the tree says nothing to a reader."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: (not group[1][0]["selected"], danish_key(str(group[1][0]["label"]))))


class DrawingChoice(forms.RadioSelect):
    """The drawings themselves, with their names."""

    template_name = "content/widgets/drawing_choice.html"

    def __init__(self, *, names: Mapping[str, str]) -> None:
        super().__init__()
        self.names = names

    def __deepcopy__(self, memo: dict[int, Any]) -> "DrawingChoice":
        copied: DrawingChoice = super().__deepcopy__(memo)
        copied.names = self.names
        return copied

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["label"] = self.names.get(value, value)
        option["picture"] = static(f"core/scenes/{value}.svg") if value else ""
        return option

    class Media:
        css = {"all": ["content/admin.css"]}  # noqa: RUF012  # Django declares it so
