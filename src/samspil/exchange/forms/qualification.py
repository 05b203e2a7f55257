"""What somebody knows or has."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import DayField
from samspil.exchange.domain.skills import SKILL_DA


def choices_of(skills: Collection[str]) -> list[tuple[str, str]]:
    """Those of the list that are among these."""
    return [(skill.value, name.capitalize()) for skill, name in SKILL_DA.items() if skill in skills]


class QualificationForm(forms.Form):
    """One of `skills`, and its last day. `seen`: written by those who saw the paper, else by the person."""

    skill = forms.ChoiceField(label=_("What do you know or have?"), error_messages={"required": _("Choose what you know or have")})
    expires_on = DayField(called=_("Last day"), label=_("Until when does it hold?"), required=False, help_text=_("Empty: it does not run out."))

    def __init__(self, *args: Any, skills: Collection[str] = tuple(SKILL_DA), seen: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["skill"]
        field.choices = [("", _("Choose")), *choices_of(skills)]
        if seen:
            field.label = _("What have you seen the paper of?")
