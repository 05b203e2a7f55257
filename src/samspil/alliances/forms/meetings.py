"""What people fill in about meetings: time and place, the agenda, the minutes, and what was decided."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from samspil.alliances.actions.call_meeting import NewMeeting
from samspil.alliances.actions.decide_at_meeting import AtMeeting
from samspil.alliances.actions.follow_up import NewFollowUp
from samspil.alliances.actions.raise_matter import NewMatter
from samspil.alliances.actions.write_minutes import NewPoint
from samspil.alliances.domain.deciding import REPLY_DA, Reply
from samspil.alliances.forms.base import PartyForm, text_area
from samspil.alliances.forms.deciding import NO_RULE, MatterForm, named, rule_id
from samspil.alliances.models import DecisionRule, Matter, Party, SharedFile
from samspil.core.form_fields import CleanCharField, DayField

CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?", re.ASCII | re.IGNORECASE)


class ClockField(forms.Field):
    """A time of day as Danes write it: "17", "17.30", "kl. 9:15"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"class": "input--s", "autocomplete": "off"}), **kwargs)

    def to_python(self, value: Any) -> time | None:
        """The time, or None when nothing is written."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = CLOCK.fullmatch(str(value).strip()[:20])
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Write the time like this: 17.30"), code="invalid")
        return time(hour, minute)


class MeetingForm(PartyForm):
    """When and where the parties meet."""

    title = CleanCharField(
        label=_("What is the meeting about?"), limit=120, help_text=_("Meeting hint"), error_messages={"required": _("Write what it is about.")}
    )
    day = DayField(called=_("Day"), label=_("Which day?"), error_messages={"required": _("Write the day")})
    begins = ClockField(label=_("From when?"), error_messages={"required": _("Write the time like this: 17.30")})
    ends = ClockField(label=_("Until when?"), error_messages={"required": _("Write the time like this: 17.30")})
    place = CleanCharField(label=_("Where? (may be empty when there is a link)"), limit=200, required=False)
    link = forms.URLField(
        label=_("Link to a video meeting (may be empty)"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Meeting link hint"),
        error_messages={"invalid": _("Write the whole link, for example https://example.dk/meeting")},
    )
    called = forms.MultipleChoiceField(
        label=_("Who is called?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Called hint"),
        error_messages={"required": _("Choose who is called")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["called"]
        field.choices = named(parties)
        field.initial = [str(party.pk) for party in parties]
        self.all = {party.pk for party in parties}

    def written(self) -> NewMeeting:
        """What a valid form holds; an end before the beginning is after midnight. When all are ticked, those that come in later are called too."""
        data, zone = self.cleaned_data, get_current_timezone()
        begins, ends = (datetime.combine(data["day"], data[name], zone) for name in ("begins", "ends"))
        ends += timedelta(days=1) if ends < begins and ends.hour < 6 else timedelta()
        called = frozenset(int(pk) for pk in data["called"])
        return NewMeeting(data["title"], begins, ends, data["place"], data["link"], None if called == self.all else called)


class CancelForm(forms.Form):
    """Why a meeting is not held."""

    reason = CleanCharField(label=_("Why is it cancelled?"), limit=300, widget=text_area(2), error_messages={"required": _("Write why")})


class PointForm(PartyForm):
    """A point of the agenda."""

    title = CleanCharField(label=_("What do you want to talk about?"), limit=160, required=False)
    question = forms.ChoiceField(label=_("Is it to decide a question that waits? (may be empty)"), required=False)
    note = CleanCharField(label=_("Why, or what must be read before? (may be empty)"), limit=600, required=False, widget=text_area(2))

    def __init__(self, *args: Any, waiting: Sequence[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["question"]
        field.choices = [("", _("No question")), *((str(one.number), f"{one.number}. {one.text}") for one in waiting)]
        if not waiting:
            del self.fields["question"]

    def clean(self) -> dict[str, Any]:
        """Either words or a question."""
        data = super().clean() or {}
        if not data.get("title") and not data.get("question") and "title" not in self.errors:
            self.add_error("title", _("Write what you want to talk about"))
        return data

    def written(self) -> NewPoint:
        """What a valid form holds."""
        data = self.cleaned_data
        return NewPoint(data["title"], data["note"], int(data["question"]) if data.get("question") else None)


class MeetingFilesForm(forms.Form):
    """Which of the parties' files are to be read before a meeting."""

    attached = forms.MultipleChoiceField(label=_("Files to read before"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, files: Sequence[SharedFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["attached"]
        field.choices = [(str(one.pk), one.title) for one in files]

    def written(self) -> set[int]:
        """What a valid form holds."""
        return {int(pk) for pk in self.cleaned_data["attached"]}


class MinutesForm(forms.Form):
    """What was said of a point."""

    minutes = CleanCharField(label=_("What was said?"), limit=5000, required=False, help_text=_("Minutes hint"), widget=text_area(8))
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class WasThereForm(forms.Form):
    """Which parties were at the meeting."""

    parties = forms.MultipleChoiceField(label=_("Who was there?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parties"]
        field.choices = named(parties)

    def written(self) -> set[int]:
        """What a valid form holds."""
        return {int(pk) for pk in self.cleaned_data["parties"]}


class DecisionForm(MatterForm):
    """What was decided at a point: an open question or a new one, with what follows."""

    number = forms.ChoiceField(label=_("Which question does it answer?"), required=False)
    outcome = forms.ChoiceField(
        label=_("What did you say?"),
        choices=[(reply.value, word) for reply, word in REPLY_DA.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you said")},
    )
    decision = CleanCharField(label=_("What did you decide?"), limit=500, widget=text_area(3), error_messages={"required": _("Write what you decided")})
    what = CleanCharField(label=_("What must be done? (may be empty)"), limit=200, required=False)
    owner = forms.ChoiceField(label=_("Who does it?"), required=False)
    due_day = DayField(called=_("Day"), label=_("At the latest when?"), required=False)

    def __init__(self, *args: Any, rules: Sequence[DecisionRule], parties: Sequence[Party], waiting: Sequence[Matter], **kwargs: Any) -> None:
        super().__init__(*args, rules=rules, parties=parties, **kwargs)
        owner, number, text = (self.fields[name] for name in ("owner", "number", "text"))
        owner.choices = [("", _("Nobody yet")), *named(parties)]  # type: ignore[attr-defined]  # a ChoiceField
        number.choices = [("", _("A new question")), *((str(one.number), f"{one.number}. {one.text}") for one in waiting)]  # type: ignore[attr-defined]  # as above
        text.required = self.fields["rule"].required = False
        self.fields["rule"].initial = NO_RULE

    def clean(self) -> dict[str, Any]:
        """A new question has a text, and what follows has an owner and a day."""
        data = super().clean() or {}
        if not data.get("number") and not data.get("text"):
            self.add_error("text", _("Write what is to be decided"))
        if data.get("what"):
            for name, wrong in (("owner", _("Choose who does it")), ("due_day", _("Write the day"))):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, wrong)
        return data

    def at_meeting(self) -> AtMeeting:
        """What a valid form holds."""
        data = self.cleaned_data
        follows = NewFollowUp(data["what"], int(data["owner"]), data["due_day"]) if data["what"] else None
        number = int(data["number"]) if data["number"] else None
        new = None if number else NewMatter(data["text"], rule_id(data["rule"]))
        return AtMeeting(Reply(data["outcome"]), data["decision"], number, new, follows)
