"""HTML that is the same as long as what it shows is the same, rendered once for the same contents.

Half of the time of a page for one person went to its template, also when nothing had happened since the last visit. What
is drawn is found by its contents, so nothing can be out of date: other contents are another drawing. Each process keeps
the MOST_DRAWN last used.
"""

import pickle
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

MOST_DRAWN = 300
# A control character, which no text of people has (core/text.py).
TOKEN_PLACE = "\x06token\x06"  # noqa: S105  # where a token comes to stand, and none itself


def drawn(template: str, **things: Any) -> SafeString:
    """The template with `things`; it looks at nothing else (not at the request, the clock or the database).

    Where a form has its token stands a place that core/stored.py fills for the visit.

    Things are plain values: texts, numbers, dates, and tuples, lists, dicts and dataclasses of them. Raises TypeError for
    rows of the database and requests: they know more than they show, and their contents would never be the same twice.
    """
    return render(template, contents(things))


class Contents(pickle.Pickler):
    """Writes plain values down as bytes."""

    def reducer_override(self, thing: Any) -> Any:
        """Refuses what is not plain, wherever it stands."""
        if isinstance(thing, Model | HttpRequest):
            raise TypeError(f"{type(thing).__name__} is no plain value")
        return NotImplemented


def contents(things: dict[str, Any]) -> bytes:
    """What things are found by."""
    out = BytesIO()
    Contents(out, pickle.HIGHEST_PROTOCOL).dump(things)
    return out.getvalue()


@lru_cache(maxsize=MOST_DRAWN)
def render(template: str, written: bytes) -> SafeString:
    """The template with the things that were written down."""
    return render_to_string(template, {**pickle.loads(written), "csrf_token": TOKEN_PLACE})  # noqa: S301  # written a moment ago by this process
