"""Whole pages kept in memory: only what is the same for everybody, and never longer than it is true."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory

from samspil.core import pagecache
from samspil.core.pagecache import PageCacheMiddleware, PageStore, public_page

Visit = Callable[..., HttpResponseBase]


class Page:
    """A view that counts how often it is made; `respond` makes the answer."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.made = 0
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        self.made += 1
        return self.respond(request)


@public_page
def numbered(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"page of {request.get_full_path()}")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> PageStore:
    """A store that hears the database, without a thread."""
    store = PageStore()
    store.listening = True
    monkeypatch.setattr(PageStore, "ensure_listening", lambda self: None)
    monkeypatch.setattr(pagecache, "STORE", store)
    return store


def visit(page: Page, path: str = "/", method: str = "GET", **meta: Any) -> Any:
    return PageCacheMiddleware(page)(RequestFactory().generic(method, path, **meta))


def test_a_public_page_is_made_once_and_then_answered_from_memory(store: PageStore) -> None:
    page = Page(numbered)
    first, second = visit(page), visit(page)
    assert page.made == 1
    assert first.content == second.content == b"page of /"
    assert first["ETag"] == second["ETag"]
    assert second["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_each_query_string_is_a_page_of_its_own(store: PageStore) -> None:
    page = Page(numbered)
    assert visit(page, "/?side=1").content != visit(page, "/?side=2").content
    assert visit(page, "/?side=1").content == b"page of /?side=1"
    assert page.made == 2


def test_each_host_is_a_page_of_its_own(store: PageStore) -> None:
    page = Page(numbered)
    visit(page, HTTP_HOST="a.example")
    visit(page, HTTP_HOST="b.example")
    assert page.made == 2


def test_head_is_answered_from_a_kept_page_but_never_kept_itself(store: PageStore) -> None:
    page = Page(numbered)
    visit(page, method="HEAD")
    assert not store.pages
    whole = visit(page)
    head = visit(page, method="HEAD")
    assert page.made == 2
    assert head["ETag"] == whole["ETag"]


def test_a_visitor_who_has_the_page_gets_304_and_no_body(store: PageStore) -> None:
    page = Page(numbered)
    etag = visit(page)["ETag"]
    again = visit(page, HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert visit(page, HTTP_IF_NONE_MATCH='"other"').status_code == 200


@pytest.mark.parametrize("meta", [{"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=x"}, {"HTTP_AUTHORIZATION": "Basic eDp5"}])
def test_a_visitor_with_a_session_or_log_in_gets_a_page_of_their_own_that_nobody_stores(store: PageStore, meta: dict[str, str]) -> None:
    page = Page(numbered)
    visit(page)
    own = visit(page, **meta)
    assert page.made == 2
    assert own["Cache-Control"] == "private, no-store"
    assert len(store.pages) == 1


def test_a_form_that_is_sent_is_never_answered_from_memory(store: PageStore) -> None:
    page = Page(numbered)
    visit(page)
    assert visit(page, method="POST")["Cache-Control"] == "private, no-store"
    assert page.made == 2


def test_a_page_that_is_not_marked_public_is_never_kept(store: PageStore) -> None:
    page = Page(lambda request: HttpResponse("mine"))
    assert visit(page)["Cache-Control"] == "private, no-store"
    assert not store.pages


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("cookie")
    response.set_cookie("choice", "1")
    return response


NOT_KEPT: dict[str, Callable[[HttpRequest], Any]] = {
    "not found": lambda request: HttpResponse("no", status=404),
    "refused form": lambda request: HttpResponse("no", status=422),
    "server error": lambda request: HttpResponse("no", status=500),
    "redirect": lambda request: HttpResponse(status=302, headers={"Location": "/x/"}),
    "cookie": with_cookie,
    "stream": lambda request: StreamingHttpResponse([b"a"]),
    "too large": lambda request: HttpResponse(b"a" * (pagecache.LARGEST_BYTES + 1)),
}


@pytest.mark.parametrize("kind", NOT_KEPT)
def test_an_answer_that_is_not_a_plain_page_is_never_kept(store: PageStore, kind: str) -> None:
    page = Page(public_page(NOT_KEPT[kind]))
    visit(page)
    visit(page)
    assert page.made == 2
    assert not store.pages


def test_the_largest_page_that_may_be_kept_is_kept(store: PageStore) -> None:
    page = Page(public_page(lambda request: HttpResponse(b"a" * pagecache.LARGEST_BYTES)))
    visit(page)
    assert len(store.pages) == 1


def test_the_oldest_pages_go_when_they_fill_too_much(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(numbered)
    visit(page)
    (size,) = (kept.size for kept in store.pages.values())
    monkeypatch.setattr(pagecache, "MOST_BYTES", 3 * (size + 20))
    for number in range(5):
        visit(page, f"/?side={number}")
    assert [path for _, path in store.pages] == ["/?side=2", "/?side=3", "/?side=4"]
    assert store.bytes == sum(kept.size for kept in store.pages.values())


def test_a_page_made_again_counts_once(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    page, clock = Page(numbered), [1000.0]
    monkeypatch.setattr("samspil.core.pagecache.time.monotonic", lambda: clock[0])
    visit(page)
    clock[0] += pagecache.TTL_SECONDS
    visit(page)
    assert store.bytes == sum(kept.size for kept in store.pages.values())
    store.clear()
    assert store.bytes == 0


def test_a_page_is_made_anew_when_its_time_is_over(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    page, clock = Page(numbered), [1000.0]
    monkeypatch.setattr("samspil.core.pagecache.time.monotonic", lambda: clock[0])
    visit(page)
    clock[0] += pagecache.TTL_SECONDS - 1
    visit(page)
    assert page.made == 1
    clock[0] += 1
    visit(page)
    assert page.made == 2


def test_the_number_of_a_request_is_not_kept_with_the_page(store: PageStore) -> None:
    page = Page(public_page(lambda request: HttpResponse("a", headers={"X-Request-Id": "first", "X-Frame-Options": "DENY"})))
    visit(page)
    again = visit(page)
    assert "X-Request-Id" not in again
    assert again["X-Frame-Options"] == "DENY"


def test_a_store_that_does_not_hear_the_database_keeps_nothing(store: PageStore) -> None:
    store.listening = False
    page = Page(numbered)
    visit(page)
    visit(page)
    assert page.made == 2
    assert not store.pages


def test_a_page_made_while_something_changed_is_answered_but_not_kept(store: PageStore) -> None:
    def slow(request: HttpRequest) -> HttpResponse:
        response = numbered(request)
        store.clear()
        return response

    page = Page(public_page(slow))
    assert visit(page).content == b"page of /"
    assert not store.pages


def test_304_says_how_long_the_page_holds(store: PageStore) -> None:
    etag = visit(Page(numbered))["ETag"]
    assert visit(Page(numbered), HTTP_IF_NONE_MATCH=etag)["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("form", ["W/{}", '"other", {}', "*"])
def test_every_form_of_if_none_match_is_understood(store: PageStore, form: str) -> None:
    etag = visit(Page(numbered))["ETag"]
    assert visit(Page(numbered), HTTP_IF_NONE_MATCH=form.format(etag)).status_code == 304


def test_an_answer_with_a_cookie_is_stored_by_nobody(store: PageStore) -> None:
    assert visit(Page(public_page(with_cookie)))["Cache-Control"] == "private, no-store"


def test_a_page_kept_over_https_does_not_answer_plain_http(store: PageStore) -> None:
    page = Page(numbered)
    visit(page, **{"wsgi.url_scheme": "https"})
    visit(page)
    assert page.made == 2


def test_a_page_at_a_very_long_address_is_answered_and_not_kept(store: PageStore) -> None:
    page = Page(numbered)
    visit(page, "/?" + "n" * (pagecache.LONGEST_ADDRESS + 1))
    assert page.made == 1
    assert not store.pages
