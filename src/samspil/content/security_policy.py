"""What a browser may run and fetch: strict for the site; the editors' admin gets a policy of its own."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

ADMIN = "/redaktion/"
PREVIEW = "samspil_preview"


class PolicyMiddleware(CSPMiddleware):
    """Wagtail's forms set themselves up with scripts in the page, so those run in the admin and in its previews; nothing leaves for other hosts."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and (request.path_info.startswith(ADMIN) or getattr(response, PREVIEW, False)):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_SECURITY_POLICY}
        return parts


def mark_preview(response: HttpResponseBase) -> None:
    """A preview is made by a request of its own to the page's address; say that it is shown in the admin."""
    setattr(response, PREVIEW, True)
