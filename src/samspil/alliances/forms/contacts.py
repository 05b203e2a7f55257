"""The person others ask for at a party, who names themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.forms.base import PartyForm
from samspil.core.form_fields import CleanCharField


class ContactForm(PartyForm):
    """The name, and whether visitors see it."""

    name = CleanCharField(label=_("Your name"), limit=120, help_text=_("Contact name hint"), error_messages={"required": _("Write your name")})
    shown = forms.BooleanField(label=_("Show my name to everybody who sees the page"), required=False)
