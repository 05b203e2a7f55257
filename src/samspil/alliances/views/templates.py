"""A municipality's own templates on its desk: see them, write one, publish it, throw one away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import desk, templates_of
from samspil.alliances.actions.write_template import delete_template, publish_template, save_template
from samspil.alliances.domain.patterns import Pattern, read
from samspil.alliances.forms.template import EMPTY_ROWS, LEAST_ROWS, TemplateForm, filled
from samspil.alliances.models import AllianceTemplate
from samspil.alliances.views.answers import refused_form
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor, actor_of
from samspil.identity.domain.roles import Role

PAGE, SAVED = "alliances/templates/template.html", "Skabelonen er gemt."


def writer(request: HttpRequest) -> Actor:
    """Whoever may write templates; refused for all others."""
    actor = actor_of(request)
    if not (actor.may("alliances.see_desk") and (actor.moderates_in or actor.may_as(Role.ADMINISTRATOR))):
        raise PermissionDenied
    return actor


def overview(request: HttpRequest) -> HttpResponse:
    actor = writer(request)
    rows = templates_of.own_templates(actor).select_related("municipality").order_by("municipality__name_key", "title", "pk")[:200]
    return render(request, "alliances/templates/templates.html", {"section": "desk", "rows": rows})


def template(request: HttpRequest, template_id: int | None = None) -> HttpResponse:
    actor = writer(request)
    found = templates_of.get_template_for(actor, template_id) if template_id else None
    source = templates_of.source_of(actor, f"{templates_of.COPY}:{request.GET['kopi']}") if found is None and request.GET.get("kopi") else None
    pattern, title = (read(found.content), found.title) if found else (source.pattern, source.title) if source else (Pattern(), "")
    rows = max(LEAST_ROWS, len(pattern.tasks) + EMPTY_ROWS)
    form = TemplateForm(request.POST or None, rows=rows, initial=filled(title, pattern, found.revision if found else 0))
    places = desk.choices(actor) if found is None else []
    shown = {"section": "desk", "form": form, "template": found, "source": source, "places": places, "address": request.get_full_path()}
    if request.method != "POST" or not form.is_valid():
        return render(request, PAGE, shown, status=422 if form.errors else 200)
    return saved(request, actor, found, form, shown, source.title if source else "")


def saved(request: HttpRequest, actor: Actor, found: AllianceTemplate | None, form: TemplateForm, shown: dict[str, object], copied_from: str) -> HttpResponse:
    """The form's answer once it holds what can be kept."""
    data, code = form.cleaned_data, request.POST.get("municipality", "")
    pk, revision = found.pk if found else None, data["revision"] or 0
    result = save_template(actor, pk, code, data["title"], form.written(), copied_from=copied_from, revision=revision, now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, PAGE, form, result, shown)
    messages.success(request, SAVED)
    return redirect("alliances:template", template_id=result.pk)


@require_POST
def publish(request: HttpRequest, template_id: int) -> HttpResponse:
    public = request.POST.get("public") == "yes"
    result = publish_template(writer(request), template_id, public=public, now=timezone.now())
    if isinstance(result, Refusal):
        messages.error(request, result.text)
    else:
        messages.success(request, "Alle, der starter en alliance, kan bruge skabelonen." if public else "Skabelonen er en kladde igen.")
    return redirect("alliances:template", template_id=template_id)


@require_POST
def delete(request: HttpRequest, template_id: int) -> HttpResponse:
    delete_template(writer(request), template_id)
    messages.success(request, "Skabelonen er slettet. Alliancer, der begyndte med den, er, som de var.")
    return redirect("alliances:templates")
