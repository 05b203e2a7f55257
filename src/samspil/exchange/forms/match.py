"""Propose that an offer and a need belong together, and answer it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField
from samspil.exchange.actions.answer_match import Answer
from samspil.exchange.domain.matches import MOST_UNITS
from samspil.exchange.forms.base import number, text_area
from samspil.exchange.models import Need, Offer


class ProposeForm(forms.Form):
    """Which of one's own, how many, and a few words. `named`: who one is, where it is a person's own offer."""

    thing = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("Choose one")})
    units = number(_("How many?"), 1, MOST_UNITS, _("Places, things or people."), required=True)
    words = CleanCharField(label=_("A few words"), limit=500, required=False, widget=text_area(3))
    name = CleanCharField(label=_("What may they call you?"), limit=80, required=False, help_text=_("Told when both have said yes."))
    phone = CleanCharField(label=_("Telephone"), limit=30, required=False, help_text=_("Told when both have said yes."))

    def __init__(self, *args: Any, things: Iterable[Offer | Need], named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.title) for one in things]
        chosen: Any = self.fields["thing"]
        chosen.choices = choices
        chosen.label = _("Which one?")
        if len(choices) == 1:
            chosen.initial = choices[0][0]
        if not named:
            del self.fields["name"], self.fields["phone"]

    @property
    def told(self) -> dict[str, Any]:
        """What a valid form says besides which one."""
        data = self.cleaned_data
        return {"units": data["units"], "words": data["words"], "name": data.get("name", ""), "phone": data.get("phone", "")}


class MatchAnswerForm(forms.Form):
    """What comes with a yes or a no."""

    name = CleanCharField(label=_("What may they call you?"), limit=80, required=False)
    phone = CleanCharField(label=_("Telephone"), limit=30, required=False)
    words = CleanCharField(label=_("In your own words"), limit=400, required=False, widget=text_area(2))

    def written(self) -> Answer:
        """What a valid form holds."""
        return Answer(**self.cleaned_data)
