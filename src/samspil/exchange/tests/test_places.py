"""Postcodes as people write them."""

import pytest

from samspil.exchange.places import postcode_of, postcodes


@pytest.mark.parametrize("text", ["4330", " 4330 Hvalsø", "hvalsø", "HVALSØ "])
def test_a_postcode_is_known_by_its_number_and_by_its_town(text: str) -> None:
    found = postcode_of(text)
    assert found
    assert str(found) == "4330 Hvalsø"


@pytest.mark.parametrize("text", ["", "0001", "43300", "Atlantis", "4"])
def test_what_is_no_postcode_is_none(text: str) -> None:
    assert postcode_of(text) is None


def test_every_postcode_lies_in_denmark() -> None:
    assert len(postcodes()) > 1000
    assert all(54.5 < one.latitude < 57.8 and 8 < one.longitude < 15.3 for one in postcodes().values())
