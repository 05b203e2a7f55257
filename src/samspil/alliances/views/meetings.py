"""Meet: call, move and cancel, say whether one comes, the agenda, the minutes, and what was decided."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_POST

from samspil.alliances import gatherings, matters, queries
from samspil.alliances.actions.attend import attend, write_who_was_there
from samspil.alliances.actions.call_meeting import call_meeting, cancel_meeting, move_meeting
from samspil.alliances.actions.decide_at_meeting import decide_at_meeting
from samspil.alliances.actions.hang_files import NO_FILE, hang_files
from samspil.alliances.actions.raise_matter import OVER
from samspil.alliances.actions.write_minutes import add_point, drop_point, write_minutes
from samspil.alliances.forms.meetings import CancelForm, DecisionForm, MeetingFilesForm, MeetingForm, MinutesForm, PointForm, WasThereForm
from samspil.alliances.models import Meeting
from samspil.alliances.presenting import meetings as presenting
from samspil.alliances.rooms import Room
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.core.refusals import Refusal
from samspil.identity.actor import actor_of


def page_of(slug: str, meeting_id: int) -> str:
    return reverse("alliances:meeting", args=[slug, meeting_id])


def place(room: Room) -> dict[str, object]:
    return {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "going_on": room.alliance.stage not in OVER}


@login_required
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    return render(request, "alliances/meetings/list.html", {**place(room), **presenting.page(actor, room, timezone.now())})


@login_required
def new_meeting(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    form = MeetingForm(request.POST or None, parties=room.joined, initial={"for_organisation": party.organisation_id})
    if form.is_valid():
        result = call_meeting(actor, slug, form.cleaned_data["for_organisation"], form.written(), now=timezone.now())
    if isinstance(result, Meeting):
        return told(request, page_of(slug, result.pk), result, "I er indkaldt. Parterne får besked.")
    return shown_again(request, "alliances/meetings/call.html", shown_with(room, form, party=party, meeting=None), result)


@login_required
def meeting(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    shown = presenting.meeting_page(actor, room, gatherings.get_meeting_of(room, meeting_id), timezone.now())
    waiting = matters.open_matters_of(room, localdate()) if shown["takes_points"] else []
    start = {party: {"for_organisation": party.organisation_id} for party in shown["own"]}
    forms = [(party, PointForm(initial=start[party], auto_id=f"id_{party.pk}_%s", waiting=waiting)) for party in shown["own"]]
    hanging = MeetingFilesForm(files=gatherings.files_to_hang(room), initial={"attached": shown["hung"]})
    there = WasThereForm(parties=room.joined, initial={"parties": shown["there"]}) if shown["begun"] else None
    return render(request, "alliances/meetings/meeting.html", {**place(room), **shown, "forms": forms, "there_form": there, "files_form": hanging})


@login_required
def move(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    one = gatherings.get_meeting_of(room, meeting_id)
    begins, ends = localtime(one.begins), localtime(one.ends)
    start = {name: getattr(one, name) for name in ("title", "place", "link", "revision")}
    start |= {"day": begins.date(), "begins": f"{begins:%H.%M}", "ends": f"{ends:%H.%M}", "for_organisation": 0}
    start |= {"called": [str(party.pk) for party in gatherings.called_to(room, [one])[one.pk]]}
    form = MeetingForm(request.POST or None, parties=room.joined, initial=start)
    if form.is_valid():
        result = move_meeting(actor, slug, meeting_id, form.written(), revision=form.cleaned_data["revision"], now=timezone.now())
    if written(result):
        return told(request, page_of(slug, meeting_id), result, "Mødet er ændret. Parterne får besked, og kalenderne følger med.")
    return shown_again(request, "alliances/meetings/call.html", shown_with(room, form, party=None, meeting=one), result)


@login_required
def cancel(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    actor, form, result = actor_of(request), CancelForm(request.POST or None), None
    if form.is_valid():
        result = cancel_meeting(actor, slug, meeting_id, form.cleaned_data["reason"], now=timezone.now())
    if written(result):
        return told(request, page_of(slug, meeting_id), result, "Mødet er aflyst. Parterne får besked.")
    room = queries.get_working_room_for(actor, slug)
    shown = shown_with(room, form, meeting=presenting.row_of(gatherings.get_meeting_of(room, meeting_id), timezone.now()))
    return shown_again(request, "alliances/meetings/cancel.html", shown, result)


@login_required
@require_POST
def come(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    """The party's yes or no, by which button was pressed."""
    organisation = request.POST.get("for_organisation", "")
    number = int(organisation) if organisation.isdecimal() and len(organisation) < 19 else 0
    result = attend(actor_of(request), slug, meeting_id, number, comes="yes" in request.POST, now=timezone.now())
    return told(request, page_of(slug, meeting_id), result, "Tak. De andre kan se jeres svar.")


