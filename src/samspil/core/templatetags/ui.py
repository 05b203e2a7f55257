"""Template tags every template may use: icons, marks, dates and money."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from urllib.parse import quote

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from samspil.core.periods import danish_date

register = template.Library()


@cache
def sprite_address() -> str:
    return static("core/icons.svg")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A decorative icon of the sprite; words stand beside it."""
    return format_html('<svg class="i" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite_address(), name)


@register.simple_tag
def sector_mark(circles: Iterable[bool]) -> SafeString:
    """The three circles, filled for the sectors that take part; words stand beside it."""
    name = "s" + "".join("1" if on else "0" for on in circles)
    return format_html('<svg class="sect" viewBox="0 0 26 24" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite_address(), name)


@register.simple_tag
def dots(number: int) -> SafeString:
    """Certainty as dots; the word stands beside it."""
    return format_html('<svg class="dots" viewBox="0 0 42 12" aria-hidden="true" focusable="false"><use href="{}#d{}"></use></svg>', sprite_address(), number)


@register.simple_tag
def scene(name: str, *, wide: bool = False) -> SafeString:
    """A drawing; decorative, so without alternative text."""
    path = static(f"core/scenes/{name}{'-wide' if wide else ''}.svg")
    width, height = (800, 320) if wide else (400, 240)
    return format_html('<img class="art" src="{}" alt="" width="{}" height="{}" loading="lazy" decoding="async">', path, width, height)


@register.filter
def dato(value: date | datetime | None) -> str:
    """12. januar 2027"""
    if value is None:
        return ""
    return danish_date(localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def rich(html: str) -> SafeString:
    """Editors' HTML: checked when it was saved or loaded, links turned into addresses here."""
    from wagtail.rich_text import expand_db_html

    checked: str = expand_db_html(html)
    return mark_safe(checked)  # noqa: S308  # cleaned by Wagtail's editor whitelist or by content.files.html


@register.filter
def url_quote(text: str) -> str:
    """Text for use inside an address."""
    return quote(text, safe="")


@register.filter
def circle_list(marks: list[str]) -> list[bool]:
    """["1", "0", "1"] as the circles of a sector mark."""
    return [mark == "1" for mark in marks]
