"""Write what is to be agreed: description, a party's own words, and tasks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries
from samspil.alliances.actions.contribute import Contribution, write_contribution
from samspil.alliances.actions.describe import describe_alliance, described
from samspil.alliances.actions.tasks import remove_task, save_task
from samspil.alliances.domain.words import TaskRole
from samspil.alliances.forms.contributing import ContributionForm
from samspil.alliances.forms.describing import DescribeForm
from samspil.alliances.forms.tasks import TaskForm
from samspil.alliances.models import Task
from samspil.alliances.models.alliance import address_of
from samspil.alliances.rooms import Room
from samspil.alliances.views import suggestions
from samspil.alliances.views.answers import refused_form, told
from samspil.core.refusals import Refusal
from samspil.identity.actor import actor_of

SAVED = "Det er gemt."


def shown_with(room: Room, form: Form, **more: Any) -> dict[str, Any]:
    """What every form's page shows."""
    return {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "form": form, "version": room.waiting, **more}


def saved(request: HttpRequest, slug: str) -> HttpResponse:
    """Back to the alliance."""
    messages.success(request, SAVED)
    return redirect(reverse("alliances:alliance", args=[slug]))


def written(result: object) -> bool:
    """True when an errand was done; it is None while there is no valid form."""
    return result is not None and not isinstance(result, Refusal)


def shown_again(request: HttpRequest, template: str, shown: dict[str, Any], result: object) -> HttpResponse:
    """The form for the first time, or again with what was typed and why it was not taken."""
    form: Form = shown["form"]
    if isinstance(result, Refusal):
        return refused_form(request, template, form, result, shown)
    return render(request, template, shown, status=422 if form.errors else 200)


# A form that is sent is first tried: the alliance is read by the errand, held, and only read to be shown when it was not taken.


@login_required
def describe(request: HttpRequest, slug: str) -> HttpResponse:
    actor, form, result = actor_of(request), DescribeForm(request.POST or None), None
    if form.is_valid():
        result = describe_alliance(actor, slug, form.written(), revision=form.cleaned_data["revision"], now=timezone.now())
    if written(result):
        return saved(request, slug)
    room = queries.get_working_room_for(actor, slug)
    form.initial = {**vars(described(room.alliance)), "revision": room.alliance.revision}
    return shown_again(request, "alliances/describe.html", shown_with(room, form), result)


@login_required
def contribution(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    actor, form, result = actor_of(request), ContributionForm(suggestions.posted(request)), None
    if form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        result = write_contribution(actor, slug, data["for_organisation"], form.written(), revision=data["revision"], now=now)
    if written(result):
        return saved(request, slug)
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    start = {name: getattr(party, name) for name in (*Contribution.__dataclass_fields__, "revision")}
    found = suggestions.for_party(actor, room, party)
    form.initial = {**start, "for_organisation": party.organisation_id, **suggestions.begun(request, found)}
    shown = shown_with(room, form, party=party, **suggestions.beside(request, room, form, found))
    return shown_again(request, "alliances/contribution.html", shown, result)


@login_required
def task(request: HttpRequest, slug: str, task_id: int | None = None) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    found = queries.get_task_of(room, task_id) if task_id and request.method != "POST" else next((one for one in room.tasks if one.pk == task_id), None)
    form, result = TaskForm(suggestions.posted(request), parties=room.standing, initial=task_start(room, found)), None
    if form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        result = save_task(actor, slug, task_id, data["title"], form.roles(), volunteers=form.help(), revision=data["revision"], now=now)
    if written(result):
        return saved(request, slug)
    theirs = suggestions.for_task(actor, room) if found is None else []
    form.initial = {**form.initial, **suggestions.begun(request, theirs)}
    shown = shown_with(room, form, task=found, **suggestions.beside(request, room, form, theirs))
    return shown_again(request, "alliances/task.html", shown, result)


def task_start(room: Room, found: Task | None) -> dict[str, Any]:
    """What the form shows of a task."""
    if found is None:
        return {}
    roles = room.roles[found.pk]
    by_role = {role: [str(party) for party, own in roles.items() if own is role] for role in TaskRole}
    responsible = next(iter(by_role[TaskRole.RESPONSIBLE]), "")
    return {
        "title": found.title,
        "responsible": responsible,
        "helps": by_role[TaskRole.HELPS],
        "asked": by_role[TaskRole.ASKED],
        "told": by_role[TaskRole.TOLD],
        "volunteers": found.volunteers,
        "line": found.line,
        "contact": found.contact,
        "revision": found.revision,
    }


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, task_id: int) -> HttpResponse:
    return told(request, address_of(slug), remove_task(actor_of(request), slug, task_id, now=timezone.now()), "Opgaven er taget væk.")
