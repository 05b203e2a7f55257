"""The postcodes the site is born with (content/places): one row each, in order, all of them in Denmark."""

from functools import cache

import pytest

from tests.house.places import CONTENT

NEAR = 0.02


@cache
def lines() -> list[str]:
    return (CONTENT / "places" / "postcodes.tsv").read_text(encoding="utf-8").splitlines()


@cache
def rows() -> list[tuple[str, str, float, float]]:
    told = (line.split("\t") for line in lines() if not line.startswith("#"))
    return [(code, name, float(latitude), float(longitude)) for code, name, latitude, longitude in told]


def test_the_head_names_source_and_licence() -> None:
    head = [line for line in lines() if line.startswith("#")]
    assert head == lines()[: len(head)]
    assert all(word in " ".join(head) for word in ("geonames.org", "CC BY 4.0", "WGS84"))


def test_each_postcode_has_one_row_in_order() -> None:
    codes = [code for code, *_ in rows()]
    assert len(codes) > 1100
    assert codes == sorted(set(codes))
    assert not [row for row in rows() if not (row[0].isdecimal() and len(row[0]) == 4 and row[1].strip())]


def test_every_postcode_is_in_denmark() -> None:
    assert not [row for row in rows() if not (54.5 < row[2] < 57.8 and 8.0 < row[3] < 15.3)]


@pytest.mark.parametrize(
    ("code", "name", "latitude", "longitude"),
    [("8000", "Aarhus C", 56.157, 10.207), ("3700", "Rønne", 55.10, 14.71), ("5500", "Middelfart", 55.50, 9.75), ("9940", "Læsø", 57.28, 11.01)],
)
def test_towns_stand_where_they_are(code: str, name: str, latitude: float, longitude: float) -> None:
    [row] = [row for row in rows() if row[0] == code]
    assert row[1] == name
    assert row[2:] == pytest.approx((latitude, longitude), abs=NEAR)
