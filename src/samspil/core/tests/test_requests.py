"""One log line a request, and nothing of the visitor in it."""

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from structlog.testing import capture_logs

from samspil.core.requests import RequestLogMiddleware


def visit(status: int = 200, path: str = "/kontakt/?om=hemmeligt") -> tuple[HttpResponse, list[dict[str, object]]]:
    def respond(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=status)

    with capture_logs([structlog.contextvars.merge_contextvars]) as lines:
        response = RequestLogMiddleware(respond)(RequestFactory().post(path, {"message": "hemmeligt"}, REMOTE_ADDR="192.0.2.77"))
    return response, lines  # type: ignore[return-value]  # the middleware gives back what the view made


def test_each_answer_carries_the_number_of_its_log_line() -> None:
    response, (line,) = visit()
    assert line["request"] == response["X-Request-Id"]
    assert (line["method"], line["path"], line["status"], line["log_level"]) == ("POST", "/kontakt/", 200, "debug")


def test_no_two_requests_have_one_number() -> None:
    assert visit()[0]["X-Request-Id"] != visit()[0]["X-Request-Id"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_broken_answer_is_a_warning(status: int) -> None:
    assert visit(status)[1][0]["log_level"] == "warning"


def test_neither_address_nor_what_was_typed_is_logged() -> None:
    assert "hemmeligt" not in str(visit()[1])
    assert "192.0.2.77" not in str(visit()[1])


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/alliancer/invitation/c47c3cd1c6ca9dcb67a4f329a7de1a089b8410687258e4964b93a3ef95a66e7c/", "/alliancer/invitation/…/"),
        ("/afmeld/12.alliances:dGhlIHNpZ25hdHVyZSBvZiBpdA/", "/afmeld/…/"),
        ("/eksempler/et-eksempel-med-en-temmelig-lang-adresse/", "/eksempler/et-eksempel-med-en-temmelig-lang-adresse/"),
    ],
)
def test_what_opens_something_by_itself_is_not_logged(path: str, logged: str) -> None:
    assert visit(path=path)[1][0]["path"] == logged