@login_required
def point(request: HttpRequest, slug: str, meeting_id: int, party_id: int) -> HttpResponse:
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    form = PointForm(request.POST or None, waiting=matters.open_matters_of(room, localdate()))
    if form.is_valid():
        result = add_point(actor, slug, meeting_id, form.cleaned_data["for_organisation"], form.written(), now=timezone.now())
    if written(result):
        return told(request, page_of(slug, meeting_id), result, "Punktet er på dagsordenen.")
    party, one = queries.get_own_party_for(actor, room, party_id), gatherings.get_meeting_of(room, meeting_id)
    form.initial = {"for_organisation": party.organisation_id}
    return shown_again(request, "alliances/meetings/point.html", shown_with(room, form, party=party, meeting=one), result)


@login_required
@require_POST
def remove_point(request: HttpRequest, slug: str, meeting_id: int, point_id: int) -> HttpResponse:
    result = drop_point(actor_of(request), slug, meeting_id, point_id)
    return told(request, page_of(slug, meeting_id), result, "Punktet er taget af dagsordenen.")


@login_required
def minutes(request: HttpRequest, slug: str, meeting_id: int, point_id: int) -> HttpResponse:
    """What was said of a point."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    one = gatherings.get_point_of(room, meeting_id, point_id)
    form = MinutesForm(request.POST or None, initial={"minutes": one.minutes, "revision": one.revision})
    if form.is_valid():
        data = form.cleaned_data
        result = write_minutes(actor, slug, meeting_id, point_id, data["minutes"], revision=data["revision"], now=timezone.now())
    if written(result):
        return told(request, f"{page_of(slug, meeting_id)}#punkt-{point_id}", result, "Referatet er gemt.")
    return shown_again(request, "alliances/meetings/minutes.html", shown_with(room, form, point=one), result)


@login_required
def wordings(request: HttpRequest, slug: str, meeting_id: int, point_id: int) -> HttpResponse:
    """Every wording of the minutes of a point."""
    room = queries.get_working_room_for(actor_of(request), slug)
    one = gatherings.get_point_of(room, meeting_id, point_id)
    shown = {**place(room), "point": one, "wordings": presenting.wordings(gatherings.wordings_of(room, one))}
    return render(request, "alliances/meetings/wordings.html", shown)


@login_required
@require_POST
def hang(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    form = MeetingFilesForm(request.POST, files=gatherings.files_to_hang(room))
    result: object = NO_FILE
    if form.is_valid():
        result = hang_files(actor, slug, meeting_id, form.written())
    return told(request, page_of(slug, meeting_id), result, "Filerne ligger ved mødet.")


@login_required
def decision(request: HttpRequest, slug: str, meeting_id: int, point_id: int, party_id: int) -> HttpResponse:
    """What was decided at a point, with what follows."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party, one = queries.get_own_party_for(actor, room, party_id), gatherings.get_point_of(room, meeting_id, point_id)
    waiting, rules = matters.open_matters_of(room, localdate()), matters.rules_of(room)
    start = {"for_organisation": party.organisation_id, "text": one.title, "number": str(one.question.number) if one.question else ""}
    form = DecisionForm(request.POST or None, rules=rules, parties=room.joined, waiting=waiting, initial=start)
    if form.is_valid():
        acting = form.cleaned_data["for_organisation"]
        result = decide_at_meeting(actor, slug, meeting_id, point_id, acting, form.at_meeting(), now=timezone.now())
    if written(result):
        return told(request, f"{page_of(slug, meeting_id)}#punkt-{point_id}", result, "Beslutningen står i loggen.")
    return shown_again(request, "alliances/meetings/decision.html", shown_with(room, form, point=one, party=party), result)


@login_required
@require_POST
def was_there(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    form = WasThereForm(request.POST, parties=room.joined)
    result: object = Refusal("parties", "Vælg blandt alliancens parter.")
    if form.is_valid():
        result = write_who_was_there(actor, slug, meeting_id, form.written(), now=timezone.now())
    return told(request, page_of(slug, meeting_id), result, "Det er skrevet, hvem der var med.")
