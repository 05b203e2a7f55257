"""Search everything the visitor may see."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from samspil.content.models import WelfareArea
from samspil.core.kept import piece
from samspil.core.pagecache import public_page
from samspil.core.search import find, missed, near, suggesting
from samspil.core.stored import in_frame
from samspil.core.text import clean
from samspil.identity.actor import actor_of

LONGEST = 200
ITEM = '<li><p class="meta">{kind}</p><h2><a href="{url}">{title}</a></h2><p>{excerpt}</p></li>'
KINDS = {
    "example": "Eksempel",
    "alliance": "Alliance",
    "need": "Behov",
    "offer": "Tilbud",
    "legal-answer": "Juridisk svar",
    "guide": "Drøftelse",
    "article": "Artikel",
    "publication": "Publikation",
    "consultancy": "Konsulenttilbud",
    "page": "Side",
    "term": "Ord",
    "municipality": "Kommune",
    "organisation": "Organisation",
}
# The same for many, over the number of each.
PLURAL = {
    "example": "Eksempler",
    "alliance": "Alliancer",
    "need": "Behov",
    "offer": "Tilbud",
    "legal-answer": "Juridiske svar",
    "guide": "Drøftelser",
    "article": "Artikler",
    "publication": "Publikationer",
    "consultancy": "Konsulenttilbud",
    "page": "Sider",
    "term": "Ord",
    "municipality": "Kommuner",
    "organisation": "Organisationer",
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
    page, counts = find.existing(found, asked), Counter(map(itemgetter(1), everything))
    result = asking.result(found, page, narrowed=bool(kind))
    shown = {"section": "search", "words": words, "result": result, "kind": kind, "chips": chips(words, kind, counts), "all": sum(counts.values())}
    shown["items"] = items(result.hits)
    meant = near.meant(words, asking.nearest) if result.unknown else ""
    shown |= {"meant": meant, "meant_address": address(meant, kind)}
    if not result.hits:
        shown["areas"] = piece("welfare-areas", lambda: list(WelfareArea.objects.values("key", "name")))
    response = in_frame(request, actor, "site/search.html", shown | pages_beside(words, kind, page, result))
    if words and not meant and asking.in_vain(everything):
        missed.note(words, timezone.localdate())
        response.samspil_public = False  # type: ignore[attr-defined]  # each one is counted (core/pagecache.py)
    return response


@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """What a half-typed query may become, for the search page's script."""
    found = suggesting.suggestions(actor_of(request), clean(request.GET.get("q", ""))[:LONGEST])
    return JsonResponse({"items": [{"text": each.text, "url": each.url or address(each.text, ""), "words": not each.url} for each in found]})


def items(hits: Sequence[find.Hit]) -> SafeString:
    """The hits as items of a list. Made here: twenty of them, in up to ten pieces each, would be most of the page's template."""
    return mark_safe("".join(ITEM.format(kind=KINDS.get(hit.kind, ""), url=escape(hit.url), title=escape(hit.title), excerpt=marked(hit)) for hit in hits))  # noqa: S308  # each piece is escaped


def marked(hit: find.Hit) -> str:
    """The excerpt with its hits marked."""
    return "".join(f"<mark>{escape(text)}</mark>" if mark else escape(text) for text, mark in hit.excerpt)


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
