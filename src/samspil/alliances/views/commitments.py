"""Promise in numbers, write down deliveries, say why something was not kept."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries
from samspil.alliances.actions.commit import deliver, remove_commitment, save_commitment, say_missed
from samspil.alliances.domain.commitments import number_in_words
from samspil.alliances.forms.commitments import CommitmentForm, DeliveryForm, MissedForm
from samspil.alliances.presenting.deliveries import with_deliveries
from samspil.alliances.presenting.kept_frame import in_kept_frame
from samspil.alliances.presenting.tally import tally
from samspil.alliances.rooms import Room
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.identity.actor import Actor, actor_of

FIELDS = ("kind", "what", "unit", "first_day", "due_day", "revision")


def place(slug: str) -> str:
    return reverse("alliances:commitments", args=[slug])


@login_required
def commitments(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is promised, with what the viewer may do."""
    actor = actor_of(request)
    marked = queries.get_mark_for(actor, slug)
    return in_kept_frame(request, actor, marked, "alliances/commitments.html", lambda: all_promised(actor, queries.get_working_room_for(actor, slug)))


def all_promised(actor: Actor, room: Room) -> dict[str, Any]:
    rows = with_deliveries(actor, room, tally(actor, room, room.parties, timezone.localdate(), works=True))
    place = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "own": room.own(actor)}
    return {**place, "tally": rows, "open_to_change": room.open_to_change}


@login_required
def commitment(request: HttpRequest, slug: str, party_id: int, commitment_id: int | None = None) -> HttpResponse:
    """A new promise of one of the viewer's parties, or a change of one."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    found = queries.get_commitment_of(room, commitment_id) if commitment_id and request.method != "POST" else None
    start = {name: getattr(found, name) for name in FIELDS} if found else {}
    start |= {"quantity": number_in_words(found.quantity), "receiver": str(found.receiver_id or "")} if found else {}
    others = [one for one in room.standing if one.pk != party.pk]
    form = CommitmentForm(request.POST or None, others=others, initial={**start, "for_organisation": party.organisation_id})
    if form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        result = save_commitment(actor, slug, data["for_organisation"], commitment_id, form.written(), revision=data["revision"], now=now)
    if written(result):
        return told(request, place(slug), result, "Tilsagnet er gemt.")
    return shown_again(request, "alliances/commitment.html", shown_with(room, form, party=party, commitment=found), result)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, commitment_id: int) -> HttpResponse:
    result = remove_commitment(actor_of(request), slug, commitment_id, now=timezone.now())
    return told(request, place(slug), result, "Tilsagnet er taget tilbage.")


@login_required
def delivery(request: HttpRequest, slug: str, commitment_id: int) -> HttpResponse:
    """Write down a piece that was delivered."""
    actor, form, result = actor_of(request), DeliveryForm(request.POST or None, initial={"day": timezone.localdate()}), None
    if form.is_valid():
        result = deliver(actor, slug, commitment_id, form.written(), now=timezone.now())
    if written(result):
        return told(request, place(slug), result, "Leveringen er skrevet.")
    room = queries.get_working_room_for(actor, slug)
    found = queries.get_commitment_of(room, commitment_id)
    return shown_again(request, "alliances/delivery.html", shown_with(room, form, commitment=found), result)


@login_required
def missed(request: HttpRequest, slug: str, commitment_id: int) -> HttpResponse:
    """Say why it was not kept."""
    actor, form, result = actor_of(request), MissedForm(request.POST or None), None
    if form.is_valid():
        result = say_missed(actor, slug, commitment_id, form.cleaned_data["reason"], now=timezone.now())
    if written(result):
        return told(request, place(slug), result, "Tak, fordi I siger det. De andre får besked.")
    room = queries.get_working_room_for(actor, slug)
    found = queries.get_commitment_of(room, commitment_id)
    return shown_again(request, "alliances/missed.html", shown_with(room, form, commitment=found), result)
