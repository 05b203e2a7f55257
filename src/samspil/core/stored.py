"""Pages rendered once per change, and put together when somebody asks.

A page's template renders its parts (title, description, head, main) when the page changes; the parts are stored. A visit
takes one query: the parts, with the cards of other things that the page shows. Cards are fetched at each visit through
the viewer's own rule, so a page never shows a thing that has since been hidden. The frame (menu, foot) is rendered once
a process. A page whose stored parts are missing, made by other templates or made on another day is rendered on the spot.
"""

import hashlib
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone

from samspil.core.drawn import TOKEN_PLACE
from samspil.core.kept import piece
from samspil.core.viewers import Viewer

# Stands for the installation's own address in stored parts, so that they stay right when it moves.
ANY_BASE = "https://samspil.invalid"
# Control characters that text.clean removes from what people write and pages lose when they are saved; one that stands
# alone is no mark.
BETWEEN, OPEN, NAMED, HERE, CLOSE = "\x00", "\x02", "\x03", "\x04", "\x05"
# Goes up when stored parts change their form.
FORM = "2"
Cards = Mapping[tuple[str, int], str]
PLACE = re.compile(f"{OPEN}([a-z-]+:[0-9]+:[0-9,]*){NAMED}([^{HERE}]*){HERE}([^{CLOSE}]*){CLOSE}", re.S)


@dataclass(frozen=True)
class Parts:
    """The HTML of one page without the frame. `section` is the menu entry it belongs to."""

    section: str
    title: str
    description: str
    head: str
    main: str


@cache
def build() -> str:
    """A hash of every template and of the collected static files' names: stored parts of another build are not used."""
    digest = hashlib.sha256(FORM.encode())
    for path in sorted((settings.ROOT / "src" / "samspil").rglob("templates/**/*.html")):
        digest.update(path.read_bytes())
    for path in (Path(settings.STATIC_ROOT) / "staticfiles.json", Path(settings.HOME) / "locale" / "da" / "LC_MESSAGES" / "django.mo"):
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()[:16]


def parts_of(template: str, context: Mapping[str, Any], request: HttpRequest | None = None) -> Parts:
    """Render a page's template into parts; `context` names its section. With a request the parts are for that visit only."""
    html = render_to_string(template, {**context, "frame": "core/parts.html", "base_url": ANY_BASE}, request)
    title, description, head, main = html.split(BETWEEN)
    return Parts(str(context["section"]), title.strip(), description.strip(), head.strip(), main.strip())


@cache
def frame(section: str, exact: bool, signed_in: bool) -> list[str]:
    """The frame's HTML between the places where title, description, head and main stand."""
    path = next((address for key, address, _ in navigation() if key == section), "") if exact else ""
    context = {"section": section, "request": {"path": path}, "signed_in": signed_in, "navigation": navigation(), "demo": settings.DEMO}
    return render_to_string("core/frame.html", {**context, "mark": BETWEEN}).split(BETWEEN)


def navigation() -> list[tuple[str, str, str]]:
    """The menu: key, address and name of each section."""
    from django.utils.module_loading import import_string

    entries: list[tuple[str, str, str]] = import_string(settings.SAMSPIL_NAVIGATION)
    return entries


def framed(request: HttpRequest, viewer: Viewer, parts: Parts, cards: Cards | None = None) -> HttpResponse:
    """The whole page for this viewer: frame, parts, and the cards the viewer may see, which are fetched unless given."""
    exact = any(address == request.path for _, address, _ in navigation())
    before, after_title, after_description, after_head, after_main = frame(parts.section, exact, viewer.person_id is not None)
    head, main = at_this_address(parts.head), at_this_address(with_cards(parts.main, viewer, cards))
    return HttpResponse("".join((before, parts.title, after_title, parts.description, after_description, head, after_head, main, after_main)))


