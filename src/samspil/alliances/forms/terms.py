"""The terms of an agreement as people fill them in; what is left empty is left out of the agreement."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.domain.terms import DATA_ROLE_DA, DATA_ROLE_MEANS, IMPOSED, TERM_DA, DataRole, Terms
from samspil.alliances.models import Party
from samspil.core.form_fields import CleanCharField, DayField

ROLES = [("", _("Not decided yet")), *((role.value, f"{word}. {DATA_ROLE_MEANS[role]}") for role, word in DATA_ROLE_DA.items())]


class TermsForm(forms.Form):
    """A sentence for each of the terms, the day of the next look, and who answers for data."""

    review_on = DayField(
        called=_("The day you look at it again"), label=_("When do you look at the agreement again?"), required=False, help_text=_("Review hint")
    )
    data_role = forms.ChoiceField(label=_("Who answers for what you know of people?"), choices=ROLES, required=False, widget=forms.RadioSelect)
    data_party = forms.ChoiceField(label=_("Which party, if one does alone?"), required=False)
    imposed = forms.BooleanField(label=IMPOSED, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["data_party"]
        field.choices = [("", _("Choose")), *((str(party.pk), party.name) for party in parties)]
        for name, word in TERM_DA.items():
            self.fields[name] = CleanCharField(label=word, limit=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def texts(self) -> list[forms.BoundField]:
        """The fields of the sentences, in order."""
        return [self[name] for name in TERM_DA]

    def written(self) -> Terms:
        """What a valid form holds."""
        data = self.cleaned_data
        role = DataRole(data["data_role"]) if data["data_role"] else None
        party = int(data["data_party"]) if data["data_party"] and role is DataRole.SINGLE else None
        return Terms(data["review_on"], role, party, **{name: data[name] for name in TERM_DA}, imposed=data["imposed"])
