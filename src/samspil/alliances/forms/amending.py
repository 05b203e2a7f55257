"""Amend an agreement that holds: propose it, give it up, renew the period, say no to a version."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.forms.base import PartyForm, text_area
from samspil.core.form_fields import CleanCharField, DayField


class ProposeForm(PartyForm):
    """What a party wants changed and why; `again` is an earlier amendment whose text it begins with."""

    again = forms.IntegerField(required=False, widget=forms.HiddenInput)
    what = CleanCharField(
        label=_("What do you want to change?"),
        limit=300,
        help_text=_("Amend hint"),
        widget=text_area(2),
        error_messages={"required": _("Write what to change")},
    )
    why = CleanCharField(
        label=_("Why do you want it?"), limit=600, help_text=_("Everybody sees it"), widget=text_area(3), error_messages={"required": _("Write why")}
    )


class DropForm(PartyForm):
    """Why an amendment is given up; `amendment` is the one that was read."""

    amendment = forms.IntegerField(widget=forms.HiddenInput)
    reason = CleanCharField(
        label=_("Why do you give the amendment up?"), limit=600, help_text=_("Leave hint"), widget=text_area(3), error_messages={"required": _("Write why")}
    )


class RejectForm(PartyForm):
    """What would have to be otherwise before the party can sign."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    reason = CleanCharField(
        label=_("What would have to be otherwise?"),
        limit=600,
        help_text=_("Reject hint"),
        widget=text_area(4),
        error_messages={"required": _("Write what would have to be otherwise")},
    )


class TakeBackForm(PartyForm):
    """The version a party takes its yes to back."""

    number = forms.IntegerField()


class RenewForm(PartyForm):
    """Until when the agreement shall hold, and when it is looked at again."""

    last_day = DayField(called=_("Last day"), label=_("Until when shall it hold?"), error_messages={"required": _("Write the day")})
    review_on = DayField(
        called=_("The day you look at it again"), label=_("When do you look at the agreement again?"), required=False, help_text=_("Review hint")
    )
    why = CleanCharField(
        label=_("Why do you go on?"), limit=600, help_text=_("Renew hint"), widget=text_area(3), error_messages={"required": _("Write why you go on")}
    )
