"""The catalogue of examples: what it is narrowed by, and the page that shows it."""

from django.http import QueryDict

from samspil.content.models import KleNumber, WelfareArea
from samspil.core.search.catalogue import Catalogue
from samspil.core.search.wish import MOST_VALUES, Names, Wish
from samspil.identity.queries import municipality_names
from samspil.knowledge.domain.words import EVIDENCE_DA, GRADE_DA, SECTOR_DA, Evidence, Grade, Sector
from samspil.knowledge.narrowing import COLUMNS

KIND = "example"


def names() -> Names:
    """The Danish name of every value, by parameter, in the order they are shown."""
    regions = ["Nordjylland", "Midtjylland", "Syddanmark", "Hovedstaden", "Sjælland", "Østdanmark"]
    return {
        "omraade": dict(WelfareArea.objects.values_list("key", "name")),
        "part": {sector.value: SECTOR_DA[sector] for sector in Sector},
        "bevis": {e.value: EVIDENCE_DA[e] for e in Evidence},
        "kilde": {g.value: GRADE_DA[g] for g in Grade},
        "region": {region: region for region in regions},
        "kommune": municipality_names(),
        "kle": {number: f"{number} {title}" for number, title in KleNumber.objects.values_list("number", "title")},
    }


EXAMPLES = Catalogue(KIND, "/eksempler/", "knowledge/examples.html", "examples", COLUMNS, names)
known, parts, around, searched = EXAMPLES.known, EXAMPLES.parts, EXAMPLES.around, EXAMPLES.searched


def wish_of(query: QueryDict) -> Wish:
    """The wish of an address."""
    return EXAMPLES.wish_of(query)


__all__ = ["EXAMPLES", "KIND", "MOST_VALUES", "Wish", "around", "known", "names", "parts", "searched", "wish_of"]
