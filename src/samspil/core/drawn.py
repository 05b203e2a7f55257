"""HTML that is the same as long as what it shows is the same, rendered once for the same contents.

Half of the time of a page for one person went to its template, also when nothing had happened since the last visit. What
is drawn is found by its contents, so nothing can be out of date: other contents are another drawing. Each process keeps
the MOST_DRAWN last used.
"""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

MOST_DRAWN = 300


@lru_cache(maxsize=MOST_DRAWN)
def drawn(template: str, **things: Hashable) -> SafeString:
    """The template with `things`; it looks at nothing else (not at the request, the clock or the database).

    Things are found by being equal: tuples, named tuples and frozen dataclasses of plain values, never rows of the database,
    which are equal when only their number is.
    """
    return render_to_string(template, things)
