"""Addresses of identity, below /konto/."""

from django.urls import path

from samspil.identity.views import assisted, proof, sessions, staff

app_name = "identity"
urlpatterns = [
    path("logget-ind/", sessions.sessions, name="sessions"),
    path("arbejdssession/", staff.begin, name="staff_session"),
    path("arbejdssession/slut/", staff.end, name="end_staff_session"),
    path("log-ind/nummer/", assisted.enter, name="enter_by_code"),
    path("to-trin/", staff.second_factor, name="second_factor"),
    path("ingen-adgang/", staff.no_staff, name="no_staff"),
    path("bekraeft-med-kode/", proof.by_code, name="prove_by_code"),
]
