"""Addresses of alliances."""

from django.urls import path

from samspil.alliances.views import agree, commitments, directory, end, invitations, leave, parties, read, start, talk, terms, write

app_name = "alliances"
urlpatterns = [
    path("alliancer/", directory.alliances, name="alliances"),
    path("alliancer/start/", start.start, name="start"),
    path("alliancer/invitation/<slug:secret>/", invitations.invitation, name="invitation"),
    path("alliancer/<slug:slug>/", read.alliance, name="alliance"),
    path("alliancer/<slug:slug>/beskriv/", write.describe, name="describe"),
    path("alliancer/<slug:slug>/vilkaar/", terms.terms, name="terms"),
    path("alliancer/<slug:slug>/tilsagn/", commitments.commitments, name="commitments"),
    path("alliancer/<slug:slug>/tilsagn/ny/<int:party_id>/", commitments.commitment, name="new_commitment"),
    path("alliancer/<slug:slug>/tilsagn/<int:commitment_id>/ret/<int:party_id>/", commitments.commitment, name="commitment"),
    path("alliancer/<slug:slug>/tilsagn/<int:commitment_id>/fjern/", commitments.remove, name="remove_commitment"),
    path("alliancer/<slug:slug>/tilsagn/<int:commitment_id>/levering/", commitments.delivery, name="delivery"),
    path("alliancer/<slug:slug>/tilsagn/<int:commitment_id>/ikke-holdt/", commitments.missed, name="missed"),
    path("alliancer/<slug:slug>/beskeder/", talk.messages, name="messages"),
    path("alliancer/<slug:slug>/beskeder/ny/", talk.new, name="new_message"),
    path("alliancer/<slug:slug>/beskeder/samtale/<int:conversation_id>/", talk.conversation, name="conversation"),
    path("alliancer/<slug:slug>/beskeder/<int:message_id>/ret/", talk.change, name="change_message"),
    path("alliancer/<slug:slug>/beskeder/<int:message_id>/traek-tilbage/", talk.take_back, name="take_back_message"),
    path("alliancer/<slug:slug>/inviter/", parties.invite, name="invite"),
    path("alliancer/<slug:slug>/inviter/<int:organisation_id>/", parties.ask, name="ask"),
    path("alliancer/<slug:slug>/inviter/<int:party_id>/traek-tilbage/", parties.take_back, name="take_back"),
    path("alliancer/<slug:slug>/inviter/<int:party_id>/venter/", parties.waiting, name="waiting"),
    path("alliancer/<slug:slug>/svar/", parties.answer, name="answer"),
    path("alliancer/<slug:slug>/gaa-ud/<int:party_id>/", leave.leave, name="leave"),
    path("alliancer/<slug:slug>/opgiv/", end.end, {"errand": "withdraw"}, name="withdraw"),
    path("alliancer/<slug:slug>/afslut/", end.end, {"errand": "close"}, name="close"),
    path("alliancer/<slug:slug>/genoptag/", end.reopen, name="reopen"),
    path("alliancer/<slug:slug>/paamind/<int:party_id>/", parties.remind, name="remind"),
    path("alliancer/<slug:slug>/vis/", parties.show, name="show"),
    path("alliancer/<slug:slug>/bidrag/<int:party_id>/", write.contribution, name="contribution"),
    path("alliancer/<slug:slug>/opgaver/ny/", write.task, name="new_task"),
    path("alliancer/<slug:slug>/opgaver/<int:task_id>/", write.task, name="task"),
    path("alliancer/<slug:slug>/opgaver/<int:task_id>/fjern/", write.remove, name="remove_task"),
    path("alliancer/<slug:slug>/kendetegn/", write.facts, name="facts"),
    path("alliancer/<slug:slug>/kendetegn/laest/", write.law_seen, name="law_seen"),
    path("alliancer/<slug:slug>/aftale/", read.agreement, name="agreement"),
    path("alliancer/<slug:slug>/aftale/klar/", agree.propose, name="propose"),
    path("alliancer/<slug:slug>/aftale/underskriv/", agree.sign, name="sign"),
    path("alliancer/<slug:slug>/aftale/udkast.pdf", read.draft_pdf, name="draft_pdf"),
    path("alliancer/<slug:slug>/aftale/<int:number>.pdf", read.version_pdf, name="version_pdf"),
    path("alliancer/<slug:slug>/trin/<slug:errand>/", agree.move, name="move"),
]
