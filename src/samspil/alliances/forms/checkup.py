"""What a party answers in a check-up, and who asks for one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.check_up import Answers, answers_of
from samspil.alliances.domain.checkup import QUESTION_DA, STEP_DA, UNKNOWN_DA, Question
from samspil.alliances.forms.base import PartyForm
from samspil.alliances.models import CheckUpReply
from samspil.core.form_fields import CleanCharField

UNKNOWN = 0
STEPS = [*STEP_DA.items(), (UNKNOWN, UNKNOWN_DA)]


class CheckUpForm(PartyForm):
    """Eight statements with five steps and "ved ikke" each, and a line of one's own."""

    own_words = CleanCharField(label=_("One line of your own (may be empty)"), limit=200, required=False, help_text=_("Check-up line hint"))
    line_shown = forms.BooleanField(label=_("The others may read the line, with our name"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question, text in QUESTION_DA.items():
            wrong = {"required": f"Vælg et svar ved »{text}«"}
            self.fields[question.value] = forms.TypedChoiceField(label=text, choices=STEPS, coerce=int, widget=forms.RadioSelect, error_messages=wrong)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The eight, in order."""
        return [self[question.value] for question in Question]

    def written(self) -> Answers:
        """What a valid form holds."""
        data = self.cleaned_data
        return Answers({question: data[question.value] or None for question in Question}, data["own_words"], data["line_shown"])


def as_answered(reply: CheckUpReply) -> dict[str, Any]:
    """What the form shows of an answer that was given."""
    answers = answers_of(reply)
    marks = {question.value: mark or UNKNOWN for question, mark in answers.marks.items()}
    return {**marks, "own_words": answers.line, "line_shown": answers.line_shown, "revision": reply.revision}
