"""Where somebody is, how far they will go and when they can: what the search near one asks, and keeps nowhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.exchange.domain.words import NEED_DA, WHEN_DA
from samspil.exchange.forms.base import boxes, number
from samspil.exchange.places import Postcode, postcode_of

DISTANCES = [("3", _("Walking distance")), ("10", _("Up to 10 km")), ("25", _("Up to 25 km")), ("60", _("Up to 60 km"))]
USUAL_KM = 10


class NearForm(forms.Form):
    """Asked by GET, so that it can be kept as a bookmark; of what is wrong only the place is told."""

    by = forms.CharField(label=_("Where do you live?"), max_length=60, help_text=_("Near hint"), widget=forms.TextInput(attrs={"autocomplete": "postal-code"}))
    km = forms.ChoiceField(label=_("How far will you go?"), choices=DISTANCES, required=False, widget=forms.RadioSelect)
    alder = number(_("How old are you?"), 13, 120, _("Only to leave out what one is too young for."))
    tid = boxes(_("When can you?"), WHEN_DA)
    slags = boxes(_("What would you like to do?"), NEED_DA)
    uden = forms.BooleanField(label=_("Only what asks for no driving licence"), required=False)
    nu = forms.BooleanField(label=_("Only what is short and needs no experience"), required=False)

    def clean_by(self) -> Postcode:
        """The place, by postcode or by the name of a town."""
        found = postcode_of(self.cleaned_data["by"])
        if found is None:
            raise forms.ValidationError(_("We do not know that place. Write a postcode of four digits, or the name of a town."))
        return found

    def clean_km(self) -> int:
        """Kilometres; the usual where nothing is said."""
        return int(self.cleaned_data["km"] or USUAL_KM)

    @property
    def chosen(self) -> dict[str, Any]:
        """What a valid form asks."""
        return self.cleaned_data
