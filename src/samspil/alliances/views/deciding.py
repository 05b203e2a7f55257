"""Decide together: the log, a question, what a party says, what follows, and the rules."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import matters, queries
from samspil.alliances.actions.decide import say
from samspil.alliances.actions.decision_rules import remove_rule, save_rule
from samspil.alliances.actions.follow_up import finish, follow_up
from samspil.alliances.actions.raise_matter import OVER, raise_matter, take_back
from samspil.alliances.forms.deciding import DroppedForm, FollowUpForm, MatterForm, RuleForm, SayForm
from samspil.alliances.presenting import deciding as presenting
from samspil.alliances.rooms import Room
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.identity.actor import actor_of


def log_of(slug: str) -> str:
    return reverse("alliances:decisions", args=[slug])


def page_of(slug: str, number: int) -> str:
    return reverse("alliances:matter", args=[slug, number])


def place(room: Room) -> dict[str, object]:
    return {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "going_on": room.alliance.stage not in OVER}


@login_required
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    shown = presenting.log(actor, room, timezone.localdate())
    may = {"own": room.own(actor), "open_to_change": room.open_to_change}
    return render(request, "alliances/deciding/log.html", {**place(room), **may, **shown})


@login_required
def new_matter(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party, corrects = queries.get_own_party_for(actor, room, party_id), request.GET.get("retter", "")
    start = {"for_organisation": party.organisation_id, "corrects": corrects if corrects.isdecimal() else None}
    form = MatterForm(request.POST or None, rules=matters.rules_of(room), parties=room.joined, initial=start)
    if form.is_valid():
        result = raise_matter(actor, slug, form.cleaned_data["for_organisation"], form.written(), now=timezone.now())
    if written(result):
        return told(request, log_of(slug), result, "Spørgsmålet er stillet. De, der beslutter, får besked.")
    return shown_again(request, "alliances/deciding/ask.html", shown_with(room, form, party=party), result)


@login_required
def matter(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    one = matters.get_matter_of(room, number)
    shown = presenting.matter_page(actor, room, one, timezone.localdate())
    answering = [party for party in room.own(actor) if party.pk in shown["matter"]["yours"]]
    forms = [(party, SayForm(initial={"for_organisation": party.organisation_id}, auto_id=f"id_{party.pk}_%s")) for party in answering]
    follow = FollowUpForm(parties=room.joined) if shown["settled"] else None
    return render(request, "alliances/deciding/matter.html", {**place(room), **shown, "forms": forms, "follow": follow, "own": room.own(actor)})


@login_required
def answer(request: HttpRequest, slug: str, number: int, party_id: int) -> HttpResponse:
    actor, form, result = actor_of(request), SayForm(request.POST or None), None
    if form.is_valid():
        result = say(actor, slug, number, form.cleaned_data["for_organisation"], form.written(), now=timezone.now())
    if written(result):
        return told(request, page_of(slug, number), result, "Jeres svar er gemt.")
    room = queries.get_working_room_for(actor, slug)
    party, one = queries.get_own_party_for(actor, room, party_id), matters.get_matter_of(room, number)
    form.initial = {"for_organisation": party.organisation_id}
    return shown_again(request, "alliances/deciding/say.html", shown_with(room, form, party=party, matter=one), result)


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return told(request, page_of(slug, number), take_back(actor_of(request), slug, number, now=timezone.now()), "Spørgsmålet er trukket tilbage.")


@login_required
def new_follow_up(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    one, form = matters.get_matter_of(room, number), FollowUpForm(request.POST or None, parties=room.joined)
    if form.is_valid():
        result = follow_up(actor, slug, number, form.written(), now=timezone.now())
    if written(result):
        return told(request, page_of(slug, number), result, "Det er skrevet, og den, der gør det, får besked.")
    return shown_again(request, "alliances/deciding/follow_up.html", shown_with(room, form, matter=one), result)


@login_required
def follow_ups(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    rows = presenting.follow_ups(actor, room, timezone.localdate())
    return render(request, "alliances/deciding/follow_ups.html", {**place(room), "rows": rows})


@login_required
def finished(request: HttpRequest, slug: str, follow_up_id: int) -> HttpResponse:
    """Say that it is done, or why it is not."""
    actor, done, result = actor_of(request), "done" in request.POST, None
    form = DroppedForm(request.POST or None)
    if done or form.is_valid():
        result = finish(actor, slug, follow_up_id, "" if done else form.cleaned_data["reason"], now=timezone.now())
    if result is not None:
        return told(request, reverse("alliances:follow_ups", args=[slug]), result, "Tak. Det er skrevet.")
    room = queries.get_working_room_for(actor, slug)
    return shown_again(request, "alliances/deciding/finish.html", shown_with(room, form, task=matters.get_follow_up_of(room, follow_up_id)), result)


@login_required
def rule(request: HttpRequest, slug: str, rule_id: int | None = None) -> HttpResponse:
    """A new rule, or a change of one."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    found = matters.get_rule_of(room, rule_id) if rule_id and request.method != "POST" else None
    start = {"about": found.about, "decides": str(found.decides_id or ""), "days": found.days, "revision": found.revision} if found else {}
    form = RuleForm(request.POST or None, parties=room.joined, initial=start)
    if form.is_valid():
        result = save_rule(actor, slug, rule_id, form.written(), revision=form.cleaned_data["revision"], now=timezone.now())
    if written(result):
        return told(request, log_of(slug), result, "Reglen er gemt. Den bliver en del af aftalen.")
    return shown_again(request, "alliances/deciding/rule.html", shown_with(room, form, rule_id=rule_id), result)


@login_required
@require_POST
def drop_rule(request: HttpRequest, slug: str, rule_id: int) -> HttpResponse:
    result = remove_rule(actor_of(request), slug, rule_id, now=timezone.now())
    return told(request, log_of(slug), result, "Reglen er taget væk.")
