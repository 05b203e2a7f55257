"""Which roster is the pattern, and when the copy begins."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import DayField
from samspil.exchange.actions.copy_roster import CopyWords
from samspil.exchange.models import Need


class CopyForm(forms.Form):
    """`rosters`: those the visitor may take shifts from."""

    source = forms.ChoiceField(label=_("Which roster is the pattern?"), error_messages={"required": _("Choose a roster")})
    since = DayField(called=_("From day"), label=_("Take the shifts from this day"), required=False, help_text=_("Empty: from the first shift."))
    until = DayField(called=_("Until day"), label=_("until this day"), required=False, help_text=_("Empty: to the last shift."))
    first = DayField(called=_("New first week"), label=_("A day in the week where they begin now"), error_messages={"required": _("Write the first day")})

    def __init__(self, *args: Any, rosters: Iterable[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(str(one.pk), one.title) for one in rosters]  # type: ignore[attr-defined]  # the stubs know no kind of field here

    @property
    def words(self) -> CopyWords:
        """What a valid form holds."""
        return CopyWords(**(self.cleaned_data | {"source": int(self.cleaned_data["source"])}))
