"""Form fields of the editors' admin that a person can find their way in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.templatetags.static import static


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
