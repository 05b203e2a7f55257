"""Rates, hours and thresholds are data with validity. No database."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.law.domain.values import DatedValue, read_values, value_on

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def value(first: date, last: date | None, amount: str = "1") -> DatedValue:
    return DatedValue("rate", "Sats", Decimal(amount), "kr.", first, last, "Lov", "Kilde")


@st.composite
def periods(draw: st.DrawFn) -> list[DatedValue]:
    """Periods that follow each other, with or without gaps; only the last may be open."""
    cuts = sorted(draw(st.lists(DAYS, min_size=2, max_size=8, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    last = draw(st.booleans())
    return [value(first, None if last and pair == len(pairs) - 1 else end) for pair, (first, end) in enumerate(pairs)]


@given(periods(), DAYS)
def test_a_day_has_the_value_that_is_valid_on_it(values: list[DatedValue], day: date) -> None:
    valid = [v for v in values if v.valid_from <= day and (v.valid_to is None or day <= v.valid_to)]
    if valid:
        assert value_on({"rate": values}, "rate", day) == valid[-1]


@given(periods(), DAYS)
def test_between_two_periods_the_newest_known_before_is_shown_and_never_one_to_come(values: list[DatedValue], day: date) -> None:
    shown = value_on({"rate": values}, "rate", day)
    begun = [v for v in values if v.valid_from <= day]
    assert shown == (begun[-1] if begun else None)


@given(DAYS, st.integers(0, 500))
def test_a_value_holds_on_its_first_and_its_last_day(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    assert value(first, last).holds_on(first)
    assert value(first, last).holds_on(last)
    assert not value(first, last).holds_on(last + timedelta(days=1))
    assert not value(first, None).holds_on(first - timedelta(days=1))


def test_a_value_nobody_has_written_is_none() -> None:
    assert value_on({}, "rate", date(2026, 1, 1)) is None


@pytest.mark.parametrize(("amount", "text"), [("2800", "2.800"), ("3.94", "3,94"), ("0.5", "0,50"), ("1234567.8", "1.234.567,80"), ("90", "90"), ("37", "37")])
def test_amounts_look_danish(amount: str, text: str) -> None:
    assert value(date(2026, 1, 1), None, amount).amount_da == text


@given(st.decimals(0, 10**9, places=2))
def test_a_written_amount_reads_back(amount: Decimal) -> None:
    assert Decimal(value(date(2026, 1, 1), None, str(amount)).amount_da.replace(".", "").replace(",", ".")) == amount


def test_a_file_gives_each_key_its_periods_oldest_first(tmp_path: Path) -> None:
    later, earlier = (
        f'[[values]]\nkey = "km"\nname = "Kørsel"\namount = {amount}\nunit = "kr./km"\nvalid_from = {day}\n'
        for amount, day in (("3.94", "2026-01-01"), ("3.81", "2025-01-01"))
    )
    path = tmp_path / "values.toml"
    path.write_text(later + earlier, encoding="utf-8")
    found = read_values(path)["km"]
    assert [v.amount for v in found] == [Decimal("3.81"), Decimal("3.94")]
    assert (found[0].certainty, found[0].law, found[0].valid_to) == ("sure", "", None)


def test_a_file_without_values_is_empty(tmp_path: Path) -> None:
    (tmp_path / "values.toml").write_text("# ingen\n", encoding="utf-8")
    assert read_values(tmp_path / "values.toml") == {}
