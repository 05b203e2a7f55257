"""Somebody phones in: what staff write for them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.exchange.actions.sign_up import Yes
from samspil.exchange.forms.offer import OfferForm
from samspil.exchange.forms.signup import YesForm
from samspil.exchange.models import Need
from samspil.identity.models import AssistedPerson

NOBODY = _("Choose who phones")


def whoever(people: Iterable[AssistedPerson]) -> forms.TypedChoiceField:
    """Somebody who is registered here, by name and the number they log in with."""
    choices = [("", _("Choose")), *((str(one.pk), f"{one.person.first_name} ({one.number})") for one in people)]
    return forms.TypedChoiceField(label=_("Who phones?"), choices=choices, coerce=int, error_messages={"required": NOBODY, "invalid_choice": NOBODY})


class PhonedOfferForm(OfferForm):
    """An offer of somebody who phones."""

    def __init__(self, *args: Any, people: Iterable[AssistedPerson], **kwargs: Any) -> None:
        super().__init__(*args, known=True, **kwargs)
        self.fields["who"] = whoever(people)


class PhonedYesForm(YesForm):
    """A yes of somebody who phones."""

    def __init__(self, *args: Any, people: Iterable[AssistedPerson], needs: Iterable[Need], **kwargs: Any) -> None:
        super().__init__(*args, limit=18, **kwargs)
        self.fields["who"] = whoever(people)
        choices = [("", _("Choose")), *((str(one.pk), f"{one.title} · {one.organisation}") for one in needs)]
        self.fields["need"] = forms.TypedChoiceField(
            label=_("What will they help with?"), choices=choices, coerce=int, error_messages={"required": _("Choose one")}
        )
        self.fields["old_enough"].label = _("They are 18 or older")
        del self.fields["name"]

    def yes_of(self, name: str) -> Yes:
        """What a valid form holds, under the person's own name."""
        data = self.cleaned_data
        return Yes(name=name, phone=data["phone"], words=data["words"], party_size=data["party_size"], old_enough=data["old_enough"])
