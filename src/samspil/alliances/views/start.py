"""Start an alliance: from scratch, like an example, from a template, or as a copy of another."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from samspil.alliances import known, queries, templates_of
from samspil.alliances.actions.start import NewAlliance, start_alliance, why_closed
from samspil.alliances.forms.describing import StartForm
from samspil.alliances.templates_of import Source
from samspil.alliances.views.answers import refused_form
from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor, actor_of

MOST_AN_HOUR = 20
# What was written before an organisation was made, in the session: it stands in the form when its writer comes back.
BEGUN, TEXTS = "alliance-begun", ("title", "purpose", "target_group")


@login_required
def start(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    source = templates_of.source_of(actor, request.POST.get("begin_from", "") or source_key(request))
    form = start_form(request, actor, source)
    like = known.like_of(actor, request.POST.get("like_url", "") or example_url(request))
    offered = [] if source or like else templates_of.offered_in(form.initial["municipality"])
    closed = why_closed(form.initial["municipality"]) if form.initial["municipality"] else None
    shown = {"section": "alliances", "form": form, "like": like, "source": source, "offered": offered, "closed": closed}
    if request.POST.get("then") == "organisation":
        return to_organisation(request, form, like.url if like else "")
    if request.method != "POST" or not form.is_valid():
        return render(request, "alliances/start.html", shown, status=422 if form.errors else 200)
    if too_many(request, "alliance", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er startet mange alliancer herfra den sidste time. Vent lidt.")
        return render(request, "alliances/start.html", shown, status=429)
    result = start_alliance(actor, replace(new_alliance(form, like.url if like else ""), beginning=source), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "alliances/start.html", form, result, shown, field="municipality" if "municipality" in result.code else None)
    request.session.pop(BEGUN, None)
    messages.success(request, "Alliancen er startet. Kun I kan se den.")
    return redirect(result.address)


def example_url(request: HttpRequest) -> str:
    """Where the example lies that the address names (`?fra=aeblemosteriet`), or ""."""
    slug = request.GET.get("fra", "")
    return f"/eksempler/{slug}/" if slug else ""


def to_organisation(request: HttpRequest, form: StartForm, like_url: str) -> HttpResponse:
    """To where an organisation is made, with the way back here; what was written so far, and could be kept, is kept."""
    form.full_clean()
    request.session[BEGUN] = {name: form.cleaned_data[name] for name in TEXTS if form.cleaned_data.get(name)}
    slug = like_url.removeprefix("/eksempler/").strip("/")
    return redirect(f"/organisationer/ny/?{urlencode({'next': f'/alliancer/start/?fra={slug}' if slug else '/alliancer/start/'})}")


def source_key(request: HttpRequest) -> str:
    """What the address says to begin from: another alliance (`?kopi=slug`) or a template (`?skabelon=7`); "" for neither."""
    return next((f"{kind}:{request.GET[kind]}"[:200] for kind in (templates_of.COPY, templates_of.TEMPLATE) if request.GET.get(kind)), "")


def start_form(request: HttpRequest, actor: Actor, source: Source | None) -> StartForm:
    """The form, with the organisation and municipality that most probably fit."""
    own = list(queries.own_organisations(actor))
    first = own[0] if own else None
    begin = {"like_url": example_url(request), "for_organisation": str(first.pk) if first else "", "municipality": first.municipality_id if first else ""}
    if source:
        begin |= {"begin_from": source.key, "purpose": source.pattern.purpose, "target_group": source.pattern.target_group}
    return StartForm(request.POST or None, own=own, initial=begin | request.session.get(BEGUN, {}))


def new_alliance(form: StartForm, like_url: str) -> NewAlliance:
    """The errand's argument from a valid form."""
    data = form.cleaned_data
    texts = {name: data[name] for name in TEXTS}
    own = int(data["for_organisation"]) if data["for_organisation"] else None
    return NewAlliance(**texts, municipality_code=data["municipality"], for_organisation=own, like_url=like_url)
