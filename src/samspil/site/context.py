"""What every page's frame shows. Touches no session for visitors without a session cookie."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

NAVIGATION = [
    ("examples", "/eksempler/", "Eksempler"),
    ("exchange", "/behov/", "Tilbud og behov"),
    ("alliances", "/alliancer/", "Alliancer"),
    ("guides", "/droeftelser/", "Drøftelser"),
    ("law", "/jura/", "Jura"),
    ("articles", "/artikler/", "Artikler"),
    ("municipalities", "/kommuner/", "Kommuner"),
]


def page(request: HttpRequest) -> dict[str, Any]:
    """Navigation, whether somebody is logged in, and the base address."""
    person = getattr(request, "user", None)  # missing when the request was refused before anybody asked who it is
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and person is not None and person.is_authenticated
    return {"navigation": NAVIGATION, "signed_in": signed_in, "base_url": settings.BASE_URL, "demo": settings.DEMO}
