"""Forms of knowledge: writing to a desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, OpenForm, own_email, shares_fields
from samspil.core.text import PARAGRAPHS
from samspil.identity.models import Municipality
from samspil.knowledge.domain.enquiries import TOPIC_DA, Topic


def topics() -> list[tuple[str, Any]]:
    """What a message may be about. A function, so that the form, which copies its fields each time, need not copy the list."""
    return [("", _("Choose")), *((t.value, TOPIC_DA[t]) for t in Topic)]


def desks() -> list[tuple[str, Any]]:
    """Codes and names of the municipalities whose own people read; asked for when they are shown, or when one was chosen."""
    return [("", _("Not one municipality")), *Municipality.objects.with_desk().values_list("code", "name")]


@shares_fields
class EnquiryForm(OpenForm):
    """A message, what it is about and who reads it."""

    about_url = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)
    topic = forms.ChoiceField(
        label=_("What is your message about?"),
        choices=topics,
        error_messages={"required": _("Choose a topic")},
    )
    desk = forms.ChoiceField(
        label=_("Which municipality?"),
        choices=desks,
        required=False,
        help_text=_("Desk hint"),
        error_messages={"invalid_choice": _("That municipality does not read messages here. Choose again.")},
    )
    message = CleanCharField(
        label=_("What do you want to tell or ask?"),
        limit=PARAGRAPHS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Message hint"),
        error_messages={"required": _("Write what it is about")},
    )
    organisation = CleanCharField(
        label=_("Organisation"), limit=160, required=False, help_text=_("Optional"), widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    name = CleanCharField(label=_("Your name"), limit=120, required=False, help_text=_("Optional"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = own_email(_("E-mail hint"))
