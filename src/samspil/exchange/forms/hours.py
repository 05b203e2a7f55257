"""Hours and thanks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, DayField
from samspil.exchange.actions.give_hours import Written
from samspil.exchange.forms.base import number, text_area

MOST_HOURS, AN_HOUR = 24, 60


class LengthForm(forms.Form):
    """How long it took."""

    hours = number(_("Hours"), 0, MOST_HOURS, required=True)
    rest = number(_("and minutes"), 0, AN_HOUR - 1)
    words = CleanCharField(label=_("A few words"), limit=200, required=False, help_text=_("Hours words hint"))

    def written(self) -> Written:
        """What a valid form holds; without a day, the one that stands."""
        data = self.cleaned_data
        minutes = data["hours"] * AN_HOUR + (data["rest"] or 0)
        return Written(minutes=minutes, day=data.get("day"), people=data.get("people") or 1, words=data["words"])


class HoursForm(LengthForm):
    """Hours one gave on a day; alone or with others."""

    day = DayField(called=_("Day"), label=_("Which day?"), error_messages={"required": _("Write the day")})
    people = number(_("How many were you?"), 1, 500, _("Write 1 if you came alone."), required=True)
    field_order = ("day", "hours", "rest", "people", "words")


class ChangedHoursForm(LengthForm):
    """Other hours on the day that stands."""

    people = number(_("How many were you?"), 1, 500, _("Write 1 if you came alone."), required=True)
    field_order = ("hours", "rest", "people", "words")


class DisputeForm(forms.Form):
    """How the organiser sees it."""

    words = CleanCharField(
        label=_("How do you see it?"), limit=300, widget=text_area(3), help_text=_("Dispute hint"), error_messages={"required": _("Write how you see it")}
    )


class ThanksForm(forms.Form):
    """A thanks in plain words."""

    text = CleanCharField(
        label=_("Your thanks"), limit=500, widget=text_area(4), help_text=_("Thanks hint"), error_messages={"required": _("Write a few words")}
    )


def as_fields(minutes: int, **rest: Any) -> dict[str, Any]:
    """What the form begins with."""
    return {"hours": minutes // AN_HOUR, "rest": minutes % AN_HOUR, **rest}


__all__ = ["ChangedHoursForm", "DisputeForm", "HoursForm", "LengthForm", "ThanksForm", "as_fields"]
