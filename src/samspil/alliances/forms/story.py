"""The alliance as an example: what the parties write together, and each party's own part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.alliances.domain.story import LONGEST_TEASER, SHORTEST_TEASER, SharedText
from samspil.alliances.forms.base import PartyForm, chosen_row, text_area
from samspil.alliances.models.story import OWN, SHARED
from samspil.content.models import WelfareArea
from samspil.core.form_fields import CleanCharField

MOST_TEXT = 1500


def told(label: Any, *, hint: Any = "", required: bool = False, rows: int = 4) -> CleanCharField:
    """A field of some paragraphs."""
    wrong = {"required": _("Write what it is about")}
    return CleanCharField(label=label, limit=MOST_TEXT, required=required, help_text=hint, widget=text_area(rows), error_messages=wrong)


class StoryForm(forms.Form):
    """The shared text. What would keep it from being sent is said here: once parties have said yes to it, a correction would cost them their yes."""

    title = CleanCharField(label=_("Heading"), limit=120, error_messages={"required": _("Write a heading")})
    teaser = CleanCharField(
        label=_("In one or two sentences"),
        limit=LONGEST_TEASER,
        min_length=SHORTEST_TEASER,
        help_text=_("Teaser hint"),
        widget=text_area(3),
        error_messages={"required": _("Write what it is about"), "min_length": _("Teaser too short: %(show_value)d")},
    )
    place = CleanCharField(label=_("Where?"), limit=120, error_messages={"required": _("Write the place")})
    area = chosen_row(_("Which welfare area?"), lambda: WelfareArea.objects.values_list("pk", "name"))
    area.required, area.error_messages = True, {**area.error_messages, "required": _("Choose a welfare area, so that others find it")}
    done = told(_("What is it about?"), required=True, rows=6)
    took = told(_("What did it take?"), hint=_("Took hint"))
    outcome = told(_("What came of it?"), hint=_("Outcome hint"))
    obstacles = told(_("What was hard?"))
    advice = told(_("Good advice to others"))
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def written(self) -> SharedText:
        """What a valid form holds."""
        return SharedText(**{name: self.cleaned_data[name] for name in SHARED})


def own(label: Any) -> CleanCharField:
    """A field of a party's own part."""
    return CleanCharField(label=label, limit=300, required=False, widget=text_area(2))


class StoryPartForm(PartyForm):
    """A party's own part; the button says whether it is a yes."""

    brings = own(_("What do you bring? (may be empty)"))
    gains = own(_("What do you get out of it? (may be empty)"))
    delivered = own(_("What have you delivered, in numbers? (may be empty)"))
    learnt = own(_("What did you learn? (may be empty)"))
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    story_revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def written(self) -> dict[str, str]:
        """What a valid form holds."""
        return {name: self.cleaned_data[name] for name in OWN}
