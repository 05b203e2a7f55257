"""What a party fills in when the alliance looks for more parties."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.forms.base import PartyForm, text_area
from samspil.core.form_fields import CleanCharField


class SeekForm(PartyForm):
    """Who is looked for; `before` is what stood there when the form was opened."""

    sought = CleanCharField(label=_("Whom do you look for?"), limit=300, required=False, help_text=_("Sought hint"), widget=text_area(3))
    before = CleanCharField(limit=600, required=False, widget=forms.HiddenInput)
