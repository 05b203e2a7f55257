"""Organisations: find them, make one, see one, tell about one's own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from samspil.core.pagecache import public_page
from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.core.stored import in_frame, in_kept_frame
from samspil.identity import members, responsible
from samspil.identity.actions.change_organisation import Told, change_organisation
from samspil.identity.actions.claim_number import make_and_claim
from samspil.identity.actions.join_organisation import ask_to_join
from samspil.identity.actions.make_organisation import NewOrganisation, Similar
from samspil.identity.actor import Actor, actor_of
from samspil.identity.domain.organisations import KIND_DA, MemberRole, OrganisationKind
from samspil.identity.organisation_forms import AboutForm, OrganisationForm
from samspil.identity.queries import municipality_names
from samspil.identity.views.members import tell

MOST_SHOWN = 200
MOST_ASKED_AN_HOUR = 20


@public_page
def overview(request: HttpRequest) -> HttpResponse:
    """Kept for all who see the same; staff see more than their audiences say, so theirs is made for each visit."""
    actor, places, kind = actor_of(request), municipality_names(), request.GET.get("slags", "")
    place = request.GET.get("kommune", "") if request.GET.get("kommune", "") in places else ""
    kind = kind if kind in set(OrganisationKind) else ""
    template = "identity/organisations.html"
    if actor.is_staff:
        return in_frame(request, actor, template, overview_shown(actor, place, kind))
    return in_kept_frame(request, actor, template, lambda: overview_shown(actor, place, kind), place, kind)


def overview_shown(actor: Actor, place: str, kind: str) -> dict[str, Any]:
    """The organisations the actor may see; municipalities' own stand in the list only when asked for by kind."""
    wanted = members.organisations_for(actor, municipality=place, kind=kind)
    wanted = wanted if kind else wanted.exclude(of_municipality__isnull=False)
    found = list(wanted[: MOST_SHOWN + 1])
    shown = {"organisations": found[:MOST_SHOWN], "more": len(found) > MOST_SHOWN, "place": place, "kind": kind}
    return {"section": "", **shown, "places": municipality_names(), "kinds": KIND_DA}


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    elsewhere = members.address_after_merge(actor, slug)
    if elsewhere:
        return redirect(elsewhere, permanent=True)
    found = members.get_organisation_for(actor, slug)
    mine = next((m for m in members.own_memberships(actor) if m.organisation_id == found.pk), None)
    shown = {"organisation": found, "mine": mine, "administers": actor.belongs_to(found.pk, MemberRole.ADMINISTRATOR)}
    asked = responsible.asked_whom(found) if mine and not mine.active_from else ""
    return render(request, "identity/organisation.html", {"section": "", **shown, "asked": asked, "also": members.merged_here(actor, found)})


@login_required
def make(request: HttpRequest) -> HttpResponse:
    begun = {"name": request.GET.get("navn", "")[:120], "municipality": request.GET.get("kommune", ""), "kind": request.GET.get("slags", "")}
    form = OrganisationForm(request.POST or None, initial=begun)
    if not form.is_valid():
        return shown(request, form, status=422 if form.errors else 200)
    if too_many(request, "organisation", limit=10, seconds=3600):
        form.add_error(None, "Der er oprettet mange organisationer herfra den sidste time. Vent lidt.")
        return shown(request, form, status=429)
    result = make_and_claim(actor_of(request), new_organisation(form.cleaned_data), form.cleaned_data["claim_why"], now=timezone.now())
    if isinstance(result, Refusal):
        form.add_error("cvr" if "cvr" in result.code else "name" if isinstance(result, Similar) else None, result.text)
        return shown(request, form, found=result.found if isinstance(result, Similar) else (), why=result.code, status=409)
    if onward(request):
        messages.success(request, f"{result.name} er oprettet. Nu handler du for den.")
        return redirect(onward(request))
    messages.success(request, f"{result.name} er oprettet. Inviter dem, du skal gøre det sammen med.")
    return redirect("organisations:members", slug=result.slug)


def shown(request: HttpRequest, form: OrganisationForm, *, found: Any = (), why: str = "", status: int = 200) -> HttpResponse:
    """The form, with organisations that it may be about; the box for being sure, and the one for a number that others have, come when they are needed."""
    marked = [(one, members.mark_of_known(actor_of(request), one.pk)) for one in found]
    context = {"section": "", "form": form, "onward": onward(request), "found": marked}
    context |= {"unsure": why == "same-name" or bool(form.data.get("sure")), "numbered": why == "same-cvr" or bool(form.data.get("claim_why"))}
    return render(request, "identity/make_organisation.html", context, status=status)


def onward(request: HttpRequest) -> str:
    """Where the person came from to make an organisation, and goes on afterwards; "" for anything but an address of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def new_organisation(data: dict[str, Any]) -> NewOrganisation:
    """The errand's argument from a valid form."""
    same = {name: data[name] for name in ("kind", "name", "cvr", "about", "website", "public_email", "sure")}
    return NewOrganisation(municipality_code=data["municipality"], **same)


@login_required
def change(request: HttpRequest, slug: str) -> HttpResponse:
    found = members.get_own_organisation_for(actor_of(request), slug, MemberRole.ADMINISTRATOR)
    start = {"about": found.about, "website": found.website, "public_email": found.public_email}
    form = AboutForm(request.POST or None, initial=start)
    if form.is_valid():
        tell(request, change_organisation(actor_of(request), found.pk, Told(**form.cleaned_data)), "Det er gemt.")
        return redirect("organisations:organisation", slug=slug)
    return render(request, "identity/change_organisation.html", {"section": "", "organisation": found, "form": form}, status=422 if form.errors else 200)


@login_required
def join(request: HttpRequest, organisation_id: int) -> HttpResponse:
    if request.method == "POST" and too_many(request, "join", limit=MOST_ASKED_AN_HOUR, seconds=3600):
        messages.warning(request, "Du har bedt om at komme med mange steder den sidste time. Vent lidt.")
    elif request.method == "POST":
        found = members.get_joinable_for(actor_of(request), organisation_id, request.POST.get("vist", ""))
        result = ask_to_join(actor_of(request), found.pk, now=timezone.now())
        tell(request, result, f"Du har bedt om at komme med i {found.name}. {responsible.asked_whom(found)}")
    return redirect("site:me")
