"""Cells of the open-data sheets: nothing in them is a formula, however a sheet splits them."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.sheets import FORMULA_SIGNS
from samspil.site import dumping

FORMULAS = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠x"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    inside: list[Any] = [formula, ["Lejre", formula], f"Lejre; {formula}", [{"name": "Lejre;", "text": formula}]]
    assert [written for value in inside if begins_formula(written := dumping.cell(value))] == []


def begins_formula(written: str) -> list[str]:
    """The pieces that would be formulas if a sheet splits a cell at semicolons, tabs or line breaks."""
    return [piece for piece in re.split(r"[;\t\r\n]", written) if piece.strip(' "')[:1] in set("=+-@＝＋－＠") and piece.strip(' "')]


@given(st.text(alphabet=list("=+-@＝＋－＠;\t\r\n \"'aæ1"), max_size=30))
def test_nowhere_a_sheet_may_split_a_text_begins_a_formula(text: str) -> None:
    written = dumping.cell(text)
    assert not begins_formula(written)
    assert written.replace("'", "") == text.replace("'", "")


@given(st.recursive(st.text(max_size=20), lambda inner: st.lists(inner, max_size=4), max_leaves=6))
def test_no_part_of_a_cell_that_a_sheet_may_split_begins_a_formula(value: Any) -> None:
    def items(of: Any) -> Iterable[str]:
        return [of] if isinstance(of, str) else [text for item in of for text in items(item)]

    written = dumping.cell(value)
    assert not written.lstrip(" ")[:1] or written.lstrip(" ")[:1] not in FORMULA_SIGNS
    for item in items(value):
        if item.lstrip(" ")[:1] in FORMULA_SIGNS and item.strip(" "):
            assert "'" + item in written


def test_nothing_is_an_empty_cell_and_things_stand_part_by_part() -> None:
    assert dumping.cell(None) == dumping.cell([]) == dumping.cell("") == ""
    assert dumping.cell([{"name": "Lejre Kommune", "sector": "public", "brings": ""}, {"name": "Laug", "sector": "civil", "brings": "Tid"}]) == (
        "Lejre Kommune | public | ; Laug | civil | Tid"
    )
