"""Addresses of law."""

from django.urls import path

from samspil.law.views import calendar, read

app_name = "law"
urlpatterns = [
    path("jura/", read.overview, name="overview"),
    path("jura/udloeb.ics", calendar.expiry_calendar, name="expiry_calendar"),
    path("jura/<slug:slug>/", read.answer, name="answer"),
]
