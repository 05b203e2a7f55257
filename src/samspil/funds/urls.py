"""Addresses of funds."""

from django.urls import URLPattern, URLResolver, include, path

from samspil.funds.application_urls import APPLY, CASES, OWN
from samspil.funds.vote_urls import VOTE, VOTE_DESK

app_name = "funds"

PUBLIC: list[URLPattern | URLResolver] = [
    path("mine/", include(OWN)),
    path("<slug:fund>/<slug:slug>/soeg/", include(APPLY)),
    path("<slug:fund>/<slug:slug>/stem/", include(VOTE)),
]
DESK: list[URLPattern | URLResolver] = [
    path("<slug:fund>/<slug:slug>/ansoegninger/", include(CASES)),
    path("<slug:fund>/<slug:slug>/afstemning/", include(VOTE_DESK)),
]
urlpatterns = [path("puljer/", include(PUBLIC)), path("bord/puljer/", include(DESK))]
