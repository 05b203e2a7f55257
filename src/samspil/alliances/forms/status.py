"""What people fill in about how the alliance stands. The acting organisation stands on the button; the action checks it again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.write_status import NewStatus
from samspil.alliances.domain.quarters import LONGEST_LINE, Quarter
from samspil.alliances.forms.base import text_area
from samspil.core.form_fields import CleanCharField


def line(label: Any, hint: Any, **more: Any) -> CleanCharField:
    """One of the three lines."""
    return CleanCharField(label=label, limit=LONGEST_LINE, help_text=hint, widget=text_area(2), **more)


class StatusForm(forms.Form):
    """Three lines about a quarter, which the form carries: it may be over when the form is sent."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)
    year = forms.IntegerField(widget=forms.HiddenInput, min_value=2000, max_value=2100)
    quarter = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=4)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    went_well = line(_("What went well?"), _("Went well hint"), error_messages={"required": _("Write what went well")})
    hard = line(_("What is hard? (may be empty)"), _("Hard hint"), required=False)
    needed = line(_("What do you need? (may be empty)"), _("Needed hint"), required=False)
    shown = forms.BooleanField(label=_("May stand on the open page"), required=False, help_text=_("Status shown hint"))

    def written(self) -> NewStatus:
        """What a valid form holds."""
        return NewStatus(**{name: self.cleaned_data[name] for name in NewStatus.__dataclass_fields__})

    @property
    def when(self) -> Quarter:
        """The quarter it was opened for."""
        return Quarter(self.cleaned_data["year"], self.cleaned_data["quarter"])
