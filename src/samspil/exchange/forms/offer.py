"""Offer something."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, DayField, own_email
from samspil.exchange.actions.post_offer import OfferWords
from samspil.exchange.domain.words import AGE_DA, COMPANY_DA, OFFER_DA
from samspil.exchange.forms.base import PlacedForm, boxes, number
from samspil.identity.models import Organisation

AGES = [("", ""), *((str(age), name) for age, name in AGE_DA.items())]
# What the form shows at once; the rest can be opened.
FIRST = ("kind", "title", "text", "postcode", "municipality", "whens", "age")
MORE = ("when_words", "hours", "max_km", "companies", "people", "languages", "wont", "units", "place", "area_id", "ends_on")


class OfferForm(PlacedForm):
    """An offer's words. `known`: whoever writes is logged in. `own`: the organisations they may offer for."""

    kind = forms.ChoiceField(
        label=_("What can you give?"),
        choices=[(str(kind), name) for kind, name in OFFER_DA.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you can give")},
    )
    age = forms.ChoiceField(label=_("How old are you?"), choices=AGES[1:], required=False, widget=forms.RadioSelect, help_text=_("Age hint"))
    hours = CleanCharField(label=_("How long?"), limit=80, required=False, help_text=_("How long hint"))
    max_km = number(_("How far will you go? (km)"), 0, 400)
    companies = boxes(_("With whom?"), COMPANY_DA)
    people = number(_("How many are you?"), 1, 500)
    wont = CleanCharField(label=_("What will you not do?"), limit=300, required=False, help_text=_("Will not hint"))
    units = number(_("How many are there?"), 1, 5000, _("Units hint"))
    ends_on = DayField(called=_("Last day"), label=_("Until when does it hold?"), required=False, help_text=_("Half a year when you write nothing."))
    for_organisation = forms.ChoiceField(label=_("Who offers it?"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    website = forms.CharField(required=False)
    email = own_email(_("Offer e-mail hint"))

    def __init__(self, *args: Any, known: bool, own: Iterable[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label, self.fields["text"].label = _("Your offer in one line"), _("Tell a little more")
        self.fields["title"].help_text = _("Offer title hint")
        self.fields["title"].error_messages["required"] = _("Write your offer in one line")
        self.fields["text"].error_messages["required"] = _("Tell a little more: two lines are enough")
        self.fields["whens"].label = _("When can you?")
        choices = [(str(one.pk), one.name) for one in own]
        chosen: Any = self.fields["for_organisation"]
        chosen.choices = [("", _("I do, in my own name")), *choices]
        if known:
            del self.fields["email"]
        if not choices:
            del self.fields["for_organisation"]

    @property
    def is_from_a_program(self) -> bool:
        """True when the hidden trap was filled in."""
        return bool(self.data.get("website"))

    @property
    def first(self) -> list[Any]:
        """What everybody fills in."""
        return [self[name] for name in FIRST]

    @property
    def more(self) -> list[Any]:
        """What may be said too."""
        return [self[name] for name in MORE]

    @property
    def opened(self) -> bool:
        """Whether something is wrong, or said, in what may be said too."""
        return any(self[name].errors or (self.is_bound and self[name].value() not in (None, "", [], "10", "1")) for name in MORE)

    @property
    def organisation(self) -> int | None:
        """Whom a valid form offers for."""
        chosen = self.cleaned_data.get("for_organisation")
        return int(chosen) if chosen else None

    def written(self) -> OfferWords:
        """What a valid form holds."""
        data = self.cleaned_data
        plain = ("kind", "title", "text", "postcode", "place", "when_words", "age", "hours", "wont", "units", "area_id", "ends_on")
        told: dict[str, Any] = {name: data[name] for name in plain} | {name: tuple(data[name]) for name in ("whens", "languages", "companies")}
        far = data["max_km"] if data["max_km"] is not None else 10
        return OfferWords(**told, municipality_code=data["municipality"], max_km=far, people=data["people"] or 1)
