"""Confidentiality on persons by name: whom, about what, until when; and the person's own yes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.impose import NewImposition
from samspil.alliances.forms.base import PartyForm, text_area
from samspil.alliances.models import Party
from samspil.core.form_fields import CleanCharField, DayField
from samspil.core.text import refuse_cpr_number


class ImposeForm(PartyForm):
    """On whom, and what it is about."""

    name = CleanCharField(label=_("The person's name"), limit=120, error_messages={"required": _("Write the name")})
    email = forms.EmailField(
        label=_("The person's e-mail"),
        max_length=254,
        validators=[refuse_cpr_number],
        help_text=_("Imposed mail hint"),
        error_messages={"required": _("Write the e-mail"), "invalid": _("Write the address like this: name@example.dk")},
    )
    of_party = forms.ChoiceField(label=_("Whom does the person help?"), required=False)
    about = CleanCharField(
        label=_("What is the information about?"),
        limit=300,
        help_text=_("Imposed about hint"),
        widget=text_area(3),
        error_messages={"required": _("Write what it is about")},
    )

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["of_party"]
        field.choices = [("", _("None of the parties")), *((str(party.pk), party.name) for party in parties)]

    def written(self) -> NewImposition:
        """What a valid form holds."""
        data = self.cleaned_data
        return NewImposition(data["name"], data["email"], data["about"], int(data["of_party"]) if data["of_party"] else None)


class EndImpositionForm(forms.Form):
    """The day it ends."""

    day = DayField(called=_("Day"), label=_("From which day does it no longer hold?"), error_messages={"required": _("Write the day")})


class ConfirmForm(forms.Form):
    """The person's own name."""

    name = CleanCharField(label=_("Your name"), limit=120, help_text=_("Name on the receipt hint"), error_messages={"required": _("Write your name")})
