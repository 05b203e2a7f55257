"""Postcodes and the middle of their areas (content/places/postcodes.tsv: GeoNames, CC BY 4.0). No address is needed to say how far away something is."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from django.conf import settings

from samspil.core.sorting import danish_key

WRITTEN = re.compile(r"\s*([0-9]{4})\b")


class Postcode(NamedTuple):
    """A postcode, its Danish name, and the middle of its area in degrees (WGS84)."""

    code: str
    name: str
    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@cache
def postcodes() -> Mapping[str, Postcode]:
    """All of them by code; read once a process."""
    found = {}
    with (settings.CONTENT_DIR / "places" / "postcodes.tsv").open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#") and line.strip():
                code, name, latitude, longitude = line.rstrip("\n").split("\t")
                found[code] = Postcode(code, name, float(latitude), float(longitude))
    return found


@cache
def towns() -> Mapping[str, Postcode]:
    """The first postcode of each town, by its name as names are compared."""
    found: dict[str, Postcode] = {}
    for one in postcodes().values():
        found.setdefault(danish_key(one.name), one)
    return found


def postcode_of(text: str) -> Postcode | None:
    """The postcode somebody means by "4330", "4330 Hvalsø" or "hvalsø"; None when there is none such."""
    number = WRITTEN.match(text)
    if number:
        return postcodes().get(number[1])
    return towns().get(danish_key(text.strip()))
