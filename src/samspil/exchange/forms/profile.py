"""What to show of what one gave."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField
from samspil.exchange.actions.prove_effort import Chosen
from samspil.exchange.domain.profiles import PART_DA, ProfilePart
from samspil.exchange.profiles import PARTS

ASKED = [part for part in PARTS if part is not ProfilePart.NAME]


class ProfileForm(forms.Form):
    """The parts, the name, and of whom. `organisers`: those there are hours of."""

    name = CleanCharField(label=_("Your name on it"), limit=80, required=False, help_text=_("Proof name hint"))
    parts = forms.MultipleChoiceField(
        label=_("What shall it show?"),
        choices=[(part.value, PART_DA[part]) for part in ASKED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=[ProfilePart.HOURS, ProfilePart.YEARS, ProfilePart.ORGANISERS],
    )
    to = forms.ChoiceField(label=_("Hours given to"), required=False)

    def __init__(self, *args: Any, organisers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Everybody")), *((name, name) for name in organisers)]

    def written(self) -> Chosen:
        """What a valid form holds."""
        data = self.cleaned_data
        parts = [ProfilePart(part) for part in data["parts"]]
        return Chosen(parts=parts + [ProfilePart.NAME] * bool(data["name"]), name=data["name"], to=data["to"])
