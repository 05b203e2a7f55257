"""What the parties say when the alliance ends, and what each of them learnt."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.domain.closing import EXIT_DA, ONWARD_DA, Exit, Farewell, Onward, Settled
from samspil.alliances.forms.base import PartyForm, text_area
from samspil.alliances.models import Closing
from samspil.core.form_fields import CleanCharField


class FarewellForm(forms.Form):
    """Each exit with a tick and who saw to it, and where the task goes on."""

    onward = forms.ChoiceField(
        label=_("Where does the task go on?"),
        choices=[(onward.value, word) for onward, word in ONWARD_DA.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    onward_to = CleanCharField(label=_("Who carries it on? (may be empty)"), limit=120, required=False, help_text=_("Onward hint"))
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, sentences: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sentences = sentences
        for one, word in EXIT_DA.items():
            self.fields[f"{one.value}_done"] = forms.BooleanField(label=_("It is in place"), required=False)
            label = f"Hvem sørgede for det? {word}"
            self.fields[f"{one.value}_by"] = CleanCharField(label=label, limit=200, required=False)

    @property
    def exits(self) -> list[tuple[str, str, forms.BoundField, forms.BoundField]]:
        """Each exit: its name, the sentence the parties agreed on, the tick and the line."""
        return [(EXIT_DA[one], self.sentences[one.value], self[f"{one.value}_done"], self[f"{one.value}_by"]) for one in Exit]

    def written(self) -> Farewell:
        """What a valid form holds."""
        data = self.cleaned_data
        exits = {one: Settled(data[f"{one.value}_done"], data[f"{one.value}_by"]) for one in Exit}
        return Farewell(exits, Onward(data["onward"]) if data["onward"] else None, data["onward_to"])


def as_said(closing: Closing) -> dict[str, Any]:
    """What the form shows of what was said."""
    names = [f"{one.value}_{part}" for one in Exit for part in ("done", "by")]
    return {name: getattr(closing, name) for name in (*names, "onward", "onward_to", "revision")}


class LessonForm(PartyForm):
    """What a party learnt."""

    learnt = CleanCharField(label=_("What did you learn?"), limit=300, required=False, help_text=_("Lesson hint"), widget=text_area(2))
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
