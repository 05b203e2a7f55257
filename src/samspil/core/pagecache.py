"""Whole public pages kept in memory, as the outermost middleware.

Only answers that a view marked with @public_page are kept, only for visitors without a session cookie, and only while
this process hears the database say that something changed (LISTEN samspil_changed). A process that cannot listen keeps
nothing. Kept pages live at most TTL_SECONDS, because some texts depend on today's date.
"""

import functools
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import parse_etags

from samspil.core.listening import calls

log = structlog.get_logger(__name__)
TTL_SECONDS = 300
# What one process keeps at most: visitors may ask for any number of addresses (?q=…), and memory is not theirs to fill.
MOST_BYTES = 12_000_000
LARGEST_BYTES, LONGEST_ADDRESS = 400_000, 1000
PUBLIC_FOR_NOW = "public, max-age=0, must-revalidate"
NOT_KEPT = {"x-request-id"}
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class KeptPage:
    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    until: float

    @property
    def size(self) -> int:
        """Bytes it takes, roughly: the body, and a kilobyte for headers and address."""
        return len(self.body) + 1000


class PageStore:
    """The pages of one process. `generation` grows with every change, so a page made before a change is never kept after it."""

    def __init__(self) -> None:
        self.pages: OrderedDict[tuple[str, str], KeptPage] = OrderedDict()
        self.bytes = 0
        self.generation = 0
        self.listening = False
        self.losses = 0
        self.lock = threading.Lock()
        self.listener: threading.Thread | None = None

    def clear(self) -> None:
        with self.lock:
            self.generation += 1
            self.pages.clear()
            self.bytes = 0

    def get(self, key: tuple[str, str]) -> KeptPage | None:
        page = self.pages.get(key)
        return page if page and page.until > time.monotonic() else None

    def keep(self, key: tuple[str, str], page: KeptPage, generation: int) -> None:
        with self.lock:
            if self.listening and generation == self.generation:
                self.bytes += page.size - (self.pages.pop(key).size if key in self.pages else 0)
                self.pages[key] = page
                while self.bytes > MOST_BYTES:
                    self.bytes -= self.pages.popitem(last=False)[1].size

    def ensure_listening(self) -> None:
        """Start the listening thread of this process, once; a forked child starts its own."""
        if self.listener is None or not self.listener.is_alive():
            self.listener = threading.Thread(target=self.listen_forever, name="page-cache-listener", daemon=True)
            self.listener.start()

    def listen_forever(self) -> None:
        while True:
            try:
                self.listen()
            except (psycopg.Error, OSError) as error:
                log.debug("page_cache_deaf", error=type(error).__name__)
            self.listening = False
            self.losses += 1
            self.clear()
            time.sleep(1)

    def listen(self) -> None:
        for _ in calls("samspil_changed"):
            self.clear()
            self.listening = True


STORE = PageStore()
SEEN = threading.local()


def drop_lost_connection() -> None:
    """Close this thread's database connection if the listener's broke since it was last used: the database was restarted.

    This takes the place of Django's connection health check, which asks the database before every request.
    """
    if getattr(SEEN, "losses", 0) != STORE.losses:
        SEEN.losses = STORE.losses
        if not connection.in_atomic_block:
            connection.close()


def public_page(view: View) -> View:
    """Mark a view's 200 answers as the same for every visitor who is not logged in. Such a view touches no session and no CSRF token."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.samspil_public = True  # type: ignore[attr-defined]  # a mark for PageCacheMiddleware, nobody else reads it
        return response

    return wrapped


class PageCacheMiddleware:
    """Answers from memory where it may; otherwise lets the answer be made, and keeps it where it may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        STORE.ensure_listening()
        drop_lost_connection()
        if not may_be_kept(request):
            return private(self.get_response(request))
        key = (f"{request.scheme}://{request.META.get('HTTP_HOST', '')}", request.get_full_path())
        kept = STORE.get(key)
        if kept is None:
            generation = STORE.generation
            response = self.get_response(request)
            kept = keepable(response) if request.method == "GET" else None
            if kept is None:
                return private(response)
            STORE.keep(key, kept, generation)
            if "HTTP_IF_NONE_MATCH" not in request.META:
                response["ETag"] = kept.etag
                return response
        return answer(kept, request)


def may_be_kept(request: HttpRequest) -> bool:
    """True for visits that everybody would get the same answer to: no session and no credentials."""
    headers = request.META
    shared = settings.SESSION_COOKIE_NAME not in request.COOKIES and "HTTP_AUTHORIZATION" not in headers
    # Anybody may make up addresses, and a kept page keeps its address too.
    return request.method in {"GET", "HEAD"} and shared and len(request.META.get("QUERY_STRING", "")) + len(request.path) <= LONGEST_ADDRESS


def keepable(response: HttpResponseBase) -> KeptPage | None:
    """The page to keep, or None when the answer is not public, not 200, sets a cookie or is too large."""
    if not getattr(response, "samspil_public", False) or response.status_code != 200 or response.cookies or not isinstance(response, HttpResponse):
        return None
    if len(response.content) > LARGEST_BYTES:
        return None
    response["Cache-Control"] = PUBLIC_FOR_NOW
    etag = '"' + hashlib.blake2b(response.content, digest_size=12).hexdigest() + '"'
    headers = tuple((name, value) for name, value in response.items() if name.lower() not in NOT_KEPT)
    return KeptPage(response.content, (*headers, ("ETag", etag)), etag, time.monotonic() + TTL_SECONDS)


def answer(kept: KeptPage, request: HttpRequest) -> HttpResponse:
    """The kept page, or 304 when the visitor has it."""
    if "HTTP_IF_NONE_MATCH" in request.META and has_it(request.META["HTTP_IF_NONE_MATCH"], kept.etag):
        response = HttpResponse(status=304)
        response["ETag"], response["Cache-Control"] = kept.etag, PUBLIC_FOR_NOW
        return response
    response = HttpResponse(kept.body)
    for name, value in kept.headers:
        response.headers[name] = value
    return response


def has_it(header: str, etag: str) -> bool:
    """True when If-None-Match names the page, also weakly (a proxy that compresses makes a strong mark weak) or as "*"."""
    marks = [mark.removeprefix("W/") for mark in parse_etags(header)]
    return "*" in marks or etag in marks


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Answers made for one person are never stored by anybody."""
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
    return response
