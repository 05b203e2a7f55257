"""The person's own yes to keep what they are told to themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField


class PledgeForm(forms.Form):
    """The person's name, and what the page said it is about."""

    name = CleanCharField(label=_("Your name"), limit=120, help_text=_("Name on the receipt hint"), error_messages={"required": _("Write your name")})
    about = forms.CharField(widget=forms.HiddenInput, max_length=300)
