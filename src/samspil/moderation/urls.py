"""Addresses of moderation."""

from django.urls import path

from samspil.moderation.views import desk, own, report, rules

app_name = "moderation"
urlpatterns = [
    path("regler/", rules.rules, name="rules"),
    path("anmeld/invitation/<slug:secret>/", report.report_invitation, name="report_invitation"),
    path("anmeld/<slug:kind>/<int:thing_id>/", report.report, name="report"),
    path("anmeldelse/<str:token>/", report.follow, name="follow"),
    path("afgoerelse/<slug:kind>/<int:thing_id>/", own.decided, name="decided"),
    path("bord/anmeldelser/", desk.cases, name="cases"),
    path("bord/anmeldelser/<int:case_id>/", desk.case, name="case"),
    path("bord/anmeldelser/<int:case_id>/tag-op/", desk.reopen, name="reopen"),
]
