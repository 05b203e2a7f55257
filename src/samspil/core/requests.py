"""One log line a request, without addresses, cookies or what people typed."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

log = structlog.get_logger("samspil.request")
# A part of an address that opens something by itself: the long number of an invitation, a signed word, the key of a new password.
SECRET = re.compile(r"/(?:[0-9A-Za-z_]{30,}|[^/\s]*:[^/\s]{20,}|[0-9a-z]+-[0-9a-z]+-[0-9a-f]{30,})(?=/|$|\s)")


def without_secrets(text: str) -> str:
    """`text` with the parts of addresses in it that open something left out."""
    return SECRET.sub("/…", text)


class RequestLogMiddleware:
    """Binds a request id to every log line of the request, and logs method, path without its secrets, status and milliseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        structlog.contextvars.clear_contextvars()
        request_id = uuid.uuid4().hex[:12]
        structlog.contextvars.bind_contextvars(request=request_id)
        began = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-Id"] = request_id
        level = log.warning if response.status_code >= 500 else log.debug
        path, ms = without_secrets(request.path), round((time.perf_counter() - began) * 1000, 1)
        level("request", method=request.method, path=path, status=response.status_code, ms=ms)
        return response


class NullCharacterMiddleware:
    """Refuses paths and cookies with a null character: the database cannot hold one, and no honest visitor sends one. Forms and views refuse it themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or any("\x00" in value for value in request.COOKIES.values()):
            raise BadRequest("null character")
        return self.get_response(request)
