"""The links between an alliance's pages: a row of groups, and below it the pages of the one the reader is in."""

from django import template
from django.utils.safestring import SafeString

from samspil.alliances.presenting.places import GROUPS
from samspil.core.drawn import drawn

register = template.Library()


@register.simple_tag
def alliance_places(address: str, here: str = "") -> SafeString:
    """The links with the one marked where the reader is; `address` is the alliance's, `here` one of PLACES' paths."""
    inside = next((group for group in GROUPS if group.holds(here)), GROUPS[0])
    shown = inside.places if len(inside.places) > 1 else ()
    return drawn("core/ui/places.html", address=address, here=here, groups=GROUPS, inside=inside, places=shown)
