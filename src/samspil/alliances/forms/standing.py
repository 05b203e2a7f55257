"""The parties' answer to a question of the municipality."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.forms.base import PartyForm, text_area
from samspil.core.form_fields import CleanCharField


class StandingForm(PartyForm):
    """The answer."""

    answer = CleanCharField(label=_("Your answer"), limit=1000, required=False, widget=text_area(5))
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
