"""Money is whole øre, and is written as Danes write it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.money import Kroner

OERE = st.integers(-(10**15), 10**15)


@given(OERE)
def test_an_amount_reads_back_as_it_was_written(oere: int) -> None:
    written = str(Kroner(oere))
    number = written.removesuffix("\N{NO-BREAK SPACE}kr.").replace(".", "").replace(",", ".")
    assert Kroner.of(Decimal(number)) == Kroner(oere)


@given(OERE, OERE)
def test_adding_and_taking_away_are_exact(one: int, other: int) -> None:
    total = Kroner(one) + Kroner(other)
    assert total.oere == one + other
    assert total - Kroner(other) == Kroner(one)
    assert (Kroner(one) < Kroner(other)) == (one < other)


@given(st.integers(-(10**30), 10**30))
def test_whole_kroner_of_any_size_are_exact(kroner: int) -> None:
    assert Kroner.of(kroner).oere == kroner * 100


@pytest.mark.parametrize(
    ("oere", "text"), [(35_000_000, "350.000 kr."), (394, "3,94 kr."), (0, "0 kr."), (-5, "-0,05 kr."), (-123_456_700, "-1.234.567 kr."), (90, "0,90 kr.")]
)
def test_amounts_look_danish(oere: int, text: str) -> None:
    assert str(Kroner(oere)) == text.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("amount", ["0.001", "3.999", "NaN", "Infinity", "-Infinity"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="beløb"):
        Kroner.of(Decimal(amount))