def in_frame(request: HttpRequest, viewer: Viewer, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """A page whose parts are rendered for this visit, in the frame that the process keeps; what was drawn before gets this visit's token."""
    parts = parts_of(template, context, request)
    if TOKEN_PLACE in parts.main:
        parts = replace(parts, main=parts.main.replace(TOKEN_PLACE, get_token(request)))
    return framed(request, viewer, parts)


def in_kept_frame(request: HttpRequest, viewer: Viewer, template: str, make: Callable[[], Mapping[str, Any]], *key: Hashable) -> HttpResponse:
    """A page that is the same for all with the viewer's audiences until something changes; `key` names what else it depends on.

    `make` gives the template's context. What a visitor typed belongs in no key: visitors would fill the memory with it.
    """
    return framed(request, viewer, piece((template, viewer.audiences, *key), lambda: parts_of(template, make())))


def at_this_address(html: str) -> str:
    """`html` with the installation's address where ANY_BASE stands, also inside links that quote it."""
    if "samspil.invalid" not in html:
        return html
    return html.replace(ANY_BASE, settings.BASE_URL).replace(quote(ANY_BASE, safe=""), quote(settings.BASE_URL, safe=""))


def with_cards(main: str, viewer: Viewer, cards: Cards | None = None) -> str:
    """`main` with its places filled; a place none of whose cards the viewer may see disappears with what surrounds it."""
    if OPEN not in main:
        return main
    cards = cards_of(viewer, shown_in(main)) if cards is None else cards
    pieces, done = [], 0
    for place in PLACE.finditer(main):
        kind, most, ids = place[1].split(":")
        mine = [cards[kind, int(pk)] for pk in ids.split(",") if pk and (kind, int(pk)) in cards][: int(most)]
        pieces += [main[done : place.start()], place[2] + "".join(mine) + place[3] if mine else ""]
        done = place.end()
    return "".join([*pieces, main[done:]])


def shown_in(main: str) -> list[tuple[str, int]]:
    """Kind and id of everything whose card has a place in `main`."""
    wanted = [place[1].split(":") for place in PLACE.finditer(main)]
    return sorted({(kind, int(pk)) for kind, _, ids in wanted for pk in ids.split(",") if pk})


def cards_of(viewer: Viewer, things: list[tuple[str, int]]) -> Cards:
    """Finished cards by kind and id, of those the viewer may see."""
    if not things:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, object_id, card FROM core_document WHERE audience = ANY(%s)"
            " AND (kind, object_id) IN (SELECT * FROM unnest(%s::text[], %s::bigint[]))",
            [sorted(viewer.audiences), [kind for kind, _ in things], [pk for _, pk in things]],
        )
        return {(kind, pk): card for kind, pk, card in cursor.fetchall()}


READ = """
SELECT p.section, p.title, p.description, p.head, p.main,
       (SELECT json_agg(json_build_array(d.kind, d.object_id, d.card)) FROM core_document d
        WHERE d.audience = ANY(%(audiences)s) AND (d.kind, d.object_id) IN (SELECT * FROM unnest(p.shown_kinds, p.shown_ids)))
FROM core_storedpage p
WHERE p.url = %(url)s AND p.mark = %(mark)s AND p.audience = ANY(%(audiences)s) AND p.build = %(build)s AND (p.only_on IS NULL OR p.only_on = %(today)s)
"""


def stored_page(viewer: Viewer, url: str, today: date, mark: str = "") -> tuple[Parts, Cards] | None:
    """The stored parts of the page at `url`, if the viewer may see it and they are fresh, and the cards it shows this viewer.

    `mark` is what a page that is stored under one must have been made of.
    """
    with connection.cursor() as cursor:
        cursor.execute(READ, {"url": url, "audiences": sorted(viewer.audiences), "build": build(), "today": today, "mark": mark})
        row = cursor.fetchone()
    return (Parts(*row[:5]), {(kind, pk): card for kind, pk, card in row[5] or ()}) if row else None


def answer(request: HttpRequest, viewer: Viewer, live: Callable[[], Parts]) -> HttpResponse:
    """The page at the request's path from its stored parts, or rendered by `live`, which raises Http404 when there is none."""
    found = stored_page(viewer, request.path, timezone.localdate())
    return framed(request, viewer, *found) if found else framed(request, viewer, live())
