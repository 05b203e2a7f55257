"""How fields of other people's forms (allauth's) get our clothes."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def dressed(field: BoundField, hint: str = "") -> SafeString:
    """The field's input as ours look: our class, our hint, and no placeholder (it vanishes when one types)."""
    field.field.widget.attrs.pop("placeholder", None)
    field.help_text = hint  # Django points aria-describedby at the hint only when there is one
    kind = getattr(field.field.widget, "input_type", "textarea")
    return field.as_widget(attrs={} if kind in {"checkbox", "radio", "hidden"} else {"class": "input"})
