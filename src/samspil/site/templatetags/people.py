"""What pages ask about people's ways in: the outside provider, and whether somebody has an e-mail."""

from django import template
from django.conf import settings

from samspil.identity.domain.assisted import has_mailbox, in_pairs

register = template.Library()
register.filter("has_mailbox", has_mailbox)
register.filter("in_pairs", in_pairs)


@register.simple_tag
def outside_name() -> str:
    """What the provider is called on buttons, or "" where the installation has none."""
    return settings.OUTSIDE_LOGIN.name if settings.OUTSIDE_LOGIN else ""
