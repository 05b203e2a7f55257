"""The places of an alliance: the pages its parties walk between, in one ordered table."""

from typing import NamedTuple


class Place(NamedTuple):
    """A page below the alliance's address ("" is its own page) and its word in the row of links on all of them."""

    path: str
    word: str


# What is agreed, how it is worked on, and what comes of it.
PLACES = (
    Place("", "Overblik"),
    Place("billede/", "Billede"),
    Place("aftale/", "Aftale"),
    Place("vilkaar/", "Vilkår"),
    Place("jura/", "Jura"),
    Place("tavshed/", "Tavshedspligt"),
    Place("tilsagn/", "Tilsagn"),
    Place("moeder/", "Møder"),
    Place("beslutninger/", "Beslutninger"),
    Place("beskeder/", "Beskeder"),
    Place("filer/", "Filer"),
    Place("stafet/", "Kontakter"),
    Place("status/", "Status"),
    Place("tjek/", "Tjek"),
    Place("fortael/", "Fortæl"),
)
