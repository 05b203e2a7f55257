"""A person's own data: what is kept, all of it as a file, and the account's end."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from samspil.core.personal_data import Holding, holdings
from samspil.core.stored import in_frame
from samspil.identity import members, proof
from samspil.identity.actions.delete_account import delete_account, objections, subject_of
from samspil.identity.actor import actor_of
from samspil.identity.models import Person
from samspil.site.exporting import own_data


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    return in_frame(request, actor_of(request), "site/my_data.html", {"section": "me", **two_lists(), "proved": not proof.where_to_prove(request)})


@login_required
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """The file, after the person has proved once more who they are."""
    step = proof.where_to_prove(request)
    if step:
        return redirect(f"{step}?{urlencode({'next': '/min-side/mine-data/'})}")
    now = timezone.now()
    subject = subject_of(own(request))
    name = f"samspil-mine-data-{timezone.localdate(now)}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(own_data(subject, now), content_type="application/zip", headers=headers)


@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Says first what happens to each thing; a press deletes at once."""
    step = proof.where_to_prove(request)
    if step:
        return redirect(f"{step}?{urlencode({'next': '/min-side/mine-data/slet/'})}")
    refusal = delete_account(actor_of(request)) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        logout(request)
        return redirect("site:account_deleted")
    refusals = [refusal] if refusal else objections(own(request))
    shown = {"section": "me", **two_lists(), "refusals": refusals, "actor": actor_of(request), "alone": members.alone_in(actor_of(request))}
    return render(request, "site/delete_account.html", shown, status=409 if request.method == "POST" else 200)


def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "site/account_deleted.html", {"section": ""})


def two_lists() -> dict[str, list[Holding]]:
    """What anybody may have here, and what comes of work as staff."""
    return {"own": [each for each in holdings() if not each.staff], "staff": [each for each in holdings() if each.staff]}


def own(request: HttpRequest) -> Person:
    """Whoever is logged in, as a row."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  # login_required has let nobody else in
    return person
