"""What the front page and the municipality pages show."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from samspil.content import mapping
from samspil.core.models import Document
from samspil.core.search import facets, lists
from samspil.core.sorting import danish_initial, danish_key
from samspil.core.viewers import Viewer
from samspil.identity.models import Municipality
from samspil.identity.queries import get_municipality_for, region_by_code

FRONT_EXAMPLES = ("aeblemosteriet", "taskforce-for-fremtidens-arbejdskraft", "foelgeven-til-faellesskab")
FRONT_ANSWERS = ("har-frivillige-tavshedspligt", "hvem-forsikrer-frivillige", "arbejdsmiljoeloven-og-frivillige", "hvornaar-boerneattest")
MOST_CARDS = 40


def example_counts(viewer: Viewer) -> dict[str, int]:
    """How many examples each municipality has, by code."""
    counted = facets.count("example", viewer.audiences, {}).by_value
    return {name.removeprefix("municipality:"): count for name, count in counted.items() if name.startswith("municipality:") and count}


def front(viewer: Viewer) -> dict[str, Any]:
    """Three doors, three examples, the map with its list, and four legal answers."""
    counts = example_counts(viewer)
    rows = {row.url: row for row in Document.objects.visible_to(viewer).filter(kind__in=["example", "legal-answer"], url__in=front_urls())}
    cards = [rows[url].card for url in front_urls() if url in rows]
    examples = [card for url, card in zip(front_urls(), cards, strict=False) if url.startswith("/eksempler/")] if len(cards) == len(front_urls()) else []
    newest = examples or [document.card for document in lists.page_of(viewer, "example", {}, size=3).documents]
    most = sorted(counts.items(), key=lambda row: -row[1])[:5]
    served = list(Municipality.objects.open())
    return {
        "section": "front",
        "total": facets.count("example", viewer.audiences, {}).total,
        "examples": newest,
        "answers": [rows[url].card for url in front_urls() if url in rows and url.startswith("/jura/")],
        "circles": mapping.circles(counts, served),
        "places": places(viewer, served, [code for code, _ in most], counts),
    }


def front_urls() -> list[str]:
    return [f"/eksempler/{slug}/" for slug in FRONT_EXAMPLES] + [f"/jura/{slug}/" for slug in FRONT_ANSWERS]


def places(viewer: Viewer, served: Iterable[Municipality], codes: list[str], counts: dict[str, int]) -> list[dict[str, Any]]:
    """Municipalities with how many examples they have, and the titles of two."""
    names = {m.code: m for m in served if m.code in codes}
    titles: dict[str, list[str]] = {code: [] for code in codes}
    rows = Document.objects.visible_to(viewer).filter(kind="example", municipalities__overlap=codes).order_by("-sort_on", "-pk")
    for title, where in rows.values_list("title", "municipalities")[:60]:
        for code in where:
            if code in titles and len(titles[code]) < 2:
                titles[code].append(title)
    return [{"municipality": names[code], "count": counts[code], "titles": titles[code]} for code in codes if code in names]


def municipalities(viewer: Viewer, today: date, wanted: str) -> dict[str, Any]:
    """All municipalities from A to Å with their number of examples, or those of one region; the regions are those of today."""
    counts, regions, served = example_counts(viewer), region_by_code(today), list(Municipality.objects.open())
    real = [municipality for municipality in served if not municipality.demonstration]
    names = sorted({regions[m.code] for m in real if m.code in regions}, key=danish_key)
    region = wanted if wanted in names else ""
    rows: list[dict[str, Any]] = [{"municipality": m, "count": counts.get(m.code, 0)} for m in real if not region or regions.get(m.code) == region]
    return {
        "section": "municipalities",
        "all": len(real),
        "region": region,
        "regions": [{"name": name, "count": sum(regions.get(m.code) == name for m in real)} for name in names],
        "letters": [(letter, list(under)) for letter, under in groupby(rows, key=initial)],
        "circles": mapping.circles(counts, served),
    }


def initial(row: dict[str, Any]) -> str:
    """The letter a row of the list stands under."""
    return danish_initial(row["municipality"].name)


def municipality_called(name: str) -> Municipality | None:
    """The municipality a visitor means by what stands in the box: a name or its beginning, also "Københavns Kommune"."""
    key = danish_key(name).removesuffix(" kommune")
    for start in (key, key.removesuffix("s")):
        found = Municipality.objects.open().filter(name_key__startswith=start).first() if start else None
        if found:
            return found
    return None


def municipality(viewer: Viewer, slug: str, today: date) -> dict[str, Any]:
    """What concerns one municipality: open alliances, and examples or others in its region that have some. Raises Http404 when it is not served here."""
    found = get_municipality_for(slug)
    region = found.region_on(today)
    alliances, cards = (cards_here(viewer, kind, found.code) for kind in ("alliance", "example"))
    others = others_with_examples(viewer, region, today) if region and not cards and not alliances else []
    return {"section": "municipalities", "municipality": found, "region": region, "alliances": alliances, "cards": cards, "others": others}


def cards_here(viewer: Viewer, kind: str, code: str) -> list[str]:
    """The newest cards of a kind from one municipality."""
    here = Document.objects.visible_to(viewer).filter(kind=kind, municipalities__contains=[code]).order_by("-sort_on", "-pk")
    return list(here.values_list("card", flat=True)[:MOST_CARDS])


def others_with_examples(viewer: Viewer, region: str, today: date) -> list[dict[str, Any]]:
    """The municipalities of a region that have examples, with how many."""
    counts = example_counts(viewer)
    codes = [code for code, lies_in in region_by_code(today).items() if lies_in == region and code in counts]
    return [{"municipality": other, "count": counts[other.code]} for other in Municipality.objects.open().real().filter(code__in=codes)]
