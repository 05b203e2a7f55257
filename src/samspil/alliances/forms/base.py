"""What the forms of alliances are built of."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def chosen_row(label: Any, rows: Callable[[], Iterable[tuple[int, str]]], hint: Any = "") -> forms.TypedChoiceField:
    """One of some rows, or none: its id, or None."""
    choices: Any = lambda: [("", _("Choose")), *rows()]  # noqa: E731  # read anew for each form
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, empty_value=None, required=False, help_text=hint)


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PartyForm(forms.Form):
    """Base of forms that act for a party."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput)
