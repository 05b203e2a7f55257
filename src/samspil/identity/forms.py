"""Forms of identity."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField
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
        validators=[refuse_cpr_number],
        error_messages={"required": _("Write the e-mail"), "invalid": _("Write the address like this: name@example.dk")},
    )
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, DANISH[role]) for role in Role])


class ContactsForm(forms.Form):
    """What a municipality settles for itself; texts may be empty."""

    desk_email = forms.EmailField(
        label=_("E-mail that messages to the municipality go to"),
        help_text=_("Contacts mail hint"),
        required=False,
        max_length=254,
        validators=[refuse_cpr_number],
        error_messages={"invalid": _("Write the address like this: name@example.dk")},
    )
    accessibility_statement = forms.URLField(
        label=_("Address of the municipality's accessibility statement"),
        help_text=_("Contacts statement hint"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, like this: https://www.was.digst.dk/lejre-dk")},
    )
    controller_text = CleanCharField(
        label=_("Who answers for personal data?"),
        help_text=_("Controller hint"),
        limit=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    alliances_open = forms.BooleanField(label=_("People may make alliances here"), required=False)
