"""Signs in the pictures of alliances."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samspil.core.templatetags.ui import sprite_address

register = template.Library()
SIZE = 18


@register.simple_tag
def chart_sign(name: str, x: int, y: int) -> SafeString:
    """An icon of the sprite in a small ring, its middle at these places of the picture; decorative."""
    half = SIZE // 2
    use = format_html('<use href="{}#{}" x="{}" y="{}" width="{}" height="{}"/>', sprite_address(), name, x - half, y - half, SIZE, SIZE)
    return format_html('<g class="sign"><circle cx="{}" cy="{}" r="{}"/>{}</g>', x, y, half + 2, use)
