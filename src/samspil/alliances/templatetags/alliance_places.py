"""The row of links between an alliance's pages."""

from django import template
from django.utils.safestring import SafeString

from samspil.alliances.presenting.places import PLACES
from samspil.core.drawn import drawn

register = template.Library()


@register.simple_tag
def alliance_places(address: str, here: str = "") -> SafeString:
    """The links with the one marked where the reader is; `address` is the alliance's, `here` one of PLACES' paths."""
    return drawn("alliances/places.html", address=address, here=here, places=PLACES)
