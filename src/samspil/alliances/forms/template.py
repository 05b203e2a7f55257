"""A municipality's template: aim, what parties of each kind come with, tasks, and the clauses of the agreement."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.domain.patterns import LONGEST_QUESTION, MOST_QUESTIONS, MOST_TASKS, ONE_OF, PartyPattern, Pattern, TaskPattern
from samspil.alliances.domain.terms import STANDARD, TERM_DA
from samspil.alliances.domain.words import CO_CREATION_DA, SECTOR_DA, Sector
from samspil.alliances.forms.base import text_area
from samspil.core.form_fields import CleanCharField

EMPTY_ROWS, LEAST_ROWS = 3, 6
SECTORS = [("", _("Not decided yet")), *((sector.value, SECTOR_DA[sector]) for sector in Sector)]
KINDS = [("", _("Not decided yet")), *((kind.value, word) for kind, word in CO_CREATION_DA.items())]


class TemplateForm(forms.Form):
    """Fields of the template; those of parties, tasks and clauses are named by sector, number and clause."""

    title = CleanCharField(label=_("What is the template called?"), limit=120, error_messages={"required": _("Write a name")})
    purpose = CleanCharField(label=_("What is it for?"), limit=600, required=False, widget=text_area(3))
    target_group = CleanCharField(label=_("Who is it for?"), limit=200, required=False)
    kind = forms.ChoiceField(label=_("How do you work together?"), choices=KINDS, required=False)
    questions = CleanCharField(
        label=_("Questions that every alliance answers"),
        limit=MOST_QUESTIONS * LONGEST_QUESTION,
        required=False,
        help_text=_("Questions hint"),
        widget=text_area(5),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def __init__(self, *args: Any, rows: int = LEAST_ROWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sector in Sector:
            self.fields[f"brings_{sector}"] = CleanCharField(label=SECTOR_DA[sector], limit=600, required=False, widget=text_area(2))
        self.rows = min(rows, MOST_TASKS)
        for number in range(self.rows):
            self.fields[f"task_{number}"] = CleanCharField(label=_("What is to be done?"), limit=120, required=False)
            self.fields[f"by_{number}"] = forms.ChoiceField(label=_("Who is responsible?"), choices=SECTORS, required=False)
        for name, word in TERM_DA.items():
            self.fields[name] = CleanCharField(label=word, limit=300, required=False, widget=text_area(2))

    def clean_questions(self) -> tuple[str, ...]:
        """One a line; the same asked twice is asked once."""
        lines = tuple(dict.fromkeys(line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()))
        if len(lines) > MOST_QUESTIONS or any(len(line) > LONGEST_QUESTION for line in lines):
            raise forms.ValidationError(_("Write at most twelve questions, one on each line, of at most 300 characters."))
        return lines

    def parties(self) -> list[forms.BoundField]:
        return [self[f"brings_{sector}"] for sector in Sector]

    def tasks(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"task_{number}"], self[f"by_{number}"]) for number in range(self.rows)]

    def clauses(self) -> list[forms.BoundField]:
        return [self[name] for name in TERM_DA]

    def written(self) -> Pattern:
        """What a valid form holds: rows without a task, and clauses that are the standard ones, are none."""
        data = self.cleaned_data
        brings = {sector: data[f"brings_{sector}"] for sector in Sector}
        tasks = [(data[f"task_{number}"], data[f"by_{number}"]) for number in range(self.rows)]
        return Pattern(
            purpose=data["purpose"],
            target_group=data["target_group"],
            kind=data["kind"],
            parties=tuple(PartyPattern(sector.value, ONE_OF[sector].capitalize(), text) for sector, text in brings.items() if text),
            tasks=tuple(TaskPattern(title, sector) for title, sector in tasks if title),
            questions=data["questions"],
            terms={name: data[name] for name in TERM_DA if data[name] and data[name] != STANDARD.written[name]},
        )


def filled(title: str, pattern: Pattern, revision: int) -> Mapping[str, Any]:
    """The initial values of the form for a pattern; clauses that are not written show the standard ones."""
    begin: dict[str, Any] = {"title": title, "purpose": pattern.purpose, "target_group": pattern.target_group, "kind": pattern.kind, "revision": revision}
    for party in pattern.parties:
        before = begin.get(f"brings_{party.sector}", "")
        begin[f"brings_{party.sector}"] = "\n".join(text for text in (before, party.brings) if text)
    for number, task in enumerate(pattern.tasks):
        begin |= {f"task_{number}": task.title, f"by_{number}": task.sector}
    return begin | {"questions": "\n".join(pattern.questions)} | {**STANDARD.written, **pattern.terms}
