"""How the alliance stands each quarter: read it, write it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.alliances import queries, together
from samspil.alliances.actions.write_status import write_status
from samspil.alliances.domain.quarters import quarter_of
from samspil.alliances.forms.status import StatusForm
from samspil.alliances.presenting import statuses as shown
from samspil.alliances.presenting import talk
from samspil.alliances.rooms import Room
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.identity.actor import actor_of

LINES = ("went_well", "hard", "needed", "shown", "revision")


def statuses(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them for those who take part; for everybody else who may see the alliance the newest that the parties show."""
    actor = actor_of(request)
    room = Room(queries.get_alliance_for(actor, slug))
    if actor.may("alliances.work", room):
        return render(request, "alliances/status/statuses.html", shown.page(actor, room, localdate()))
    return render(request, "alliances/status/statuses.html", shown.public_page(room, together.get_open_status_of(room)))


@login_required
def status(request: HttpRequest, slug: str) -> HttpResponse:
    """The three lines of the quarter that runs."""
    actor, form, result = actor_of(request), StatusForm(request.POST or None), None
    if form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        result = write_status(actor, slug, data["for_organisation"], form.when, form.written(), revision=data["revision"], now=now)
    if written(result):
        return told(request, reverse("alliances:statuses", args=[slug]), result, "Status er gemt.")
    room, when = queries.get_working_room_for(actor, slug), quarter_of(localdate())
    found = together.status_of(room, when)
    form.initial = {"year": when.year, "quarter": when.number} | ({name: getattr(found, name) for name in LINES} if found else {})
    return shown_again(request, "alliances/status/write.html", {**talk.place(actor, room), **shown_with(room, form), "quarter": when.words}, result)
