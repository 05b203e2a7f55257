"""Tags that say the same at every visit are worked out when their template is read: there is one language, and one set of icons.

`{% translate "Step" %}` and `{% icon "arrow" %}` become plain text; with a variable, a filter or `as name` they stay what they were.
A page rendered for one person has sixty of them, which took a sixth of its time.
"""

from collections.abc import Callable
from typing import Any

from django import template
from django.conf import settings
from django.template.base import Node, Parser, TextNode, Token
from django.templatetags import i18n, static
from django.utils.translation import override

from samspil.core.templatetags import ui

register = template.Library()


def once(compiled: Callable[[Parser, Token], Any], constant: Callable[[Any], bool]) -> Callable[[Parser, Token], Node]:
    """The tag, as text where `constant` says that nothing in it can change."""

    def tag(parser: Parser, token: Token) -> Node:
        node: Node = compiled(parser, token)
        if not constant(node):
            return node
        with override(settings.LANGUAGE_CODE):
            return TextNode(node.render(template.Context()))

    return tag


def plain_translation(node: i18n.TranslateNode) -> bool:
    """True of a text in quotes that is neither filtered nor kept under a name."""
    words = node.filter_expression
    return words.var.literal is not None and not (words.filters or node.asvar or node.message_context)


def plain_call(node: Any) -> bool:
    """True of a simple tag called with nothing but texts in quotes."""
    return node.target_var is None and not node.kwargs and not any(word.is_var or word.filters for word in node.args)


def plain_address(node: Any) -> bool:
    """True of the address of a file named in quotes."""
    return node.varname is None and not node.path.filters and not node.path.is_var


register.tag("translate", once(i18n.do_translate, plain_translation))
register.tag("icon", once(ui.register.tags["icon"], plain_call))
register.tag("static", once(static.do_static, plain_address))
