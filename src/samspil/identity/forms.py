"""Forms of identity."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.text import at_most, refuse_cpr_number


class StaffSessionForm(forms.Form):
    """Why staff powers are needed now."""

    reason = forms.CharField(label=_("What are you going to do?"), help_text=_("Staff reason hint"), validators=[at_most(200), refuse_cpr_number])
