"""When something goes wrong: say what, in plain words, and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspil.core import typed


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came back after its safety mark had run out. Keep everything that was typed, ready to send again; but never another site's words."""
    if not typed.came_from_here(request):
        return render(request, "site/forbidden.html", {"section": ""}, status=403)
    pairs = typed.pairs(request)
    shown = {"section": "", "pairs": pairs, "texts": typed.longer_texts(pairs), "files": bool(request.FILES), "address": request.get_full_path()}
    return render(request, "site/expired_form.html", shown, status=403)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/unreadable.html", {"section": ""}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/not_found.html", {"section": ""}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/forbidden.html", {"section": ""}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "site/broken.html", {"section": ""}, status=500)
