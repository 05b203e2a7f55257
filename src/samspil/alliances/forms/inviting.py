"""Invite a party, and answer an invitation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.invite import NewParty
from samspil.alliances.domain.words import SECTOR_DA, Sector
from samspil.alliances.forms.base import text_area
from samspil.core.form_fields import CleanCharField
from samspil.core.text import refuse_cpr_number
from samspil.identity.models import Organisation


def address_of_a_person_there() -> forms.EmailField:
    """Where the invitation goes."""
    return forms.EmailField(
        label=_("E-mail of a person there"),
        max_length=254,
        validators=[refuse_cpr_number],
        help_text=_("Invite party hint"),
        error_messages={"required": _("Write the e-mail"), "invalid": _("Write the address like this: name@example.dk")},
    )


class AddressForm(forms.Form):
    """Another address for an invitation that waits."""

    email = address_of_a_person_there()


class InviteByMailForm(forms.Form):
    """A party that is not here yet."""

    name = CleanCharField(label=_("What is the party called?"), limit=120, error_messages={"required": _("Write the name of the party")})
    loose = forms.BooleanField(label=_("They are a group of citizens without a CVR number"), required=False)
    sector = forms.ChoiceField(
        label=_("Where do they belong?"),
        choices=[("", _("Choose")), *((sector.value, SECTOR_DA[sector]) for sector in Sector)],
        required=False,
        help_text=_("Sector of group hint"),
    )
    for_relatives = forms.BooleanField(label=_("They speak for the relatives"), required=False)
    email = address_of_a_person_there()
    greeting = CleanCharField(label=_("A greeting to them (may be empty)"), limit=600, required=False, help_text=_("Greeting hint"), widget=text_area(3))

    def clean(self) -> dict[str, Any]:
        """A group of citizens belongs to civil society; of others it must be said."""
        data = super().clean() or {}
        if data.get("loose"):
            data["sector"] = Sector.CIVIL.value
        elif not data.get("sector") and "sector" not in self.errors:
            self.add_error("sector", _("Choose where they belong"))
        return data

    def written(self) -> NewParty:
        """What a valid form holds."""
        data = self.cleaned_data
        same = {name: data[name] for name in ("name", "email", "greeting", "loose", "for_relatives")}
        return NewParty(sector=Sector(data["sector"]), **same)


class GroupForm(forms.Form):
    """A group of citizens says yes to an invitation, and is here from then on."""

    name = CleanCharField(label=_("What do you call your group?"), limit=120, help_text=_("Group name hint"), error_messages={"required": _("Write the name")})


class AnswerForm(forms.Form):
    """Yes or no to an invitation; the button says which."""

    for_organisation = forms.ChoiceField(label=_("Who do you answer for?"), required=False)
    reason = CleanCharField(label=_("Why not?"), limit=300, required=False, help_text=_("Reason hint"), widget=text_area(2))

    def __init__(self, *args: Any, own: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["for_organisation"]
        field.choices = [(str(one.pk), one.name) for one in own]
        field.initial = field.choices[0][0] if field.choices else ""
