"""Addresses of organisations, their members and invitations."""

from django.urls import path

from samspil.identity.views import confirming, invitations, members, numbers, organisations

app_name = "organisations"
urlpatterns = [
    path("organisationer/", organisations.overview, name="overview"),
    path("organisationer/ny/", organisations.make, name="make"),
    path("organisationer/<int:organisation_id>/kom-med/", organisations.join, name="join"),
    path("organisationer/<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisationer/<slug:slug>/ret/", organisations.change, name="change"),
    path("organisationer/<slug:slug>/bekraeft/", confirming.ask_again, name="ask_confirmation"),
    path("organisationer/<slug:slug>/nummer/", numbers.number, name="number"),
    path("organisationer/<slug:slug>/medlemmer/", members.overview, name="members"),
    path("organisationer/<slug:slug>/medlemmer/<int:membership_id>/", members.member, name="member"),
    path("organisationer/<slug:slug>/medlemmer/<int:membership_id>/svar/", members.answer, name="answer_member"),
    path("organisationer/<slug:slug>/medlemmer/<int:membership_id>/slut/", members.end, name="end_membership"),
    path("organisationer/<slug:slug>/invitationer/<int:invitation_id>/traek-tilbage/", members.withdraw, name="withdraw_invitation"),
    path("invitation/<slug:secret>/", invitations.invitation, name="invitation"),
]
