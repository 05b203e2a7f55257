"""The places of an alliance: the pages its parties walk between, in one ordered table."""

from typing import NamedTuple


class Place(NamedTuple):
    """A page below the alliance's address ("" is its own page) and its word in the row of links on all of them."""

    path: str
    word: str


PLACES = (
    Place("", "Overblik"),
    Place("billede/", "Billede"),
    Place("aftale/", "Aftale"),
    Place("tilsagn/", "Tilsagn"),
    Place("status/", "Status"),
    Place("beskeder/", "Beskeder"),
    Place("moeder/", "Møder"),
    Place("beslutninger/", "Beslutninger"),
    Place("filer/", "Filer"),
    Place("stafet/", "Kontakter"),
    Place("jura/", "Jura"),
    Place("vilkaar/", "Vilkår"),
    Place("tavshed/", "Tavshedspligt"),
    Place("tjek/", "Tjek"),
    Place("fortael/", "Fortæl"),
)
