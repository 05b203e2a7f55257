"""Say yes, and answer those who did."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField
from samspil.exchange.actions.sign_up import Yes
from samspil.exchange.domain.signups import DECLINE_DA, DeclineReason
from samspil.exchange.forms.base import number, text_area

OWN_WORDS = _("Another reason: write it below")


class YesForm(forms.Form):
    """A yes. `limit`: the age one must have, 0 for none."""

    name = CleanCharField(label=_("What may they call you?"), limit=80, error_messages={"required": _("Write what they may call you")})
    phone = CleanCharField(
        label=_("Telephone"), limit=30, required=False, help_text=_("Yes telephone hint"), widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    party_size = number(_("How many are you?"), 1, 500, _("Write 1 if you come alone."), required=True)
    words = CleanCharField(label=_("Anything they should know?"), limit=500, required=False, widget=text_area(3), help_text=_("Yes words hint"))
    old_enough = forms.BooleanField(required=False)

    def __init__(self, *args: Any, limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if limit:
            self.fields["old_enough"].label = _("I am %(limit)d years old or older") % {"limit": limit}
        else:
            del self.fields["old_enough"]

    def written(self) -> Yes:
        """What a valid form holds."""
        return Yes(**self.cleaned_data)


class DeclineForm(forms.Form):
    """A kind no."""

    reason = forms.ChoiceField(
        label=_("Why not this time?"),
        choices=[(reason.value, DECLINE_DA[reason] or OWN_WORDS) for reason in DeclineReason],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason")},
    )
    words = CleanCharField(label=_("In your own words"), limit=400, required=False, widget=text_area(3))
