"""Lists of documents: newest first or by title, narrowed by facets, a page at a time by key (no COUNT, no OFFSET)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samspil.core.models import Document
from samspil.core.viewers import Viewer

PAGE_SIZE = 20
Chosen = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Page:
    """`after` is the key for the next page, or "" when this is the last."""

    documents: list[Document]
    after: str


def chosen_filter(chosen: Chosen) -> Q:
    """Values of one group are alternatives, groups narrow each other."""
    condition = Q()
    for group, values in chosen.items():
        names = [f"{group}:{value}" for value in values]
        if names:
            condition &= Q(facets__overlap=names)
    return condition


def page_of(viewer: Viewer, kind: str, chosen: Chosen, *, after: str = "", by_title: bool = False, size: int = PAGE_SIZE) -> Page:
    """One page of a list. `after` is a key a former page gave; a damaged key starts from the beginning."""
    rows = Document.objects.visible_to(viewer).filter(chosen_filter(chosen), kind=kind)
    rows = rows.only("pk", "url", "title", "title_key", "teaser", "card", "sort_on", "facets", "kind")
    order = ["title_key", "pk"] if by_title else ["-sort_on", "-pk"]
    found = list(rows.filter(beyond(after, by_title=by_title)).order_by(*order)[: size + 1])
    shown = found[:size]
    if len(found) <= size:
        return Page(shown, "")
    last = shown[-1]
    return Page(shown, f"{last.pk}~{last.title_key if by_title else last.sort_on.isoformat()}")


def beyond(after: str, *, by_title: bool) -> Q:
    """The condition for rows behind the key `after`."""
    number, _, value = after.partition("~")
    if not number.isdigit() or not value or len(number) > 18:
        return Q()
    if by_title:
        return Q(title_key__gte=value) & (Q(title_key__gt=value) | Q(pk__gt=int(number)))
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return Q()
    return Q(sort_on__lte=day) & (Q(sort_on__lt=day) | Q(pk__lt=int(number)))
