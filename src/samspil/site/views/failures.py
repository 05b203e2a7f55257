"""When something goes wrong: say what, in plain words, and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MOST_FIELDS = 200


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came back after its safety mark had run out. Show everything that was typed, ready to send again."""
    hidden = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"}
    pairs = [(name, value) for name in list(request.POST)[:MOST_FIELDS] for value in request.POST.getlist(name) if name not in hidden]
    return render(request, "site/expired_form.html", {"section": "", "pairs": pairs, "address": request.get_full_path()}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/not_found.html", {"section": ""}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/forbidden.html", {"section": ""}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "site/broken.html", {"section": ""}, status=500)
