"""The outside provider, as pages name it."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def outside_name() -> str:
    """What the provider is called on buttons, or "" where the installation has none."""
    return settings.OUTSIDE_LOGIN.name if settings.OUTSIDE_LOGIN else ""
