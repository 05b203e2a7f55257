"""A guard that notices when a template of ours shows a variable nobody gave it. Templates of Wagtail and allauth may.

Django asks `string_if_invalid` whether it is true for each missing variable; ours looks at the stack for the node that is
being rendered, notes it when its file is ours, and says no, so that rendering goes on as in production. `{{ x|default:"…" }}`
says openly that x may be missing, and `{% if x %}` does not show it: both are allowed.
"""

import sys
from pathlib import Path
from types import FrameType

from django.template import engines
from django.template.base import FilterExpression, Node
from django.templatetags.i18n import BlockTranslateNode

OURS = Path(__file__).resolve().parents[2] / "src" / "samspil"
ALLOWING = {"default", "default_if_none"}
missing: list[str] = []


class Undefined(str):
    """An empty string that notes who asked for it."""

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        expression = frame.f_locals.get("self")
        if frame.f_code.co_name == "resolve" and isinstance(expression, FilterExpression):
            note(frame, str(expression.var), allowed=any(function.__name__ in ALLOWING for function, _ in expression.filters))
        return False

    def __contains__(self, part: object) -> bool:
        frame = sys._getframe(1)
        if frame.f_code.co_name == "render_value" and part == "%s":
            note(frame, str(frame.f_locals.get("key")), allowed=False)
        return False


def note(frame: FrameType | None, variable: str, *, allowed: bool) -> None:
    """Remember the variable when the innermost node being rendered stands in a file of ours."""
    while frame and not allowed:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and frame.f_code.co_name in {"render", "render_annotated"} and getattr(node, "origin", None):
            if Path(node.origin.name).is_relative_to(OURS):
                missing.append(f"{Path(node.origin.name).relative_to(OURS)}: {variable}{' in blocktranslate' if isinstance(node, BlockTranslateNode) else ''}")
            return
        frame = frame.f_back


def install() -> None:
    """Put the guard into Django's template engine."""
    engines["django"].engine.string_if_invalid = Undefined()  # type: ignore[attr-defined]  # the Django backend has an engine


def take() -> list[str]:
    """What was missing since last asked."""
    found = sorted(set(missing))
    missing.clear()
    return found
