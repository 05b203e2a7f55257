"""What people fill in about an alliance. A form that acts for a party carries the organisation hidden; the action checks it again."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.contribute import Contribution
from samspil.alliances.actions.describe import Description
from samspil.alliances.actions.invite import NewParty
from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.ticks import TICKS
from samspil.alliances.domain.words import CO_CREATION_DA, CO_CREATION_MEANS, SECTOR_DA, Sector, TaskRole
from samspil.alliances.models import Party
from samspil.content.models import KleNumber, WelfareArea
from samspil.core.form_fields import CleanCharField, DayField, shares_fields
from samspil.core.text import refuse_cpr_number
from samspil.identity.models import Organisation
from samspil.identity.queries import municipality_names

KINDS = [("", _("Not decided yet")), *((kind.value, f"{word}. {CO_CREATION_MEANS[kind]}") for kind, word in CO_CREATION_DA.items())]


def chosen_row(label: Any, rows: Callable[[], Iterable[tuple[int, str]]], hint: Any = "") -> forms.TypedChoiceField:
    """One of some rows, or none: its id, or None."""
    choices: Any = lambda: [("", _("Choose")), *rows()]  # noqa: E731  # read anew for each form
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, empty_value=None, required=False, help_text=hint)


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AboutForm(forms.Form):
    """What the alliance is called, what it wants and for whom."""

    title = CleanCharField(label=_("What is the alliance called?"), limit=120, help_text=_("Title hint"), error_messages={"required": _("Write a name")})
    purpose = CleanCharField(
        label=_("What do you want to do together?"),
        limit=600,
        help_text=_("A couple of lines are enough."),
        widget=text_area(4),
        error_messages={"required": _("Write what you want to do together")},
    )
    target_group = CleanCharField(label=_("Who is it for?"), limit=200, help_text=_("Target group hint"), error_messages={"required": _("Write who it is for")})


class StartForm(AboutForm):
    """A new alliance. `for_organisation` is "" when somebody starts it in their own name."""

    for_organisation = forms.ChoiceField(label=_("Who starts it?"), required=False, help_text=_("Who starts hint"))
    municipality = forms.ChoiceField(
        label=_("Which municipality does it take place in?"),
        choices=lambda: [("", _("Choose")), *municipality_names().items()],
        error_messages={"required": _("Choose the municipality")},
    )
    like_url = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    field_order = ("title", "purpose", "target_group", "for_organisation", "municipality")

    def __init__(self, *args: Any, own: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.name) for one in own]
        field: Any = self.fields["for_organisation"]
        field.choices = [*known, ("", _("I do, in my own name so far"))]


class DescribeForm(AboutForm):
    """The description with the period."""

    area_id = chosen_row(_("Which welfare area?"), lambda: WelfareArea.objects.values_list("pk", "name"))
    place = CleanCharField(label=_("Where does it take place?"), limit=120, required=False, help_text=_("Place hint"))
    kind = forms.ChoiceField(label=_("How do you work together?"), choices=KINDS, required=False, widget=forms.RadioSelect, help_text=_("Kind hint"))
    kle_id = chosen_row(_("KLE number"), lambda: ((one.pk, str(one)) for one in KleNumber.objects.all()), _("KLE hint"))
    first_day = DayField(called=_("First day"), label=_("When does it begin?"), required=False, help_text=_("For example 1 March 2027"))
    last_day = DayField(
        called=_("Last day"),
        label=_("When does it end, or when do you look at it again?"),
        required=False,
        help_text=_("A year is a good beginning."),
    )
    notice_months = forms.IntegerField(
        label=_("How many months before must a party say that it leaves?"),
        min_value=0,
        max_value=24,
        widget=forms.NumberInput(attrs={"class": "input--s"}),
        error_messages={"invalid": _("Write a number from 0 to 24"), "required": _("Write a number from 0 to 24")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The end lies before the beginning. Choose a later day."))
        return data

    def written(self) -> Description:
        """What a valid form holds."""
        return Description(**{name: self.cleaned_data[name] for name in Description.__dataclass_fields__})


class PartyForm(forms.Form):
    """Base of forms that act for a party."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput)


