"""What people fill in when a delivery was written wrong, or when something was not missed after all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.forms.base import text_area
from samspil.alliances.forms.commitments import DeliveryForm
from samspil.core.form_fields import CleanCharField


class CorrectionForm(DeliveryForm):
    """What should have stood, and what was wrong; the button says whether it is corrected or only taken back."""

    reason = CleanCharField(
        label=_("What was wrong?"), limit=300, help_text=_("Correction hint"), widget=text_area(2), error_messages={"required": _("Write what was wrong")}
    )

    def right(self, *, gone: bool) -> Delivered | None:
        """What shall stand in its place; None when it is only taken back."""
        return None if gone else self.written()


class UnmissedForm(forms.Form):
    """Why it is no longer so that it was not kept."""

    reason = CleanCharField(
        label=_("What has happened since?"),
        limit=300,
        help_text=_("Unmissed hint"),
        widget=text_area(3),
        error_messages={"required": _("Write what has happened")},
    )
