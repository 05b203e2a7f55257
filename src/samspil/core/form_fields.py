"""Form fields for what people write."""

from typing import Any, TypeVar

from django import forms

from samspil.core.text import at_most, clean, refuse_cpr_number


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
