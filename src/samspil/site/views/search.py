"""Search everything the visitor may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspil.core.pagecache import public_page
from samspil.core.search import find
from samspil.core.text import clean
from samspil.identity.actor import actor_of

KINDS = {
    "example": "Eksempel",
    "legal-answer": "Juridisk svar",
    "guide": "Drøftelse",
    "article": "Artikel",
    "publication": "Publikation",
    "consultancy": "Konsulenttilbud",
    "page": "Side",
}


@public_page
def search(request: HttpRequest) -> HttpResponse:
    words, number = clean(request.GET.get("q", ""))[:200].strip(), request.GET.get("side", "1")
    kind = request.GET.get("slags", "")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 1
    result = find.find(actor_of(request), words, kinds=[kind] if kind in KINDS else [], page=page)
    shown = {"section": "search", "words": words, "result": result, "kinds": KINDS, "kind": kind, "page": page}
    shown["rows"] = [(KINDS.get(hit.kind, ""), hit) for hit in result.hits]
    shown["next"] = page + 1 if page * find.PAGE_SIZE < result.total else 0
    return render(request, "site/search.html", shown)
