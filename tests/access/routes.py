"""Every address pattern the site answers, as the resolver sees it."""

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver


def routes(resolver: Any = None, before: str = "") -> Iterator[str]:
    """Each pattern with what stands before it; arguments stand as the pattern writes them."""
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from routes(entry, before + str(entry.pattern))
        else:
            yield (before + str(entry.pattern)).replace("^", "")


def has_arguments(route: str) -> bool:
    return "<" in route or "(" in route or "*" in route
