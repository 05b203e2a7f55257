"""Boxes and rings of a choice are written quickly, and are what Django writes."""

import re

import pytest
from django import forms

from samspil.core.templatetags.ui import box_input

CHOICES = [("a", 'En »A« & "b"'), ("", "Ingen"), ("<c>", "C")]


def parts(html: str) -> set[str]:
    """Name and value of each attribute, in no order."""
    return set(re.findall(r'[a-z_-]+(?:="[^"]*")?', html.strip().removeprefix("<input").removesuffix(">")))


@pytest.mark.parametrize("widget", [forms.RadioSelect, forms.CheckboxSelectMultiple])
@pytest.mark.parametrize("chosen", ["a", "<c>", ""])
@pytest.mark.parametrize("required", [True, False])
def test_a_box_is_what_the_form_writes(widget: type[forms.RadioSelect | forms.CheckboxSelectMultiple], chosen: str, required: bool) -> None:
    field = (forms.MultipleChoiceField if widget is forms.CheckboxSelectMultiple else forms.ChoiceField)(choices=CHOICES, widget=widget, required=required)
    form = type("OneForm", (forms.Form,), {"kind": field})({"kind": [chosen] if widget is forms.CheckboxSelectMultiple else chosen})
    boxes = list(form["kind"])
    assert len(boxes) == len(CHOICES)
    for box in boxes:
        assert parts(box_input(box)) == parts(box.tag())
    assert sum(" checked" in box_input(box) for box in boxes) == 1
