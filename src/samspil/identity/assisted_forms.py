"""Forms for people without e-mail."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, DayField
from samspil.identity.domain.assisted import CONSENT_DA, CONTACT_DA


class AssistForm(forms.Form):
    """Who is registered, how to reach them, for what, and how they said yes. CPR numbers are refused in every field."""

    municipality = forms.ChoiceField(label=_("Municipality"))
    name = CleanCharField(label=_("Name of the person"), limit=100, error_messages={"required": _("Write the name")})
    contact_way = forms.ChoiceField(label=_("How do you reach the person?"), choices=[(way.value, name) for way, name in CONTACT_DA.items()])
    contact = CleanCharField(label=_("Phone number or address"), limit=200, error_messages={"required": _("Write a phone number or an address")})
    purpose = CleanCharField(
        label=_("What is the account for?"), help_text=_("Assist purpose hint"), limit=200, error_messages={"required": _("Write what the account is for")}
    )
    consent_way = forms.ChoiceField(label=_("How did the person say yes?"), choices=[(way.value, name) for way, name in CONSENT_DA.items()])
    consented_on = DayField(called=_("The day of the yes"), label=_("When did the person say yes?"), error_messages={"required": _("Write the day")})
    heard = forms.BooleanField(
        label=_("The person has heard what is kept, and that they can take their yes back"), error_messages={"required": _("Assist heard")}
    )

    def __init__(self, data: Any = None, *, places: dict[str, str]) -> None:
        super().__init__(data, initial={"consented_on": timezone.localdate()})
        field = self.fields["municipality"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = list(places.items())


class EntryForm(forms.Form):
    """The number and the code on paper."""

    number = forms.CharField(label=_("Your number"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "username"}))
    code = forms.CharField(label=_("The code on the paper"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))
