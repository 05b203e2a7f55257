"""What a browser may run and fetch: strict for the site; the editors' admin gets a policy of its own."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

ADMIN = "/redaktion/"
PREVIEW = "samspil_preview"


class PolicyMiddleware:
    """Wagtail's forms set themselves up with scripts in the page, so those run in the admin and in its previews; nothing leaves for other hosts.

    There are two policies and no nonces, so both are written once: written for each answer they cost a sixth of what a bare page costs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.site = build_policy()
        self.admin = build_policy(replace=settings.ADMIN_SECURITY_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        of_admin = request.path_info.startswith(ADMIN) or getattr(response, PREVIEW, False)
        response.headers.setdefault(HEADER, self.admin if of_admin else self.site)
        return response


def mark_preview(response: HttpResponseBase) -> None:
    """A preview is made by a request of its own to the page's address; say that it is shown in the admin."""
    setattr(response, PREVIEW, True)
