"""Form fields for what people write."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from samspil.core.periods import written_date
from samspil.core.text import at_most, clean, refuse_cpr_number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CleanCharField(forms.CharField):
    """Text in one normal form, without invisible characters and without CPR numbers."""

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(validators=[refuse_cpr_number], **kwargs)
        self.limit = limit

    def to_python(self, value: Any) -> str:
        """A text far beyond the limit is refused as it is: cleaning it takes time, and so does looking for numbers in it."""
        text = super().to_python(value) or ""
        if len(text) > 10 * self.limit:
            at_most(self.limit)(text)
        text = clean(text)
        if not isinstance(self.widget, forms.Textarea):  # a line has no line breaks, whatever was sent: they would begin a paragraph of ours in a mail
            text = " ".join(text.split("\n"))
        at_most(self.limit)(text)
        return text


FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayField(forms.DateField):
    """A day as Danes write it (`written_date`); a year nobody means is refused. `called` is what an error calls it: "Startdato"."""

    def __init__(self, *, called: "StrOrPromise", **kwargs: Any) -> None:
        widget = forms.DateInput(format="%d-%m-%Y", attrs={"class": "input--s", "autocomplete": "off"})
        wrong = format_lazy("{called}: {wrong}", called=called, wrong=_("write it like this: 28-02-2028"))
        super().__init__(widget=widget, error_messages={"invalid": wrong, **kwargs.pop("error_messages", {})}, **kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day, or None when nothing is written."""
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        day = written_date(str(value))
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class OpenForm(forms.Form):
    """A form that anybody may send, without an account: the same key however often it is sent, and a trap.

    `website` is a field people do not see (core/trap.html); only programs fill it in.
    """

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    website = forms.CharField(required=False)

    @property
    def is_from_a_program(self) -> bool:
        """True when the hidden trap was filled in."""
        return bool(self.data.get("website"))


def own_email(hint: "StrOrPromise") -> forms.EmailField:
    """Where somebody who wants an answer writes their address; `hint` says what it is used for."""
    return forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        max_length=254,
        validators=[refuse_cpr_number],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=hint,
        error_messages={"invalid": _("Write the address like this: name@example.dk")},
    )


Form = TypeVar("Form", bound=type[forms.Form])


class Unchanging(dict[str, forms.Field]):
    """Fields that every form of a class shares: copying them gives a new list of the same fields."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


def shares_fields(form: Form) -> Form:
    """A form class none of whose forms changes a field: Django then need not copy each field for each form.

    The copies were an eighth of the time a sent form took. A form may still add or take away fields of its own.
    """
    form.base_fields = Unchanging(form.base_fields)
    return form
