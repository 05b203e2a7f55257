"""What people fill in about commitments. The acting organisation stands hidden in the form; the action checks it again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.commit import NewCommitment
from samspil.alliances.domain.commitments import KIND_DA, MOST, Delivered
from samspil.alliances.forms.base import PartyForm, text_area
from samspil.alliances.models import Party
from samspil.core.form_fields import CleanCharField, DayField

KINDS = [("", _("Choose")), *((kind.value, word) for kind, word in KIND_DA.items())]


def amount(label: Any) -> forms.DecimalField:
    """A number above zero, with at most two decimals, written as Danes do."""
    wrong = {"required": _("Write a number"), "invalid": _("Write a number")}
    return forms.DecimalField(
        label=label,
        max_value=MOST,
        min_value=0,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"class": "input--s", "inputmode": "decimal"}),
        error_messages=wrong,
    )


class CommitmentForm(PartyForm):
    """Something a party promises in numbers."""

    what = CleanCharField(label=_("What do you promise?"), limit=120, help_text=_("Promise hint"), error_messages={"required": _("Write what you promise")})
    kind = forms.ChoiceField(label=_("What kind is it?"), choices=KINDS, error_messages={"required": _("Choose what kind it is")})
    quantity = amount(_("How many or how much?"))
    unit = CleanCharField(label=_("Of what?"), limit=30, help_text=_("Unit hint"), error_messages={"required": _("Write the unit")})
    first_day = DayField(called=_("First day"), label=_("From when? (may be empty)"), required=False)
    due_day = DayField(called=_("Last day"), label=_("Kept at the latest when?"), error_messages={"required": _("Write the day")})
    receiver = forms.ChoiceField(label=_("Who receives it?"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, others: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["receiver"]
        field.choices = [("", _("Everybody it is for")), *((str(party.pk), party.name) for party in others)]

    def written(self) -> NewCommitment:
        """What a valid form holds."""
        data = self.cleaned_data
        receiver = int(data["receiver"]) if data["receiver"] else None
        return NewCommitment(data["kind"], data["what"], data["quantity"], data["unit"], data["first_day"], data["due_day"], receiver)


class DeliveryForm(forms.Form):
    """A piece that was delivered."""

    day = DayField(called=_("Day"), label=_("When?"), error_messages={"required": _("Write the day")})
    quantity = amount(_("How many or how much?"))
    evidence = CleanCharField(label=_("What shows it? (may be empty)"), limit=300, required=False, help_text=_("Evidence hint"), widget=text_area(2))

    def written(self) -> Delivered:
        """What a valid form holds."""
        return Delivered(self.cleaned_data["day"], self.cleaned_data["quantity"], self.cleaned_data["evidence"])


class MissedForm(forms.Form):
    """Why a promise was not kept."""

    reason = CleanCharField(
        label=_("Why was it not kept?"), limit=300, help_text=_("Missed hint"), widget=text_area(3), error_messages={"required": _("Write why")}
    )
