"""Ask for an expense: only what its kind needs is asked."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.core.form_fields import CleanCharField, DayField
from samspil.core.money import Kroner
from samspil.exchange.actions.ask_expense import Asked
from samspil.exchange.domain.claims import DRIVING, METHOD_DA, NOTHING, ExpenseKind, PayMethod
from samspil.exchange.forms.base import number, text_area

MOST_KM, MOST_AMOUNT = 2_000, 100_000
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def kroner(label: Any) -> forms.DecimalField:
    """An amount in kroner, written as Danes do."""
    wrong = dict.fromkeys(("required", "invalid", "max_decimal_places", "min_value", "max_value"), _("Write the amount like this: 125,50"))
    widget = forms.TextInput(attrs={"class": "input--s"})
    return forms.DecimalField(
        label=label, min_value=Decimal("0.01"), max_value=MOST_AMOUNT, decimal_places=2, localize=True, widget=widget, error_messages=wrong
    )


class ExpenseForm(forms.Form):
    """`kind` of expense; `flat`: the payer is one that may use flat rates, and the kind has one."""

    name = CleanCharField(label=_("Your name, as the treasurer knows you"), limit=80, error_messages={"required": _("Write your name")})
    day = DayField(called=_("Day"), label=_("Which day?"), error_messages={"required": _("Write the day")})
    km = number(_("Whole kilometres"), 1, MOST_KM, required=True)
    origin = CleanCharField(label=_("Where did the trip begin?"), limit=120, help_text=_("Trip hint"), error_messages={"required": _("Write where")})
    destination = CleanCharField(label=_("Where did it go?"), limit=120, error_messages={"required": _("Write where")})
    amount = kroner(_("Amount in kroner"))
    matches = number(_("How many matches?"), 1, 20, required=True)
    hours_away = number(_("How many hours did the event out of town last?"), 1, 200, required=True)
    purpose = CleanCharField(
        label=_("What was it for?"), limit=200, widget=text_area(2), help_text=_("Purpose hint"), error_messages={"required": _("Write what it was for")}
    )
    method = forms.ChoiceField(
        label=_("How shall it be paid?"),
        choices=[(method.value, METHOD_DA[method]) for method in PayMethod],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one")},
    )
    unpaid = forms.ChoiceField(
        label=_("Are you unpaid there this year?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=_("Unpaid hint"),
        error_messages={"required": _("Choose one")},
    )
    has_receipt = forms.BooleanField(label=_("I have the receipt and give it to the treasurer"), required=False)

    def __init__(self, *args: Any, kind: ExpenseKind, flat: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.flat = kind, flat
        by_km = flat and kind in DRIVING
        wanted = {"name", "day", "purpose"} | ({"km", "origin", "destination"} if by_km else {"amount", "has_receipt"})
        wanted |= {"unpaid"} if flat else set()
        wanted |= {"method"} if flat and not by_km else set()
        wanted |= {"matches"} if flat and kind is ExpenseKind.REFEREE else set()
        wanted |= {"hours_away"} if flat and kind is ExpenseKind.MEALS else set()
        for name in set(self.fields) - wanted:
            del self.fields[name]

    def written(self) -> Asked:
        """What a valid form holds."""
        data = dict(self.cleaned_data)
        by_km = self.flat and self.kind in DRIVING
        method = PayMethod(data.pop("method", "") or (PayMethod.FLAT if by_km else PayMethod.RECEIPT))
        unpaid = {"yes": True, "no": False}.get(data.pop("unpaid", ""))
        amount = Kroner.of(data.pop("amount")) if "amount" in data else NOTHING
        return Asked(kind=self.kind, method=method, unpaid=unpaid, amount=amount, **data)


class RefuseForm(forms.Form):
    """Why an expense is not paid."""

    words = CleanCharField(label=_("Why not?"), limit=300, widget=text_area(3), help_text=_("Refuse expense hint"), error_messages={"required": _("Write why")})
