"""Note a child certificate: days, role and outcome, and nothing else can be written."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import DayField
from samspil.exchange.actions.keep_certificate import Seen
from samspil.exchange.domain.checks import ASSESSOR_DA, STAGE_DA, Assessor, CheckOutcome, CheckStage

NOBODY_YET = [("", _("Nobody has seen it yet"))]


class CertificateForm(forms.Form):
    """When it was asked for, and if it was seen when, by whom in which role, and the outcome."""

    requested_on = DayField(called=_("Asked for"), label=_("When was it asked for?"), error_messages={"required": _("Write the day it was asked for")})
    outcome = forms.ChoiceField(
        label=_("What did the one who saw it decide?"),
        choices=[*NOBODY_YET, *((one.value, STAGE_DA[CheckStage(one)]) for one in CheckOutcome)],
        required=False,
        widget=forms.RadioSelect,
    )
    assessed_on = DayField(called=_("Seen"), label=_("When was it seen?"), required=False)
    assessor = forms.ChoiceField(label=_("Who saw it?"), choices=[*NOBODY_YET, *((one.value, ASSESSOR_DA[one]) for one in Assessor)], required=False)

    def written(self) -> Seen:
        """What a valid form holds."""
        return Seen(**self.cleaned_data)
