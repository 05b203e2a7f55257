"""The guide to ending well: what became of what was promised, who is looked after, where it goes on, and what was learnt."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries
from samspil.alliances.actions.close_well import closing_of, write_farewell, write_lesson
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.forms.closing import FarewellForm, LessonForm, as_said
from samspil.alliances.presenting import closing as presenting
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, written
from samspil.core.refusals import Refusal
from samspil.identity.actor import actor_of

SAVED = "Det er gemt. Når I er enige, kan I lukke alliancen nederst på siden."
NOT_BEGUN = Refusal("not-begun", "I kan afslutte en alliance, der er i gang. Vil I ikke videre, kan I opgive den.")


def place(slug: str) -> str:
    return reverse("alliances:close", args=[slug])


@login_required
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The steps on one page while it is under way; how it ended when it is closed."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    if room.alliance.stage not in {Stage.RUNNING, Stage.CLOSED}:
        return told(request, room.alliance.address, NOT_BEGUN, "")
    shown = presenting.guide(actor, room, timezone.localdate())
    if shown["over"]:
        return render(request, "alliances/closing/ended.html", {**shown, "ended": presenting.ended(room)})
    form, result = FarewellForm(request.POST or None, sentences=presenting.sentences(room), initial=as_said(closing_of(room))), None
    if form.is_valid():
        result = write_farewell(actor, room.alliance.slug, form.written(), revision=form.cleaned_data["revision"])
    if written(result):
        onward = reverse("alliances:close_now", args=[slug]) if "close" in request.POST else place(slug)
        return told(request, onward, result, SAVED if onward == place(slug) else "Det er gemt.")
    return shown_again(request, "alliances/closing/guide.html", {**shown, "form": form}, result)


@login_required
@require_POST
def lesson(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """What one of the viewer's parties learnt; shown alone when it was not taken."""
    actor, form, result = actor_of(request), LessonForm(request.POST), None
    if form.is_valid():
        data = form.cleaned_data
        result = write_lesson(actor, slug, data["for_organisation"], data["learnt"], revision=data["revision"])
    if written(result):
        return told(request, place(slug), result, "Tak. Det er gemt, og de andre kan læse det.")
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    shown = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "form": form, "party": party}
    return shown_again(request, "alliances/closing/lesson.html", shown, result)
