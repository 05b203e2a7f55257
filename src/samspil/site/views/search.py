"""Search everything the visitor may see."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from samspil.content.models import WelfareArea
from samspil.core.kept import piece
from samspil.core.pagecache import public_page
from samspil.core.search import find, missed, near, suggesting
from samspil.core.stored import in_frame
from samspil.core.text import clean
from samspil.identity.actor import actor_of

LONGEST = 200
KINDS = {
    "example": "Eksempel",
    "alliance": "Alliance",
    "legal-answer": "Juridisk svar",
    "guide": "Drøftelse",
    "article": "Artikel",
    "publication": "Publikation",
    "consultancy": "Konsulenttilbud",
    "page": "Side",
    "term": "Ord",
    "municipality": "Kommune",
}
# The same for many, over the number of each.
PLURAL = {
    "example": "Eksempler",
    "alliance": "Alliancer",
    "legal-answer": "Juridiske svar",
    "guide": "Drøftelser",
    "article": "Artikler",
    "publication": "Publikationer",
    "consultancy": "Konsulenttilbud",
    "page": "Sider",
    "term": "Ord",
    "municipality": "Kommuner",
}


@public_page
def search(request: HttpRequest) -> HttpResponse:
    words, number = clean(request.GET.get("q", ""))[:LONGEST].strip(), request.GET.get("side", "1")
    kind, actor = request.GET.get("slags", ""), actor_of(request)
    kind = kind if kind in KINDS else ""
    asked = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 1
    asking = find.Search(actor, words)
    everything = asking.matches()
    found = asking.matches([kind]) if kind else everything
    page, counts = find.existing(found, asked), Counter(each for _, each in everything)
    result = asking.result(found, page, narrowed=bool(kind))
    shown = {"section": "search", "words": words, "result": result, "kind": kind, "chips": chips(words, kind, counts), "all": sum(counts.values())}
    shown["rows"] = [(KINDS.get(hit.kind, ""), hit, excerpt_of(hit)) for hit in result.hits]
    if result.unknown and (meant := near.meant(actor, words, result.unknown)):
        shown |= {"meant": meant, "meant_address": address(meant, kind)}
    if not result.hits:
        shown["areas"] = piece("welfare-areas", lambda: list(WelfareArea.objects.values("key", "name")))
    response = in_frame(request, actor, "site/search.html", shown | pages_beside(words, kind, page, result))
    if words and not counts and not result.hits:
        missed.note(words, timezone.localdate())
        response.samspil_public = False  # type: ignore[attr-defined]  # each one is counted (core/pagecache.py)
    return response


@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """What a half-typed query may become, for the search page's script."""
    found = suggesting.suggestions(actor_of(request), clean(request.GET.get("q", ""))[:LONGEST])
    return JsonResponse({"items": [{"text": each.text, "url": each.url or address(each.text, ""), "words": not each.url} for each in found]})


def excerpt_of(hit: find.Hit) -> SafeString:
    """The excerpt with its hits marked. Made here: twenty of them, in up to ten pieces each, are most of the page's template."""
    return mark_safe("".join(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in hit.excerpt))  # noqa: S308  # each piece is escaped


def chips(words: str, kind: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """The kinds that have hits, with how many; the chosen one always."""
    found = [key for key in PLURAL if counts.get(key) or key == kind]
    return [{"name": PLURAL[key], "count": counts.get(key, 0), "chosen": key == kind, "address": address(words, key)} for key in found]


def address(words: str, kind: str, page: int = 1) -> str:
    """The address of a page of hits."""
    pairs = {"q": words} | ({"slags": kind} if kind else {}) | ({"side": str(page)} if page > 1 else {})
    return "/soeg/?" + urlencode(pairs)


def pages_beside(words: str, kind: str, page: int, result: find.Result) -> dict[str, Any]:
    """Which hits the page shows, and the ways to the pages before and after."""
    first, last = (page - 1) * find.PAGE_SIZE + 1, (page - 1) * find.PAGE_SIZE + len(result.hits)
    return {
        "span": f"{first}–{last}" if result.hits else "",
        "total": result.total,
        "begin": address(words, kind),
        "back": address(words, kind, page - 1) if page > 1 else "",
        "more": address(words, kind, page + 1) if last < result.total else "",
    }
