"""The living style page: every component in its states."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspil.core.pagecache import public_page
from samspil.site.samples import samples


@public_page
def style(request: HttpRequest) -> HttpResponse:
    return render(request, "site/style.html", {"section": "", **samples()})
