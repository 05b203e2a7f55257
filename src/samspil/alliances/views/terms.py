"""Read and change the terms of the agreement."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samspil.alliances import queries
from samspil.alliances.actions.write_terms import standing, write_terms
from samspil.alliances.forms.terms import TermsForm
from samspil.alliances.views.write import saved, shown_again, shown_with, written
from samspil.identity.actor import actor_of


@login_required
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    stands = standing(room)
    begin = {**vars(stands.terms), "data_role": stands.terms.data_role or "", "revision": stands.revision}
    form = TermsForm(request.POST or None, parties=room.joined, initial=begin)
    if form.is_valid():
        result = write_terms(actor, slug, form.written(), revision=form.cleaned_data["revision"], now=timezone.now())
    return saved(request, slug) if written(result) else shown_again(request, "alliances/terms.html", shown_with(room, form), result)
