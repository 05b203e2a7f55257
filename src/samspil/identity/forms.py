"""Forms of identity."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.text import at_most, refuse_cpr_number
from samspil.identity.domain.roles import DANISH, Role


class StaffSessionForm(forms.Form):
    """Why staff powers are needed now."""

    reason = forms.CharField(label=_("What are you going to do?"), help_text=_("Staff reason hint"), validators=[at_most(200), refuse_cpr_number])


class RenewedSessionForm(forms.Form):
    """The same question when a session ended in the middle of something; named so that it meets no field of the editors' forms."""

    staff_reason = forms.CharField(label=_("What are you going to do?"), help_text=_("Staff reason hint"), validators=[at_most(200), refuse_cpr_number])


class GiveRoleForm(forms.Form):
    """Who gets which role."""

    email = forms.EmailField(
        label=_("E-mail of the person"),
        help_text=_("If the address has no account yet, it gets one. The person is told by mail."),
        max_length=254,
        error_messages={"required": _("Write the e-mail"), "invalid": _("Write the address like this: name@example.dk")},
    )
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, DANISH[role]) for role in Role])
