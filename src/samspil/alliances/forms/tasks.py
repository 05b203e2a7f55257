"""A task and who does what in it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.words import TaskRole
from samspil.alliances.forms.base import text_area
from samspil.alliances.models import Party
from samspil.core.form_fields import CleanCharField


class TaskForm(forms.Form):
    """A task and who does what in it."""

    title = CleanCharField(label=_("What is to be done?"), limit=120, help_text=_("Task hint"), error_messages={"required": _("Write what is to be done")})
    responsible = forms.ChoiceField(label=_("Who is responsible?"), required=False, help_text=_("Exactly one party answers for it."))
    helps = forms.MultipleChoiceField(label=_("Who helps?"), required=False, widget=forms.CheckboxSelectMultiple)
    asked = forms.MultipleChoiceField(label=_("Who is asked first?"), required=False, widget=forms.CheckboxSelectMultiple)
    told = forms.MultipleChoiceField(label=_("Who is told?"), required=False, widget=forms.CheckboxSelectMultiple)
    volunteers = forms.BooleanField(label=_("Volunteers help in it"), required=False)
    contact = CleanCharField(label=_("Who can the volunteers always turn to?"), limit=120, required=False, help_text=_("Contact hint"))
    line = CleanCharField(
        label=_("Where does the volunteers' work end and that of employees begin?"), limit=300, required=False, help_text=_("Line hint"), widget=text_area(2)
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(party.pk), party.name) for party in parties]
        responsible, *others = (self.fields[name] for name in ("responsible", "helps", "asked", "told"))
        responsible.choices = [("", _("Nobody yet")), *known]  # type: ignore[attr-defined]  # django-stubs sees Field, these have choices
        for field in others:
            field.choices = known  # type: ignore[attr-defined]  # as above

    def roles(self) -> dict[int, TaskRole]:
        """By party id what it does; whoever is ticked twice does the most."""
        data = self.cleaned_data
        found = {int(pk): role for role in (TaskRole.TOLD, TaskRole.ASKED, TaskRole.HELPS) for pk in data[role.value]}
        return found | ({int(data["responsible"]): TaskRole.RESPONSIBLE} if data["responsible"] else {})

    def help(self) -> Volunteers | None:
        """How volunteers help; what is written about them is kept only when they do."""
        data = self.cleaned_data
        return Volunteers(data["line"], data["contact"]) if data["volunteers"] else None
