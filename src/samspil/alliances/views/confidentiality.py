"""Confidentiality: the parties' list, a public party's impositions, and the person's own page with its receipt."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.alliances import paper, queries
from samspil.alliances.actions.confirm_confidentiality import confirm_confidentiality
from samspil.alliances.actions.impose import ask_again, end_imposition, impose
from samspil.alliances.forms.confidentiality import ConfirmForm, EndImpositionForm, ImposeForm
from samspil.alliances.presenting import confidentiality as presenting
from samspil.alliances.views.answers import told
from samspil.alliances.views.parties import TOO_MANY, sent_many
from samspil.alliances.views.read import pdf
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.core.ratelimit import too_many
from samspil.identity.actor import actor_of

MOST_RECEIPTS_AN_HOUR = 60


@login_required
def bound(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is bound, and who has not answered; for the parties alone."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    rows = presenting.listed(actor, room, queries.impositions_of(room), localdate())
    shown = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, **rows}
    return render(request, "alliances/confidentiality/bound.html", shown)


@login_required
def new(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """Impose it for one of one's own public parties."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    form = ImposeForm(request.POST or None, parties=room.standing, initial={"for_organisation": party.organisation_id})
    if form.is_valid():
        data = form.cleaned_data
        many = sent_many(request, data["email"])
        result = TOO_MANY if many else impose(actor, slug, data["for_organisation"], form.written(), now=timezone.now())
    if written(result):
        return told(request, f"{room.alliance.address}tavshed/", result, f"{form.cleaned_data['name']} får en mail og kan læse og bekræfte.")
    return shown_again(request, "alliances/confidentiality/new.html", shown_with(room, form, party=party), result)


@login_required
def end(request: HttpRequest, slug: str, imposition_id: int) -> HttpResponse:
    """End one with a day, or take back one that nobody has confirmed."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    found = queries.get_imposition_of(room, imposition_id)
    form = EndImpositionForm({**request.POST.dict(), **({} if found.confirmed_at else {"day": f"{localdate():%d-%m-%Y}"})} if request.POST else None)
    form.initial = {"day": localdate()}
    if form.is_valid():
        result = end_imposition(actor, slug, imposition_id, form.cleaned_data["day"], now=timezone.now())
    if written(result):
        said = "Pålægget hører op den dag. Personen får besked." if found.confirmed_at else "Pålægget er taget tilbage."
        return told(request, f"{room.alliance.address}tavshed/", result, said)
    return shown_again(request, "alliances/confidentiality/end.html", shown_with(room, form, imposition=found), result)


@login_required
@require_POST
def again(request: HttpRequest, slug: str, imposition_id: int) -> HttpResponse:
    """Send the mail once more."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    found = queries.get_imposition_of(room, imposition_id)
    result: object = TOO_MANY if sent_many(request, found.email) else ask_again(actor, slug, imposition_id)
    return told(request, f"{room.alliance.address}tavshed/", result, "Mailen er sendt igen.")


@login_required
@never_cache
def own(request: HttpRequest, key: UUID) -> HttpResponse:
    """The person reads the text, and confirms it with their name."""
    actor, result = actor_of(request), None
    found = queries.get_own_imposition(actor, key)
    form = ConfirmForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        result = confirm_confidentiality(actor, key, form.cleaned_data["name"], now=timezone.now())
    if written(result):
        return redirect(f"{request.path}#kvittering")
    shown = {"section": "me", "form": form, **presenting.own(found, localdate())}
    return shown_again(request, "alliances/confidentiality/own.html", shown, result)


@login_required
@never_cache
def own_receipt(request: HttpRequest, key: UUID) -> HttpResponse:
    """The receipt on paper."""
    found = queries.get_own_imposition(actor_of(request), key, confirmed=True)
    if too_many(request, "receipt-pdf", limit=MOST_RECEIPTS_AN_HOUR, seconds=3600):
        return HttpResponse("Der er hentet mange kvitteringer herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    return pdf(paper.receipt_pdf(found), f"tavshedspligt-{found.pk}")
