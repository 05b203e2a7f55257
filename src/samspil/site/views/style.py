"""The living style page: every component in its states."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspil.core.pagecache import public_page
from samspil.knowledge.domain.words import SCENES

COLOURS = [
    ("paper", "#fbf7ef"), ("sand", "#f3ebdd"), ("surface", "#ffffff"), ("green-100", "#dcebdf"), ("green-300", "#a6cdb4"),
    ("green-500", "#3d8b69"), ("green-700", "#12604a"), ("green-900", "#0a3327"), ("amber-100", "#fcecca"), ("amber-300", "#f8d78f"),
    ("amber-500", "#f0b23e"), ("amber-700", "#855600"), ("terra-100", "#f9e1d6"), ("terra-300", "#eeae92"), ("terra-500", "#d2633f"),
    ("terra-700", "#a33d1f"), ("fjord-100", "#e1eef0"), ("fjord-300", "#b5d3da"), ("fjord-800", "#1d4a58"), ("error", "#a8201a"),
]  # fmt: skip
THREAD = [
    {"name": "Behov", "text": "Nye fællesskaber", "state": "done"},
    {"name": "Fundet hinanden", "text": "To foreninger", "state": "done"},
    {"name": "Aftale", "text": "Skrives nu", "state": "now"},
    {"name": "Penge", "text": "", "state": "open"},
    {"name": "I gang", "text": "", "state": "open"},
    {"name": "Måling", "text": "", "state": "open"},
    {"name": "Fortalt", "text": "", "state": "open"},
]


@public_page
def style(request: HttpRequest) -> HttpResponse:
    return render(request, "site/style.html", {"section": "", "colours": COLOURS, "scenes": SCENES, "thread": THREAD})
