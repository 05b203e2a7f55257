"""A guard that fails a request in which the same query is asked once per row (django-zeal).

Views of libraries are left out: zeal tells queries apart by the nearest line of ours, and in a library's view that is always
the same line of middleware.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from zeal import zeal_context
from zeal.constants import initialize_app_registry
from zeal.patch import patch

LIBRARIES = ("wagtail.", "allauth.", "django.")
Handler = Callable[..., HttpResponseBase]


def install() -> None:
    """Let zeal hear of each query; it says nothing outside `watching`."""
    initialize_app_registry()
    patch()


def is_ours(request: HttpRequest) -> bool:
    """True unless a library's view answers."""
    try:
        return not resolve(request.path_info).func.__module__.startswith(LIBRARIES)
    except Resolver404:
        return True


def watching(handler: Handler) -> Handler:
    """The test client's handler, with each request of ours watched for repeated queries."""

    def watched(client_handler: object, request: HttpRequest) -> HttpResponseBase:
        if not is_ours(request):
            return handler(client_handler, request)
        with zeal_context():
            return handler(client_handler, request)

    return watched
