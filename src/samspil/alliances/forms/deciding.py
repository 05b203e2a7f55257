"""What people fill in about deciding: rules, questions, what a party says, and what follows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.decide import Word
from samspil.alliances.actions.decision_rules import NewRule
from samspil.alliances.actions.follow_up import NewFollowUp
from samspil.alliances.actions.raise_matter import NewMatter
from samspil.alliances.domain.deciding import ALL_DA, ANYTHING_ELSE, MOST_DAYS, REPLY_DA, STANDARD_DAYS, Reply, days_in_words
from samspil.alliances.forms.base import PartyForm, text_area
from samspil.alliances.models import DecisionRule, Party
from samspil.core.form_fields import CleanCharField, DayField

DAYS_WRONG = {name: _("Write a number of days from 1 to 90") for name in ("required", "invalid", "min_value", "max_value")}

# What falls under no rule.
NO_RULE = "alt-andet"


def rule_id(chosen: str) -> int | None:
    """The rule that was chosen; None is everything else."""
    return int(chosen) if chosen.isdecimal() else None


def named(parties: Sequence[Party]) -> list[tuple[str, str]]:
    """The parties as choices."""
    return [(str(party.pk), party.name) for party in parties]


class RuleForm(forms.Form):
    """Who decides what, and within how many days."""

    about = CleanCharField(label=_("What is the rule about?"), limit=120, help_text=_("Rule hint"), error_messages={"required": _("Write the rule")})
    decides = forms.ChoiceField(label=_("Who decides it?"), required=False, help_text=_("Rule decides hint"))
    days = forms.IntegerField(
        label=_("Within how many days?"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("Rule days hint"),
        widget=forms.TextInput(attrs={"class": "input--s", "inputmode": "numeric"}),
        error_messages=DAYS_WRONG,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decides"]
        field.choices = [("", ALL_DA), *named(parties)]

    def written(self) -> NewRule:
        """What a valid form holds."""
        data = self.cleaned_data
        return NewRule(data["about"], int(data["decides"]) if data["decides"] else None, data["days"])


class MatterForm(PartyForm):
    """A question to decide."""

    text = CleanCharField(
        label=_("What is to be decided?"),
        limit=300,
        help_text=_("Matter hint"),
        widget=text_area(2),
        error_messages={"required": _("Write what is to be decided")},
    )
    rule = forms.ChoiceField(
        label=_("What does it fall under?"),
        widget=forms.RadioSelect,
        help_text=_("Matter rule hint"),
        error_messages={"required": _("Choose what it falls under")},
    )
    corrects = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rules: Sequence[DecisionRule], parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names, field = {party.pk: party.name for party in parties}, self.fields["rule"]
        told = [(str(rule.pk), f"{rule.about}: {names.get(rule.decides_id or 0, ALL_DA)}, {days_in_words(rule.days)}") for rule in rules]
        field.choices = [*told, (NO_RULE, f"{ANYTHING_ELSE}: {ALL_DA.lower()}, {days_in_words(STANDARD_DAYS)}")]  # type: ignore[attr-defined]  # a ChoiceField
        # Nothing is chosen beforehand: whose question it is shall be a choice. Where there are no rules there is none to make.
        field.initial = None if rules else NO_RULE

    def written(self) -> NewMatter:
        """What a valid form holds."""
        data = self.cleaned_data
        return NewMatter(data["text"], rule_id(data["rule"]), data["corrects"])


class SayForm(PartyForm):
    """A party's yes, no or something else."""

    verdict = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[(verdict.value, word) for verdict, word in REPLY_DA.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you say")},
    )
    why = CleanCharField(label=_("Why? (may be empty for a yes)"), limit=600, required=False, help_text=_("Say hint"), widget=text_area(3))

    def written(self) -> Word:
        """What a valid form holds."""
        return Word(Reply(self.cleaned_data["verdict"]), self.cleaned_data["why"])


class FollowUpForm(forms.Form):
    """What follows from a decision."""

    what = CleanCharField(label=_("What must be done?"), limit=200, error_messages={"required": _("Write what must be done")})
    owner = forms.ChoiceField(label=_("Who does it?"), error_messages={"required": _("Choose who does it")})
    due_day = DayField(called=_("Day"), label=_("At the latest when?"), error_messages={"required": _("Write the day")})

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.choices = [("", _("Choose")), *named(parties)]

    def written(self) -> NewFollowUp:
        """What a valid form holds."""
        data = self.cleaned_data
        return NewFollowUp(data["what"], int(data["owner"]), data["due_day"])


class DroppedForm(forms.Form):
    """Why something is not done."""

    reason = CleanCharField(label=_("Why is it not done?"), limit=300, widget=text_area(3), error_messages={"required": _("Write why")})
