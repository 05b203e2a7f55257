"""What the municipality asks of every alliance that begins from its template."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from samspil.alliances import queries, templates_of
from samspil.alliances.actions.answer_standing import answer_standing
from samspil.alliances.forms.standing import StandingForm
from samspil.alliances.presenting import talk
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.identity.actor import actor_of


@login_required
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them with their answers."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    rows = list(room.alliance.standing_questions.select_related("answered_for"))
    return render(request, "alliances/standing/questions.html", {**talk.place(actor, room), "rows": rows})


@login_required
def answer(request: HttpRequest, slug: str, question_id: int, party_id: int) -> HttpResponse:
    """One answer, for one of one's own parties."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party, one = queries.get_own_party_for(actor, room, party_id), templates_of.get_standing_question_of(room, question_id)
    form = StandingForm(request.POST or None, initial={"answer": one.answer, "revision": one.revision, "for_organisation": party.organisation_id})
    if form.is_valid():
        data = form.cleaned_data
        result = answer_standing(actor, slug, question_id, data["for_organisation"], data["answer"], revision=data["revision"], now=timezone.now())
    if written(result):
        return told(request, reverse("alliances:standing", args=[slug]), result, "Svaret er gemt.")
    return shown_again(request, "alliances/standing/answer.html", shown_with(room, form, party=party, question=one), result)
