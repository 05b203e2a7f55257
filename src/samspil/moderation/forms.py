"""What people fill in about reports: the report, an appeal, a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, OpenForm, own_email
from samspil.core.text import PARAGRAPHS
from samspil.moderation.actions.decide import Ruling
from samspil.moderation.domain.words import REASON_DA, RULE_DA, VERDICT_DA, ReportReason, Rule, Verdict


class ReportForm(OpenForm):
    """What somebody has seen on a page."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[("", _("Choose")), *((reason.value, REASON_DA[reason]) for reason in ReportReason)],
        error_messages={"required": _("Choose what is wrong")},
    )
    text = CleanCharField(
        label=_("Tell what you have seen"),
        limit=PARAGRAPHS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Report hint"),
        error_messages={"required": _("Write what you have seen")},
    )
    email = own_email(_("Report e-mail hint"))


class AppealForm(forms.Form):
    """What is wrong with a decision."""

    text = CleanCharField(
        label=_("What is wrong with the decision?"),
        limit=PARAGRAPHS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Appeal hint"),
        error_messages={"required": _("Write what is wrong with the decision")},
    )


class DecideForm(forms.Form):
    """A moderator's decision. `seen` is how many reports and appeals stood on the page."""

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[(outcome.value, VERDICT_DA[outcome]) for outcome in Verdict],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide")},
    )
    rule = forms.ChoiceField(
        label=_("Which rule does it break?"),
        choices=[("", _("None, it stays")), *((rule.value, RULE_DA[rule]) for rule in Rule)],
        required=False,
    )
    text = CleanCharField(
        label=_("Why?"),
        limit=PARAGRAPHS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Decision hint"),
        error_messages={"required": _("Write why")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def ruling(self) -> Ruling:
        """What a valid form holds."""
        data = self.cleaned_data
        rule = Rule(data["rule"]) if data["rule"] else None
        return Ruling(verdict=Verdict(data["outcome"]), rule=rule, text=data["text"], seen=data["seen"])