@shares_fields
class ContributionForm(PartyForm):
    """What a party writes of itself."""

    brings = CleanCharField(label=_("What do you bring?"), limit=600, required=False, help_text=_("Brings hint"), widget=text_area(3))
    stake = CleanCharField(label=_("What do you have at stake?"), limit=600, required=False, help_text=_("Stake hint"), widget=text_area(3))
    gain = CleanCharField(label=_("What do you gain?"), limit=600, required=False, help_text=_("Gain hint"), widget=text_area(3))
    leaves = CleanCharField(label=_("What do you let go of? (may be empty)"), limit=300, required=False, help_text=_("Leaves hint"), widget=text_area(2))
    measure = CleanCharField(
        label=_("How will you see that it was worth it? (may be empty)"), limit=300, required=False, help_text=_("Measure hint"), widget=text_area(2)
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def written(self) -> Contribution:
        """What a valid form holds."""
        return Contribution(**{name: self.cleaned_data[name] for name in Contribution.__dataclass_fields__})


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


@shares_fields
class TicksForm(forms.Form):
    """Statements about the activity."""

    ticks = forms.MultipleChoiceField(
        label=_("What fits you?"), choices=[(tick.key, tick.text) for tick in TICKS], required=False, widget=forms.CheckboxSelectMultiple
    )


def address_of_a_person_there() -> forms.EmailField:
    """Where the invitation goes."""
    return forms.EmailField(
        label=_("E-mail of a person there"),
        max_length=254,
        validators=[refuse_cpr_number],
        help_text=_("Invite party hint"),
        error_messages={"required": _("Write the e-mail"), "invalid": _("Write the address like this: name@example.dk")},
    )


class AddressForm(forms.Form):
    """Another address for an invitation that waits."""

    email = address_of_a_person_there()


class InviteByMailForm(forms.Form):
    """A party that is not here yet."""

    name = CleanCharField(label=_("What is the party called?"), limit=120, error_messages={"required": _("Write the name of the party")})
    sector = forms.ChoiceField(
        label=_("Where do they belong?"),
        choices=[("", _("Choose")), *((sector.value, SECTOR_DA[sector]) for sector in Sector)],
        error_messages={"required": _("Choose where they belong")},
    )
    email = address_of_a_person_there()
    greeting = CleanCharField(label=_("A greeting to them (may be empty)"), limit=600, required=False, help_text=_("Greeting hint"), widget=text_area(3))

    def written(self) -> NewParty:
        """What a valid form holds."""
        data = self.cleaned_data
        return NewParty(name=data["name"], sector=Sector(data["sector"]), email=data["email"], greeting=data["greeting"])


class AnswerForm(forms.Form):
    """Yes or no to an invitation; the button says which."""

    for_organisation = forms.ChoiceField(label=_("Who do you answer for?"), required=False)
    reason = CleanCharField(label=_("Why not?"), limit=300, required=False, help_text=_("Reason hint"), widget=text_area(2))

    def __init__(self, *args: Any, own: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["for_organisation"]
        field.choices = [(str(one.pk), one.name) for one in own]
        field.initial = field.choices[0][0] if field.choices else ""


class LeaveForm(PartyForm):
    """Why a party goes out again."""

    reason = CleanCharField(
        label=_("Why do you leave?"), limit=300, help_text=_("Leave hint"), widget=text_area(3), error_messages={"required": _("Write why you leave")}
    )


class EndForm(forms.Form):
    """What is said to the others when an alliance is given up or closed. `for_organisation` is empty for the person who holds it in their own name."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = CleanCharField(limit=300, help_text=_("Leave hint"), widget=text_area(3), error_messages={"required": _("Write why you give it up")})

    def __init__(self, *args: Any, must_say_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = must_say_why
        reason.label = _("Why do you give it up?") if must_say_why else _("What do you want to say to the others?")


class ReopenForm(forms.Form):
    """For whom an alliance is taken up again; empty for the person who holds it in their own name."""

    for_organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SignForm(PartyForm):
    """A yes to exactly one version, for exactly one party."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = CleanCharField(label=_("Your name"), limit=120, help_text=_("Sign name hint"), error_messages={"required": _("Write your name")})
