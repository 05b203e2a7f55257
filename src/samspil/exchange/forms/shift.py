"""What people fill in about shifts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, DayField
from samspil.exchange.actions.change_shift import OneShift
from samspil.exchange.actions.plan_series import SeriesWords
from samspil.exchange.actions.write_roster import ShiftWords
from samspil.exchange.domain.effort import QUESTION_DA, Sign
from samspil.exchange.domain.matching.clocks import DAYS
from samspil.exchange.domain.shifts import LEAST_SEATS, MOST_SEATS
from samspil.exchange.domain.skills import SKILL_DA
from samspil.exchange.domain.weekly_model import DAY_KEYS, PART_DA
from samspil.exchange.domain.weekly_reading import BadPattern, read_pattern
from samspil.exchange.forms.base import boxes, number
from samspil.exchange.forms.need import YES_NO, clock

HOURS = {f"{day}:{part}": f"{DAYS[place].capitalize()} {name}" for place, day in enumerate(DAY_KEYS) for part, name in PART_DA.items()}
MOST_A_WEEK = 7
NTH = [
    (0, _("By weeks")),
    (1, _("On the first weekday of the month")),
    (2, _("On the second weekday of the month")),
    (3, _("On the third weekday of the month")),
    (4, _("On the fourth weekday of the month")),
    (-1, _("On the last weekday of the month")),
]


class ShiftForm(forms.Form):
    """A shift, or a series of them."""

    role = CleanCharField(label=_("What does one do?"), limit=80, help_text=_("Shift role hint"), error_messages={"required": _("Write what one does")})
    seats = number(_("How many at a time?"), LEAST_SEATS, MOST_SEATS, required=True)
    first = DayField(called=_("First day"), label=_("First day"), error_messages={"required": _("Write the first day")})
    begins, ends = clock(_("From (time)")), clock(_("To (time)"))
    until = DayField(called=_("Last day"), label=_("Does it come back? Until which day?"), required=False, help_text=_("Empty: only this once."))
    weekdays = boxes(_("On which weekdays?"), dict(enumerate(map(str.capitalize, DAYS))), _("Only when it comes back."))
    nth = forms.ChoiceField(label=_("How does it come back?"), choices=NTH, required=False)
    every = number(_("Every how many weeks or months?"), 1, 52, _("1 is every week, or every month."))
    requires = boxes(_("What must one know or have?"), {key: name.capitalize() for key, name in SKILL_DA.items()}, _("Requires hint"))
    note = CleanCharField(label=_("Anything to know?"), limit=120, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("begins", "ends"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Write the time like this: 17.30"))
        if data.get("until") and not data.get("weekdays") and data.get("first"):
            data["weekdays"] = [str(data["first"].weekday())]
        return data

    def written(self) -> ShiftWords:
        """What a valid form holds."""
        data = self.cleaned_data
        days = tuple(sorted(int(day) for day in data["weekdays"]))
        same = {name: data[name] for name in ("role", "seats", "first", "begins", "ends", "until", "note")}
        return ShiftWords(**same, requires=tuple(data["requires"]), weekdays=days, every=data["every"] or 1, nth=int(data["nth"] or 0))


class SeriesForm(ShiftForm):
    """A series that is there: what can be changed in it."""

    first = note = None  # type: ignore[assignment]  # so Django takes a field away
    until = DayField(called=_("Last day"), label=_("Until which day?"), error_messages={"required": _("Write the last day")})
    weekdays = boxes(_("On which weekdays?"), dict(enumerate(map(str.capitalize, DAYS))))

    @property
    def words(self) -> SeriesWords:
        """What a valid form holds."""
        data = self.cleaned_data
        same = {name: data[name] for name in ("role", "seats", "begins", "ends", "until")}
        days, requires = tuple(sorted(int(day) for day in data["weekdays"])), tuple(sorted(data["requires"]))
        return SeriesWords(**same, weekdays=days, every=data["every"] or 1, nth=int(data["nth"] or 0), requires=requires)


class OneShiftForm(ShiftForm):
    """One shift that is there."""

    until = weekdays = every = nth = None  # type: ignore[assignment]  # so Django takes a field away
    first = DayField(called=_("Day"), label=_("Day"), error_messages={"required": _("Write the day")})

    @property
    def words(self) -> OneShift:
        """What a valid form holds."""
        data = self.cleaned_data
        same = {name: data[name] for name in ("role", "seats", "begins", "ends", "note")}
        return OneShift(**same, day=data["first"], requires=tuple(sorted(data["requires"])))


class EffortForm(forms.Form):
    """The five questions that weigh work against effort."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sign in Sign:
            self.fields[sign.value] = forms.ChoiceField(label=QUESTION_DA[sign], choices=YES_NO, required=False, widget=forms.RadioSelect)

    @property
    def signs(self) -> dict[Sign, bool | None]:
        """The answers; None for one that nobody knows yet."""
        return {sign: {"yes": True, "no": False}.get(self.cleaned_data[sign.value]) for sign in Sign}


class WishForm(forms.Form):
    """When somebody can take shifts."""

    hours = boxes(_("When can you?"), HOURS)
    flexible = forms.BooleanField(label=_("I can be asked about other times too"), required=False)
    most = number(_("At most how many a week?"), 1, MOST_A_WEEK)
    away_from = DayField(called=_("Away from"), label=_("Away from"), required=False, help_text=_("Only that you cannot is told to others."))
    away_to = DayField(called=_("Away until"), label=_("Away until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            try:
                read_pattern(self.pattern)
            except BadPattern as refused:
                raise forms.ValidationError(list(refused.reasons)) from None
        return data

    @property
    def pattern(self) -> dict[str, Any]:
        """The answers as domain/weekly_reading.py reads them."""
        data = self.cleaned_data
        slots = [dict(zip(("day", "part"), each.split(":"), strict=True)) for each in data["hours"]]
        first, last = data["away_from"], data["away_to"]
        away = [{"first": (first or last).isoformat(), "last": (last or first).isoformat()}] if first or last else []
        return {"weekly": slots, "flexible": data["flexible"], "absent": away}
