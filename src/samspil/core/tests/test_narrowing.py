"""The column of values beside a list."""

from samspil.core.search import narrowing
from samspil.core.search.facets import Counts
from samspil.core.search.narrowing import Group

PLACE = Group("kommune", "municipality", "Kommune")
WORDS = {"kommune": {"0350": "Lejre & <omegn>", "0265": "Roskilde", "0101": "København"}}


def municipalities(chosen: tuple[str, ...] = (), *, counted: bool = True) -> str:
    counts = Counts(1300, {"municipality:0350": 1234, "municipality:0265": 66})
    shown = narrowing.groups((PLACE,), {"kommune": chosen}, counts, WORDS, counted=counted)
    return "".join(group["values"] for group in shown if group["parameter"] == "kommune")


def test_a_name_is_text_and_a_number_is_as_danes_write_it() -> None:
    html = municipalities()
    assert "Lejre &amp; &lt;omegn&gt;" in html
    assert "<b>1.234</b>" in html


def test_a_value_nobody_has_stands_there_only_while_it_is_chosen() -> None:
    assert "København" not in municipalities()
    assert 'value="0101" checked' in municipalities(("0101",))
    assert "<b>0</b>" in municipalities(("0101",))


def test_the_same_row_has_another_number_the_next_time() -> None:
    first, second = (narrowing.row(PLACE, "0265", "Roskilde", False, number) for number in (66, 7))
    assert first.replace("<b>66</b>", "<b>7</b>") == second


def test_without_numbers_no_place_for_one_is_left() -> None:
    html = municipalities(counted=False)
    assert "<b>" not in html
    assert narrowing.NUMBER not in html
