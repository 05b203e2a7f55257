"""Which addresses are left for pages of text: those that no room answers itself."""

from django.urls import Resolver404, resolve


def is_free(address: str) -> bool:
    """True when Wagtail answers the address."""
    try:
        return resolve(address).func.__module__ == "wagtail.views"
    except Resolver404:
        return False
