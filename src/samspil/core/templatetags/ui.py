"""Template tags every template may use: icons, marks, dates and money."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from urllib.parse import quote

from django import template
from django.forms.boundfield import BoundWidget
from django.forms.utils import flatatt
from django.template.base import FilterExpression, Parser, Token
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
    """A drawing; decorative, so without alternative text. `wide` draws the wide one where there is room for it."""
    picture = format_html('<img class="art" src="{}" alt="" width="400" height="240" loading="lazy">', static(f"core/scenes/{name}.svg"))
    if not wide:
        return picture
    return format_html('<picture><source media="(min-width: 40rem)" srcset="{}">{}</picture>', static(f"core/scenes/{name}-wide.svg"), picture)


@register.simple_tag
def box_input(box: BoundWidget) -> SafeString:
    """The box or ring of one choice, as `box.tag` writes it, without a template for each of them: a form of many choices is mostly these."""
    told = box.data
    value = {} if told["value"] is None else {"value": str(told["value"])}
    return format_html("<input{}>", flatatt({"type": told["type"], "name": told["name"], **value, **told["attrs"]}))


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


@register.simple_tag
def between() -> SafeString:
    """The mark between the parts of a stored page (core/stored.py)."""
    return mark_safe("\x00")


class CardsNode(template.Node):
    """A place for other things' cards: what stands before and after them disappears when the viewer may see none."""

    def __init__(self, kind: FilterExpression, ids: FilterExpression, most: FilterExpression, inside: template.NodeList) -> None:
        self.kind, self.ids, self.most, self.inside = kind, ids, most, inside

    def render(self, context: template.Context) -> SafeString:
        ids = ",".join(str(int(pk)) for pk in self.ids.resolve(context))
        before, _, after = self.inside.render(context).partition("\x04")
        place = f"\x02{self.kind.resolve(context)}:{int(self.most.resolve(context))}:{ids}\x03{before}\x04{after}\x05"
        return mark_safe(place if ids else "")  # noqa: S308  # our own template's output, already escaped


@register.tag
def cards(parser: Parser, token: Token) -> CardsNode:
    """`{% cards "example" ids 3 %}<ul>{% here %}</ul>{% endcards %}`: at most 3 cards of the examples with these ids."""
    _, kind, ids, most = token.split_contents()
    inside = parser.parse(("endcards",))
    parser.delete_first_token()
    return CardsNode(parser.compile_filter(kind), parser.compile_filter(ids), parser.compile_filter(most), inside)


@register.simple_tag
def here() -> SafeString:
    """Where the cards of a `cards` block stand."""
    return mark_safe("\x04")
