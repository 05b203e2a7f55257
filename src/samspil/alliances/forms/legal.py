"""Forms of the legal check: a page of questions, the texts for the agreement, and a municipality's answer."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.alliances.domain.law_texts import LawText
from samspil.alliances.domain.presumed import Presumed
from samspil.alliances.forms.base import text_area
from samspil.core.form_fields import CleanCharField, DayField
from samspil.core.text import refuse_cpr_number
from samspil.law.domain.asking import Question
from samspil.law.domain.facts import Fact, FactValue

YES, NO, NOT_KNOWN = "ja", "nej", "?"
BOOLS = [(YES, "Ja"), (NO, "Nej")]
DO_NOT_KNOW_DA = "Ved ikke"
THOUSANDS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
AMOUNT = "Skriv et tal, for eksempel 12. Eller sæt kryds ved »Ved ikke«."


def as_number(text: str) -> float:
    """A number as Danes write it: 2.800 is two thousand eight hundred, 3,94 and 3.94 are three and a bit. Raises ValueError."""
    bare = text.replace(" ", "").replace("\u00a0", "")
    return float((bare.replace(".", "") if THOUSANDS.fullmatch(bare) else bare).replace(",", "."))


class NumberField(forms.CharField):
    """A number as Danes write it, between the fact's least and most; None when nothing is written."""

    def __init__(self, fact: Fact, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "input--s", "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(validators=[refuse_cpr_number], max_length=20, widget=widget, **kwargs)
        self.fact = fact

    def clean(self, value: Any) -> Any:
        """An int where it is whole, otherwise a float."""
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            number = as_number(text)
        except ValueError:
            raise ValidationError(AMOUNT) from None
        if not self.fact.makes_sense(number):
            raise ValidationError(f"Skriv et tal mellem {self.fact.least:.0f} og {self.fact.most:.0f}.")
        return int(number) if number.is_integer() else number


class Asked(NamedTuple):
    """A question as the page shows it: its field (a number also has a box for "ved ikke"), what its terms mean, and why it is filled in already."""

    key: str
    field: forms.BoundField
    unknown: forms.BoundField | None
    help: str
    filled: str


class QuestionsForm(forms.Form):
    """One page of the legal check's questions. Every question may be left open, and every question may be answered with "Ved ikke"."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, questions: Iterable[Question], facts: Mapping[str, FactValue], known: Mapping[str, Presumed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.facts, self.known = list(questions), facts, known
        for question in self.questions:
            self.add(question.fact, facts[question.fact.key] if question.fact.key in facts else self.presumed(question.fact))

    def presumed(self, fact: Fact) -> FactValue | str:
        """What the alliance seems to say; "" when it says nothing."""
        return self.known[fact.key].value if fact.key in self.known else ""

    def add(self, fact: Fact, value: FactValue | str) -> None:
        """The field of one question."""
        if fact.kind == "number":
            shown = "" if value is None or value == "" else f"{value:g}".replace(".", ",")
            self.fields[fact.key] = NumberField(fact, label=fact.question_da, required=False, initial=shown)
            self.fields[f"{fact.key}_unknown"] = forms.BooleanField(label=DO_NOT_KNOW_DA, required=False, initial=value is None)
            return
        rows = BOOLS if fact.kind == "bool" else [(key, word[:1].upper() + word[1:]) for key, word in zip(fact.choices, fact.choices_da, strict=True)]
        initial = NOT_KNOWN if value is None else (YES if value else NO) if isinstance(value, bool) else value
        choices = [*rows, (NOT_KNOWN, DO_NOT_KNOW_DA)]
        self.fields[fact.key] = forms.ChoiceField(label=fact.question_da, choices=choices, required=False, widget=forms.RadioSelect, initial=initial)

    def asked(self) -> list[Asked]:
        """The questions in order, for the page."""
        rows = []
        for question in self.questions:
            key = question.fact.key
            unknown = self[f"{key}_unknown"] if question.fact.kind == "number" else None
            filled = self.known[key].why if key in self.known and key not in self.facts else ""
            rows.append(Asked(key, self[key], unknown, question.help_da, filled))
        return rows

    def answers(self) -> dict[str, FactValue]:
        """What a valid form says: None is "ved ikke"; a question left open is absent."""
        found: dict[str, FactValue] = {}
        for question in self.questions:
            key, given = question.fact.key, self.cleaned_data[question.fact.key]
            if self.cleaned_data.get(f"{key}_unknown") or given == NOT_KNOWN:
                found[key] = None
            elif given not in {"", None}:
                found[key] = {YES: True, NO: False}[given] if question.fact.kind == "bool" else given
        return found


class TextsForm(forms.Form):
    """Which of the check's texts stand in the agreement."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    texts = forms.MultipleChoiceField(label=_("What is to stand in the agreement?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offers: Iterable[LawText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["texts"]
        field.choices = [(text.key, f"{text.whole} ({text.law})" if text.law else text.whole) for text in offers]


class ReplyForm(forms.Form):
    """A municipality's answer to a question that was left open."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    text = CleanCharField(
        label=_("The municipality's answer"),
        limit=2000,
        help_text=_("Lawyer reply hint"),
        widget=text_area(6),
        error_messages={"required": _("Write the answer")},
    )
    role = CleanCharField(
        label=_("Who has answered?"), limit=80, help_text=_("Lawyer role hint"), error_messages={"required": _("Write which role has answered")}
    )
    answered_on = DayField(called=_("The day"), label=_("When was the answer given?"), error_messages={"required": _("Write the day of the answer")})
