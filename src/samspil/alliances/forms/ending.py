"""Go out of an alliance, end it, or take it up again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.forms.base import PartyForm, text_area
from samspil.core.form_fields import CleanCharField


class LeaveForm(PartyForm):
    """Why a party goes out again."""

    reason = CleanCharField(
        label=_("Why do you leave?"), limit=300, help_text=_("Leave hint"), widget=text_area(3), error_messages={"required": _("Write why you leave")}
    )


class EndForm(forms.Form):
    """What is said to the others when an alliance is given up or closed. `for_organisation` is empty for the person who holds it in their own name."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = CleanCharField(limit=300, help_text=_("Leave hint"), widget=text_area(3), error_messages={"required": _("Write why you give it up")})

    def __init__(self, *args: Any, must_say_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = must_say_why
        reason.label = _("Why do you give it up?") if must_say_why else _("What do you want to say to the others?")


class ReopenForm(forms.Form):
    """For whom an alliance is taken up again; empty for the person who holds it in their own name."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)
