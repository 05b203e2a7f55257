"""What a party writes of itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.contribute import Contribution
from samspil.alliances.domain.words import BROUGHT_DA, Brought
from samspil.alliances.forms.base import PartyForm, text_area
from samspil.core.form_fields import CleanCharField, shares_fields


@shares_fields
class ContributionForm(PartyForm):
    """What a party writes of itself."""

    brings = CleanCharField(label=_("What do you bring?"), limit=600, required=False, help_text=_("Brings hint"), widget=text_area(3))
    gives = forms.MultipleChoiceField(
        label=_("What kind of things are that? (may be empty)"),
        choices=[(kind.value, BROUGHT_DA[kind]) for kind in Brought],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Gives hint"),
    )
    stake = CleanCharField(label=_("What do you have at stake?"), limit=600, required=False, help_text=_("Stake hint"), widget=text_area(3))
    gain = CleanCharField(label=_("What do you gain?"), limit=600, required=False, help_text=_("Gain hint"), widget=text_area(3))
    leaves = CleanCharField(label=_("What do you let go of? (may be empty)"), limit=300, required=False, help_text=_("Leaves hint"), widget=text_area(2))
    measure = CleanCharField(
        label=_("How will you see that it was worth it? (may be empty)"), limit=300, required=False, help_text=_("Measure hint"), widget=text_area(2)
    )
    for_relatives = forms.BooleanField(label=_("We speak for the relatives"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def written(self) -> Contribution:
        """What a valid form holds."""
        return Contribution(**{name: self.cleaned_data[name] for name in Contribution.__dataclass_fields__})
