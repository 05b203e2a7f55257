"""Correct a delivery that was written wrong, and unsay that something was missed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samspil.alliances import queries
from samspil.alliances.actions.correct_delivery import correct_delivery, unsay_missed
from samspil.alliances.domain.commitments import number_in_words
from samspil.alliances.forms.corrections import CorrectionForm, UnmissedForm
from samspil.alliances.views.answers import told
from samspil.alliances.views.commitments import place
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.identity.actor import actor_of


@login_required
def correct(request: HttpRequest, slug: str, delivery_id: int) -> HttpResponse:
    """Write what should have stood, or take the delivery back."""
    actor, gone, result = actor_of(request), "gone" in request.POST, None
    room = queries.get_working_room_for(actor, slug)
    found = queries.get_delivery_of(room, delivery_id)
    start = {"day": found.day, "quantity": number_in_words(found.quantity), "evidence": found.evidence}
    form = CorrectionForm(request.POST or None, initial=start)
    if form.is_valid():
        result = correct_delivery(actor, slug, delivery_id, form.right(gone=gone), form.cleaned_data["reason"], now=timezone.now())
    if written(result):
        return told(request, place(slug), result, "Leveringen er taget tilbage." if gone else "Leveringen er rettet.")
    return shown_again(request, "alliances/commitments/correct.html", shown_with(room, form, delivery=found), result)


@login_required
def unmissed(request: HttpRequest, slug: str, commitment_id: int) -> HttpResponse:
    """Say that it was kept after all, or will be."""
    actor, form, result = actor_of(request), UnmissedForm(request.POST or None), None
    if form.is_valid():
        result = unsay_missed(actor, slug, commitment_id, form.cleaned_data["reason"], now=timezone.now())
    if written(result):
        return told(request, place(slug), result, "Det er taget tilbage. De andre får besked.")
    room = queries.get_working_room_for(actor, slug)
    found = queries.get_commitment_of(room, commitment_id)
    return shown_again(request, "alliances/commitments/unmissed.html", shown_with(room, form, commitment=found), result)
