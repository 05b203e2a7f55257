"""What the forms of offers and needs share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.content.models import WelfareArea
from samspil.core.form_fields import CleanCharField
from samspil.exchange.domain.words import LANGUAGE_DA, WHEN_DA
from samspil.exchange.places import postcode_of
from samspil.identity.queries import municipality_names


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def boxes(label: Any, names: dict[Any, str], hint: Any = "") -> forms.MultipleChoiceField:
    """Several of some words, or none."""
    choices = [(str(key), name) for key, name in names.items()]
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint)


def number(label: Any, low: int, high: int, hint: Any = "", *, required: bool = False) -> forms.IntegerField:
    """A whole number between two others."""
    wrong = _("Write a number from %(low)d to %(high)d") % {"low": low, "high": high}
    errors = dict.fromkeys(("invalid", "required", "min_value", "max_value"), wrong)
    widget = forms.NumberInput(attrs={"class": "input--s"})
    return forms.IntegerField(label=label, min_value=low, max_value=high, required=required, widget=widget, help_text=hint, error_messages=errors)


class PlacedForm(forms.Form):
    """Words, a place and a time."""

    title = CleanCharField(label=_("Title"), limit=120)
    text = CleanCharField(label=_("In your own words"), limit=1500, widget=text_area(5))
    postcode = CleanCharField(
        label=_("Postcode"),
        limit=60,
        widget=forms.TextInput(attrs={"class": "input--s", "autocomplete": "postal-code"}),
        help_text=_("Postcode hint"),
        error_messages={"required": _("Write the four digits of the postcode")},
    )
    municipality = forms.ChoiceField(
        label=_("Which municipality is it in?"),
        choices=lambda: [("", _("Choose")), *municipality_names().items()],
        error_messages={"required": _("Choose the municipality")},
    )
    place = CleanCharField(label=_("The place in words"), limit=120, required=False, help_text=_("Place in words hint"))
    whens = boxes(_("When?"), WHEN_DA)
    when_words = CleanCharField(label=_("More about when"), limit=120, required=False, help_text=_("More about when hint"))
    languages = boxes(_("Languages"), LANGUAGE_DA)
    area_id = forms.TypedChoiceField(
        label=_("Which welfare area?"),
        choices=lambda: [("", _("Choose")), *WelfareArea.objects.values_list("pk", "name")],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def clean_postcode(self) -> str:
        """The four digits, of a postcode that exists or of a town's name."""
        found = postcode_of(self.cleaned_data["postcode"])
        if found is None:
            raise forms.ValidationError(_("We do not know that postcode. Write four digits, for example 4330."))
        return found.code
