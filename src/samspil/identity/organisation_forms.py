"""Forms of organisations and their members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField
from samspil.core.text import refuse_cpr_number
from samspil.identity.domain.organisations import CLAIM_DA, KIND_DA, MADE_BY_PEOPLE, MEMBER_ROLE_DA, ClaimOutcome, MemberRole
from samspil.identity.queries import municipality_names

ROLES = [(role.value, MEMBER_ROLE_DA[role]) for role in (MemberRole.CONTACT, MemberRole.SIGNATORY, MemberRole.ADMINISTRATOR)]


def kinds() -> list[tuple[str, Any]]:
    return [("", _("Choose")), *((kind.value, KIND_DA[kind]) for kind in MADE_BY_PEOPLE)]


def municipalities() -> list[tuple[str, Any]]:
    return [("", _("Choose")), *municipality_names().items()]


def number_why() -> CleanCharField:
    """Who they are who say that a number others have here is theirs."""
    rows = forms.Textarea(attrs={"rows": 4})
    return CleanCharField(label=_("Do others here have your number?"), help_text=_("Number why hint"), limit=1000, required=False, widget=rows)


class AboutForm(forms.Form):
    """What an organisation tells about itself."""

    about = CleanCharField(label=_("What do you do?"), help_text=_("About hint"), limit=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    website = forms.URLField(
        label=_("Your website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Optional"),
        error_messages={"invalid": _("Write the whole address, like this: https://example.dk")},
    )
    public_email = forms.EmailField(
        label=_("E-mail that everybody may see"),
        required=False,
        max_length=254,
        validators=[refuse_cpr_number],
        help_text=_("Public mail hint"),
        error_messages={"invalid": _("Write the address like this: name@example.dk")},
    )


class OrganisationForm(AboutForm):
    """A new organisation. `sure` is shown when there is one with nearly the same name."""

    kind = forms.ChoiceField(label=_("What are you?"), choices=kinds, error_messages={"required": _("Choose what you are")})
    name = CleanCharField(label=_("The name of the organisation"), limit=120, error_messages={"required": _("Write the name")})
    municipality = forms.ChoiceField(
        label=_("Which municipality are you in?"), choices=municipalities, error_messages={"required": _("Choose the municipality you are in")}
    )
    cvr = CleanCharField(label=_("CVR number"), help_text=_("CVR hint"), limit=20, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    sure = forms.BooleanField(label=_("We are another one"), required=False)
    claim_why = number_why()
    field_order = ("kind", "name", "municipality", "cvr", "about", "website", "public_email", "sure", "claim_why")


class MemberRolesForm(forms.Form):
    """What a member may do; nothing ticked is a plain member."""

    roles = forms.MultipleChoiceField(label=_("What may the person do?"), choices=ROLES, required=False, widget=forms.CheckboxSelectMultiple)

    def chosen(self) -> frozenset[MemberRole]:
        """The roles of a valid form."""
        return frozenset(MemberRole(value) for value in self.cleaned_data["roles"])


class InviteForm(MemberRolesForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail of the person"),
        max_length=254,
        validators=[refuse_cpr_number],
        help_text=_("Invite hint"),
        error_messages={"required": _("Write the e-mail"), "invalid": _("Write the address like this: name@example.dk")},
    )
    field_order = ("email", "roles")


class DeclineForm(forms.Form):
    """What those who confirm write to the members of an organisation they cannot confirm."""

    why = CleanCharField(
        label=_("What do you write to them?"),
        help_text=_("Decline hint"),
        limit=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what they can do, so that they can answer")},
    )


class AnswerForm(forms.Form):
    """What an organisation answers those who could not confirm it."""

    answer = CleanCharField(label=_("Your answer"), limit=1000, widget=forms.Textarea(attrs={"rows": 5}), error_messages={"required": _("Write an answer")})


class NumberForm(forms.Form):
    """An organisation's own CVR number; `why` when somebody else has it here."""

    cvr = CleanCharField(
        label=_("CVR number"),
        limit=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Write the CVR number")},
    )
    why = number_why()


class NumberDecisionForm(forms.Form):
    """Whose a number is, and why."""

    outcome = forms.ChoiceField(
        label=_("Whose is the number?"),
        choices=[(outcome.value, CLAIM_DA[outcome]) for outcome in (ClaimOutcome.GIVEN, ClaimOutcome.KEPT)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide")},
    )
    answer = CleanCharField(
        label=_("What do you write to both?"),
        help_text=_("Number decision hint"),
        limit=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write why")},
    )


class LetInForm(forms.Form):
    """How staff know that somebody belongs to an organisation that nobody leads."""

    why = CleanCharField(
        label=_("How do you know that they belong there?"), help_text=_("Let in hint"), limit=300, error_messages={"required": _("Write how you know")}
    )


class MergeForm(forms.Form):
    """Whether the members of the one that goes come in with what they may do; and its name, written by hand, because a merge is for good."""

    trusted = forms.BooleanField(label=_("We know them: let the members in with the roles they have"), required=False)
    written = CleanCharField(
        label=_("Write the name of the one that is closed"),
        limit=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name, so that nothing is merged by a slip")},
    )

    def __init__(self, *args: Any, closes: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closes = closes

    def clean_written(self) -> str:
        written: str = self.cleaned_data["written"]
        if written.casefold().split() != self.closes.casefold().split():
            raise forms.ValidationError(_("That is not its name. Look which one is closed."))
        return written


class FirstStaffForm(MemberRolesForm):
    """Whom to invite to act for a municipality, and as what."""

    email = forms.EmailField(
        label=_("E-mail of one of the municipality's own"),
        max_length=254,
        validators=[refuse_cpr_number],
        help_text=_("First staff hint"),
        error_messages={"required": _("Write the e-mail"), "invalid": _("Write the address like this: name@example.dk")},
    )
    field_order = ("email", "roles")
