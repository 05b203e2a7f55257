"""What people fill in about lasting pairs."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, DayField
from samspil.exchange.actions.pairing import SaidNo
from samspil.exchange.actions.seek_pair import Receiver
from samspil.exchange.actions.sign_up import Yes
from samspil.exchange.domain.pairs import NO_DA, NoReason
from samspil.exchange.domain.talks import USUAL_TRIAL
from samspil.exchange.domain.tastes import INTEREST_DA, TASTES, TRAIT_DA
from samspil.exchange.domain.words import LANGUAGE_DA
from samspil.exchange.forms.base import boxes, text_area
from samspil.exchange.forms.signup import YesForm

HEARD_DA = {"phone": "I telefonen", "visit": "Ved et besøg", "meeting": "Ved et møde"}


class TastesForm(forms.Form):
    """What somebody likes, speaks, has at home and cannot be with; all of it may be left out."""

    interests = boxes(_("What do you like to do?"), INTEREST_DA, _("So that we can find somebody who likes the same."))
    languages = boxes(_("Which languages?"), LANGUAGE_DA)
    traits = boxes(_("What is there in the home?"), TRAIT_DA)
    wont = boxes(_("What does not work for you?"), TRAIT_DA, _("You are not put together with somebody who has it."))

    @property
    def tastes(self) -> dict[str, list[str]]:
        """A valid form's answers."""
        return {name: self.cleaned_data[name] for name in TASTES}


class PairYesForm(TastesForm, YesForm):
    """A yes to a lasting pair."""

    field_order = ("name", "phone", "words", *TASTES, "old_enough")

    def __init__(self, *args: Any, limit: int, **kwargs: Any) -> None:
        super().__init__(*args, limit=limit, **kwargs)
        del self.fields["party_size"]

    def written(self) -> Yes:
        told = {name: value for name, value in self.cleaned_data.items() if name not in TASTES}
        return Yes(**told, tastes=self.tastes)


class ReceiverForm(TastesForm):
    """Who a need is about. `account` only when they are new here."""

    first_name = CleanCharField(label=_("First name"), limit=40, error_messages={"required": _("Write a first name")})
    surname = CleanCharField(label=_("Surname"), limit=60, required=False)
    phone = CleanCharField(label=_("Telephone"), limit=30, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    near = CleanCharField(label=_("Roughly where?"), limit=60, required=False, help_text=_("A part of town, never an address."))
    about = CleanCharField(label=_("What would they like?"), limit=500, required=False, widget=text_area(4), help_text=_("About hint"))
    account = forms.EmailField(label=_("Their e-mail here, if they answer themselves"), required=False, help_text=_("Account hint"))
    knows = forms.BooleanField(label=_("They know that we are looking, and that their name stands here"), required=False)
    field_order = ("first_name", "surname", "phone", "near", "about", *TASTES, "account", "knows")

    def __init__(self, *args: Any, fresh: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not fresh:
            del self.fields["account"], self.fields["knows"]

    def written(self) -> Receiver:
        """What a valid form holds."""
        return Receiver(**{name: value for name, value in self.cleaned_data.items() if name not in TASTES}, tastes=self.tastes)


class NoForm(forms.Form):
    """A no or a stop; nothing has to be said."""

    reason = forms.ChoiceField(choices=[(one.value, NO_DA[one]) for one in NoReason], required=False)
    words = CleanCharField(label=_("In your own words"), limit=400, required=False, widget=text_area(2))

    def written(self) -> SaidNo:
        """What a valid form holds."""
        return SaidNo(NoReason(self.cleaned_data["reason"] or NoReason.NOT_SAID), self.cleaned_data["words"])


class TrialForm(forms.Form):
    """From when to when they try."""

    begins = DayField(called=_("First day"), label=_("First day"), error_messages={"required": _("Write the first day")})
    ends = DayField(called=_("Last day"), label=_("Last day"), error_messages={"required": _("Write the last day")})

    @staticmethod
    def usual(today: date) -> dict[str, date]:
        """Two months from next week on."""
        begins = today + timedelta(days=7)
        return {"begins": begins, "ends": begins + USUAL_TRIAL}


class UntilForm(forms.Form):
    """A last day, or none."""

    last = DayField(called=_("Last day"), label=_("Last day"), required=False)


class TalkForm(forms.Form):
    """A talk that was held."""

    key = forms.CharField(max_length=20)
    held_on = DayField(called=_("Day"), label=_("When did you talk?"), required=False)
    worry = forms.BooleanField(required=False)

    def clean_held_on(self) -> date:
        """Today where nothing is written."""
        return self.cleaned_data["held_on"] or localdate()
