"""See an alliance, its agreement and the agreement on paper."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from samspil.alliances import paper, queries
from samspil.alliances.forms.signing import SignForm
from samspil.alliances.presenting import agreement as agreement_shown
from samspil.alliances.presenting import page
from samspil.alliances.presenting.kept_frame import in_kept_frame
from samspil.alliances.rooms import Room
from samspil.core import storing
from samspil.core.pagecache import public_page
from samspil.core.ratelimit import too_many
from samspil.core.stored import in_frame, parts_of
from samspil.identity.actor import Actor, actor_of

MOST_DRAFTS_AN_HOUR = 60
TEMPLATE = "alliances/alliance.html"


@public_page
def alliance(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    try:
        marked = queries.get_mark_for(actor, slug)
    except Http404:
        return left(request, actor, slug)

    def read() -> Room:
        return Room(queries.get_alliance_for(actor, slug))

    # All strangers see the same, rendered once a change and day. With a cookie somebody may have a message to be shown.
    if actor.person_id is None and not request.COOKIES:
        return storing.answer(request, actor, page.stored_under(marked), lambda: parts_of(TEMPLATE, page.drawn_page(actor, read())))
    return in_frame(request, actor, TEMPLATE, page.page(actor, marked, read))


def left(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """For whoever went out: that they did, and the agreements they signed; nothing that came after. Raises Http404 for everybody else."""
    parties = queries.left_parties_of(actor, slug)
    versions = queries.signed_versions_of(parties)
    title = versions[0].content["title"] if versions else ""
    shown = {"section": "alliances", "parties": parties, "versions": versions, "title": title, "address": parties[0].alliance.address}
    return render(request, "alliances/left.html", shown)


@login_required
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    try:
        marked = queries.get_mark_for(actor, slug)
        return in_kept_frame(request, actor, marked, "alliances/agreement.html", lambda: agreement_for(actor, queries.get_working_room_for(actor, slug)))
    except Http404:
        return left(request, actor, slug)


def agreement_again(request: HttpRequest, room: Room, form: SignForm, status: int) -> HttpResponse:
    """The same with a form that was refused."""
    return render(request, "alliances/agreement.html", agreement_for(actor_of(request), room, form), status=status)


def agreement_for(actor: Actor, room: Room, form: SignForm | None = None) -> dict[str, Any]:
    """The version that waits, or else the one that holds, or what is missing before there is one; `form` is one that was refused."""
    version = room.waiting or room.in_force
    context = agreement_shown.agreement(actor, room, version)
    if version:
        start = {"number": version.number, "sha256": version.sha256}
        context["forms"] = [
            (party, form if form and form.data.get("for_organisation") == str(party.organisation_id) else sign_form(party.organisation_id, start))
            for party in context["signing"]
        ]
    return {**context, "section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "refused": form}


def sign_form(organisation_id: int | None, start: dict[str, object]) -> SignForm:
    return SignForm(initial={**start, "for_organisation": organisation_id}, auto_id=f"id_{organisation_id}_%s")


@login_required
@never_cache
def draft_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    room = queries.get_working_room_for(actor_of(request), slug)
    if too_many(request, "draft-pdf", limit=MOST_DRAFTS_AN_HOUR, seconds=3600):
        return HttpResponse("Der er hentet mange udkast herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    return pdf(paper.draft_pdf(room), f"udkast-{slug}")


@login_required
@never_cache
def version_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    actor = actor_of(request)
    try:
        version = queries.get_version_for(actor, queries.get_working_room_for(actor, slug), number)
    except Http404:
        version = queries.get_signed_version_for(actor, slug, number)
    return pdf(paper.version_pdf(version), f"aftale-{slug}-{number}")


def pdf(made: bytes, name: str) -> HttpResponse:
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})
