"""Start an alliance, and say what it is."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.describe import Description
from samspil.alliances.domain.words import CO_CREATION_DA, CO_CREATION_MEANS
from samspil.alliances.forms.base import chosen_row, text_area
from samspil.content.models import KleNumber, WelfareArea
from samspil.core.form_fields import CleanCharField, DayField
from samspil.identity.models import Organisation
from samspil.identity.queries import municipality_names

KINDS = [("", _("Not decided yet")), *((kind.value, f"{word}. {CO_CREATION_MEANS[kind]}") for kind, word in CO_CREATION_DA.items())]


class AboutForm(forms.Form):
    """What the alliance is called, what it wants and for whom."""

    title = CleanCharField(label=_("What is the alliance called?"), limit=120, help_text=_("Title hint"), error_messages={"required": _("Write a name")})
    purpose = CleanCharField(
        label=_("What do you want to do together?"),
        limit=600,
        help_text=_("A couple of lines are enough."),
        widget=text_area(4),
        error_messages={"required": _("Write what you want to do together")},
    )
    target_group = CleanCharField(label=_("Who is it for?"), limit=200, help_text=_("Target group hint"), error_messages={"required": _("Write who it is for")})


class StartForm(AboutForm):
    """A new alliance. `for_organisation` is "" when somebody starts it in their own name."""

    for_organisation = forms.ChoiceField(label=_("Who starts it?"), required=False, help_text=_("Who starts hint"))
    municipality = forms.ChoiceField(
        label=_("Which municipality does it take place in?"),
        choices=lambda: [("", _("Choose")), *municipality_names().items()],
        error_messages={"required": _("Choose the municipality")},
    )
    like_url = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    begin_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    field_order = ("title", "purpose", "target_group", "for_organisation", "municipality")

    def __init__(self, *args: Any, own: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.name) for one in own]
        field: Any = self.fields["for_organisation"]
        field.choices = [*known, ("", _("I do, in my own name so far"))]


class DescribeForm(AboutForm):
    """The description with the period."""

    area_id = chosen_row(_("Which welfare area?"), lambda: WelfareArea.objects.values_list("pk", "name"))
    concerns_relatives = forms.BooleanField(label=_("It concerns relatives too"), required=False)
    place = CleanCharField(label=_("Where does it take place?"), limit=120, required=False, help_text=_("Place hint"))
    kind = forms.ChoiceField(label=_("How do you work together?"), choices=KINDS, required=False, widget=forms.RadioSelect, help_text=_("Kind hint"))
    kle_id = chosen_row(_("KLE number"), lambda: ((one.pk, str(one)) for one in KleNumber.objects.all()), _("KLE hint"))
    first_day = DayField(called=_("First day"), label=_("When does it begin?"), required=False, help_text=_("For example 1 March 2027"))
    last_day = DayField(
        called=_("Last day"),
        label=_("When does it end, or when do you look at it again?"),
        required=False,
        help_text=_("A year is a good beginning."),
    )
    notice_months = forms.IntegerField(
        label=_("How many months before must a party say that it leaves?"),
        min_value=0,
        max_value=24,
        widget=forms.NumberInput(attrs={"class": "input--s"}),
        error_messages={"invalid": _("Write a number from 0 to 24"), "required": _("Write a number from 0 to 24")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The end lies before the beginning. Choose a later day."))
        return data

    def written(self) -> Description:
        """What a valid form holds."""
        return Description(**{name: self.cleaned_data[name] for name in Description.__dataclass_fields__})
