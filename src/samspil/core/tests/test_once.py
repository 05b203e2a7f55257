"""What says the same at every visit is text when the template is read; what can change is not."""

import pytest
from django.template import Context, engines
from django.template.base import TextNode

from samspil.core.templatetags.ui import icon


def nodes(source: str) -> list[object]:
    return list(engines["django"].engine.from_string(source).nodelist)  # type: ignore[attr-defined]  # Django's own backend


def rendered(source: str, **values: str) -> str:
    return str(engines["django"].engine.from_string(source).render(Context(values)))  # type: ignore[attr-defined]  # Django's own backend


@pytest.mark.parametrize("source", ['{% translate "Step" %}', '{% icon "arrow" %}'])
def test_a_constant_is_text(source: str) -> None:
    assert [type(node) for node in nodes(source)] == [TextNode]


@pytest.mark.parametrize(
    "source", ["{% translate name %}", '{% translate "Step"|upper %}', '{% translate "Step" as step %}', "{% icon name %}", '{% icon "a" as b %}']
)
def test_what_can_change_is_not(source: str) -> None:
    assert [type(node) for node in nodes(source)] != [TextNode]


def test_both_say_what_they_said_before() -> None:
    assert rendered('{% translate "Step" %}') == "Trin"
    assert rendered('{% translate "Step"|upper %}') == "TRIN"
    assert rendered('{% translate "Step" as step %}<{{ step }}>') == "<Trin>"
    assert rendered('{% icon "arrow" %}') == rendered("{% icon name %}", name="arrow") == icon("arrow")
