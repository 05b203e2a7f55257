"""Write to the other side, and want no contact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField
from samspil.exchange.domain.threads import LONGEST
from samspil.exchange.forms.base import text_area


class ThreadForm(forms.Form):
    """A message."""

    text = CleanCharField(label=_("Your message"), limit=LONGEST, widget=text_area(5), error_messages={"required": _("Write something before you send")})


class BlockForm(forms.Form):
    """A note to oneself."""

    words = CleanCharField(label=_("A note to yourselves (may be empty)"), limit=300, required=False, widget=text_area(2), help_text=_("Block note hint"))
