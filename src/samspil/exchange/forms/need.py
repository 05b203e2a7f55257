"""Ask for something."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, DayField
from samspil.exchange.actions.write_need import OF_CHILDREN, NeedWords
from samspil.exchange.domain.attest import COMES_DA
from samspil.exchange.domain.attest_rules import CONTACT_DA, FIELD_DA
from samspil.exchange.domain.matching.clocks import exists
from samspil.exchange.domain.needs import MOST_SEATS
from samspil.exchange.domain.skills import SKILL_DA
from samspil.exchange.domain.words import NEED_DA, NEED_MEANS
from samspil.exchange.forms.base import PlacedForm, boxes, number
from samspil.exchange.legal import ASKED
from samspil.identity.models import Organisation
from samspil.initiatives.models import Initiative
from samspil.law.queries import fact_questions

ZONE = ZoneInfo("Europe/Copenhagen")
CLOCKS = ["%H:%M", "%H.%M", "%H"]
YES_NO = [("", _("Not known yet")), ("yes", _("Yes")), ("no", _("No"))]
KINDS = [(str(kind), f"{name}. {NEED_MEANS[kind]}") for kind, name in NEED_DA.items()]


def clock(label: Any) -> forms.TimeField:
    """A time of day as Danes write it."""
    widget = forms.TimeInput(format="%H.%M", attrs={"class": "input--s"})
    return forms.TimeField(label=label, input_formats=CLOCKS, required=False, widget=widget, error_messages={"invalid": _("Write the time like this: 17.30")})


def several_ways(label: Any, names: dict[Any, str]) -> forms.ChoiceField:
    """One of some words, or nothing yet."""
    return forms.ChoiceField(label=label, choices=[("", _("Not known yet")), *((one.value, name) for one, name in names.items())], required=False)


class NeedForm(PlacedForm):
    """A need's words. `own` are the organisations somebody may ask for, `undertakings` those it may belong to."""

    kind = forms.ChoiceField(label=_("What do you need?"), choices=KINDS, widget=forms.RadioSelect, error_messages={"required": _("Choose what you need")})
    for_whom = CleanCharField(label=_("Who is it for?"), limit=120, help_text=_("For whom hint"), error_messages={"required": _("Write who it is for")})
    day = DayField(called=_("Day"), label=_("Which day?"), required=False, help_text=_("Only if it is one certain day."))
    begins, ends = clock(_("From (time)")), clock(_("To (time)"))
    duration = CleanCharField(label=_("How long does it take?"), limit=80, required=False, help_text=_("Duration hint"))
    seats = number(_("How many do you need?"), 1, MOST_SEATS, required=True)
    learns = CleanCharField(label=_("What does one learn or get from it?"), limit=300, required=False)
    contact = CleanCharField(label=_("Who receives those who come?"), limit=120, required=False, help_text=_("Receiver hint"))
    access = CleanCharField(label=_("Access"), limit=300, required=False, help_text=_("Access hint"))
    confidential = CleanCharField(label=_("What are they told that they must keep to themselves?"), limit=300, required=False, help_text=_("Confidential hint"))
    min_age = number(_("How old must one be?"), 13, 99, _("Write nothing if age does not matter."))
    requires = boxes(_("What must one know or have?"), {key: name.capitalize() for key, name in SKILL_DA.items()}, _("Requires hint"))
    child_contact = several_ways(_("How does one meet children under 15?"), CONTACT_DA)
    child_field = several_ways(_("In which field is it?"), FIELD_DA)
    child_comes = several_ways(_("How does one come?"), COMES_DA)
    unnamed = forms.BooleanField(label=_("It is for one person, who is not named before both have said yes"), required=False)
    ends_on = DayField(called=_("Last day"), label=_("Until when can people answer?"), required=False, help_text=_("Three months when you write nothing."))
    for_organisation = forms.ChoiceField(label=_("Who asks?"), error_messages={"required": _("Choose who asks")})
    initiative_id = forms.TypedChoiceField(label=_("Is it part of an alliance?"), coerce=int, empty_value=None, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, own: Iterable[Organisation], undertakings: Iterable[Initiative] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label, self.fields["text"].label = _("The task in one line"), _("What is to be done?")
        self.fields["title"].help_text = _("Need title hint")
        self.fields["title"].error_messages["required"] = _("Write the task in one line")
        self.fields["text"].error_messages["required"] = _("Write what is to be done: two lines are enough")
        self.fields["languages"].label = _("Languages one must speak")
        self.choose("for_organisation", [(str(one.pk), one.name) for one in own])
        self.choose("initiative_id", [("", _("No")), *((one.pk, one.title) for one in undertakings)])
        questions = fact_questions()
        for key in ASKED:
            field = forms.ChoiceField(label=questions[key], choices=YES_NO, required=False, widget=forms.RadioSelect)
            self.fields[f"fact_{key}"] = field

    def choose(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def questions(self) -> list[Any]:
        """The questions of the law."""
        return [self[f"fact_{key}"] for key in ASKED]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and not (data.get("begins") and data.get("ends")):
            self.add_error("begins", _("Write from when to when"))
        elif data.get("day"):
            data["starts_at"], data["ends_at"] = stretch(data["day"], data["begins"], data["ends"])
            if not (exists(data["starts_at"].replace(tzinfo=None)) and exists(data["ends_at"].replace(tzinfo=None))):
                self.add_error("begins", _("That time does not exist: the clock is put forward that night."))
        return data

    def written(self) -> NeedWords:
        """What a valid form holds."""
        data = self.cleaned_data
        plain = (
            "kind",
            "title",
            "text",
            "for_whom",
            "postcode",
            "place",
            "when_words",
            "duration",
            "seats",
            "learns",
            "contact",
            "access",
            "min_age",
            "confidential",
        )
        told: dict[str, Any] = {name: data[name] for name in (*plain, *OF_CHILDREN, "unnamed", "ends_on", "area_id", "initiative_id")}
        told |= {name: tuple(data[name]) for name in ("whens", "languages", "requires")} | {name: data.get(name) for name in ("starts_at", "ends_at")}
        facts = {key: data[f"fact_{key}"] == "yes" for key in ASKED if data[f"fact_{key}"]}
        return NeedWords(**told, municipality_code=data["municipality"], facts=facts)


def stretch(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """From when to when; what ends before it begins ends the day after."""
    last = day if ends > begins else day + timedelta(days=1)
    return datetime.combine(day, begins, ZONE), datetime.combine(last, ends, ZONE)
