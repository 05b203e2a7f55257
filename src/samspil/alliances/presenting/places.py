"""The places of an alliance: the pages its parties walk between, in groups, in one ordered table."""

from typing import NamedTuple


class Place(NamedTuple):
    """A page below the alliance's address ("" is its own page) and its word in the row of links on all of them."""

    path: str
    word: str


class Group(NamedTuple):
    """Pages that belong together; the group's word leads to the first of them."""

    word: str
    places: tuple[Place, ...]

    @property
    def path(self) -> str:
        """Where the group begins."""
        return self.places[0].path

    def holds(self, path: str) -> bool:
        """True when the page is one of the group's."""
        return any(place.path == path for place in self.places)


# The whole, what is agreed, how it is worked on, and what comes of it.
GROUPS = (
    Group("Overblik", (Place("", "Overblik"),)),
    Group(
        "Aftalen",
        (
            Place("aftale/", "Aftale"),
            Place("billede/", "Hvem giver hvad"),
            Place("tilsagn/", "Tilsagn"),
            Place("vilkaar/", "Vilkår"),
            Place("jura/", "Juratjek"),
            Place("tavshed/", "Tavshedspligt"),
        ),
    ),
    Group(
        "Arbejdet",
        (
            Place("moeder/", "Møder"),
            Place("beslutninger/", "Beslutninger"),
            Place("beskeder/", "Beskeder"),
            Place("filer/", "Filer"),
            Place("stafet/", "Kontakter"),
        ),
    ),
    Group("Hvordan går det?", (Place("status/", "Status"), Place("tjek/", "Alliancetjek"), Place("fortael/", "Fortæl om det"))),
)
PLACES = tuple(place for group in GROUPS for place in group.places)
