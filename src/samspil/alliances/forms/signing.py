"""Say yes to a version of the agreement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.forms.base import PartyForm
from samspil.core.form_fields import CleanCharField


class SignForm(PartyForm):
    """A yes to exactly one version, for exactly one party."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = CleanCharField(label=_("Your name"), limit=120, help_text=_("Sign name hint"), error_messages={"required": _("Write your name")})
