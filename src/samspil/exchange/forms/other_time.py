"""Propose another time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, DayField
from samspil.exchange.domain.matching.clocks import exists
from samspil.exchange.domain.signups import Stretch
from samspil.exchange.forms.base import text_area
from samspil.exchange.forms.need import clock, stretch


class OtherTimeForm(forms.Form):
    """A day and from when to when, and a few words."""

    day = DayField(called=_("Day"), label=_("Which day?"), error_messages={"required": _("Write the day")})
    begins, ends = clock(_("From (time)")), clock(_("To (time)"))
    words = CleanCharField(label=_("A few words"), limit=200, required=False, widget=text_area(2))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("begins", "ends"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Write the time like this: 17.30"))
        if not self.errors:
            data["wanted"] = Stretch(*stretch(data["day"], data["begins"], data["ends"]))
            if not all(exists(one.replace(tzinfo=None)) for one in (data["wanted"].starts_at, data["wanted"].ends_at)):
                self.add_error("begins", _("That time does not exist: the clock is put forward that night."))
        return data
