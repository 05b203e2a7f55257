"""What people fill in to give the baton on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.forms.base import PartyForm, text_area
from samspil.core.form_fields import CleanCharField

LONGEST_WORDS = 600


class HandoverForm(PartyForm):
    """Who takes over, and a few words to them."""

    to = forms.TypedChoiceField(label=_("Who takes over?"), coerce=int, help_text=_("Handover hint"), error_messages={"required": _("Choose who takes over")})
    words = CleanCharField(label=_("A few words to them (may be empty)"), limit=LONGEST_WORDS, required=False, widget=text_area(4))

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [("", _("Choose")), *people]
