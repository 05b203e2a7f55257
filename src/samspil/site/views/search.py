"""Search everything the visitor may see."""

from django.http import HttpRequest, HttpResponse

from samspil.core.pagecache import public_page
from samspil.core.search import find
from samspil.core.stored import in_frame
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
    "term": "Ord",
    "municipality": "Kommune",
}


@public_page
def search(request: HttpRequest) -> HttpResponse:
    words, number = clean(request.GET.get("q", ""))[:200].strip(), request.GET.get("side", "1")
    kind, actor = request.GET.get("slags", ""), actor_of(request)
    asked = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 1
    for page in (asked, 1):  # a page behind the last shows the first
        result = find.find(actor, words, kinds=[kind] if kind in KINDS else [], page=page)
        if result.hits:
            break
    shown = {"section": "search", "words": words, "result": result, "kinds": KINDS, "kind": kind, "page": page}
    shown["rows"] = [(KINDS.get(hit.kind, ""), hit) for hit in result.hits]
    shown["next"] = page + 1 if page * find.PAGE_SIZE < result.total else 0
    return in_frame(request, actor, "site/search.html", shown)
