"""What an association is, that it declares, and that one was received."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import DayField

KNOWN = [("yes", _("Yes")), ("no", _("No")), ("", _("We do not know"))]
SEEKS = [("yes", _("Yes")), ("no", _("No"))]


class WhatItIsForm(forms.Form):
    """Two questions, and which answers to them were shown."""

    stamp = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    popular = forms.ChoiceField(
        label=_("Is the association for popular education?"), choices=KNOWN, required=False, widget=forms.RadioSelect, help_text=_("Popular hint")
    )
    seeks = forms.ChoiceField(
        label=_("Do you ask for, or have, grants or rooms from the municipality?"),
        choices=SEEKS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no")},
    )

    @property
    def popular_education(self) -> bool | None:
        """Yes, no, or that nobody knows."""
        return {"yes": True, "no": False}.get(self.cleaned_data["popular"])


class DeclareForm(forms.Form):
    """The sentence that is declared."""

    declared = forms.BooleanField(label=_("Declared sentence"), error_messages={"required": _("Tick the sentence to declare it")})


class ReceivedForm(forms.Form):
    """The day it came."""

    day = DayField(called=_("Day"), label=_("When did you receive it?"), error_messages={"required": _("Write the day")})
