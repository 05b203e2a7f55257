"""Statements about the activity."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.domain.ticks import TICKS
from samspil.core.form_fields import shares_fields


@shares_fields
class TicksForm(forms.Form):
    """Statements about the activity."""

    ticks = forms.MultipleChoiceField(
        label=_("What fits you?"), choices=[(tick.key, tick.text) for tick in TICKS], required=False, widget=forms.CheckboxSelectMultiple
    )
