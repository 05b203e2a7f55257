"""What people write to each other. The acting organisation stands on the button; the action checks it again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.write_message import NewMessage
from samspil.alliances.domain.talk import LONGEST_MESSAGE, LONGEST_SUBJECT
from samspil.alliances.forms.base import text_area
from samspil.core.form_fields import CleanCharField


class WordsForm(forms.Form):
    """The words of a message."""

    text = CleanCharField(
        label=_("Message"),
        limit=LONGEST_MESSAGE,
        help_text=_("Message to parties hint"),
        widget=text_area(5),
        error_messages={"required": _("Write your message")},
    )


class MessageForm(WordsForm):
    """An answer in a conversation. Without `for_organisation` it is written by whoever holds the alliance."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def written(self, conversation_id: int | None = None) -> NewMessage:
        """What a valid form holds."""
        data = self.cleaned_data
        return NewMessage(data["for_organisation"], data["text"], data.get("subject", ""), conversation_id)


class NewMessageForm(MessageForm):
    """A message with a subject, or without."""

    subject = CleanCharField(label=_("Subject (may be empty)"), limit=LONGEST_SUBJECT, required=False, help_text=_("Subject hint"))
    field_order = ("subject", "text")
