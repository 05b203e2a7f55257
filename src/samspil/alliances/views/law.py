"""The legal check as people meet it: questions, what the law says, texts for the agreement, and a municipality's answers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.alliances import paper, queries
from samspil.alliances.actions.answer_law import Page, answer_law
from samspil.alliances.actions.choose_law_texts import choose_law_texts
from samspil.alliances.actions.law_standing import check_now
from samspil.alliances.actions.look_at_law import look_at_law
from samspil.alliances.actions.reply_as_lawyer import Reply, is_municipality, reply_as_lawyer
from samspil.alliances.domain.law_texts import offered
from samspil.alliances.forms.legal import QuestionsForm, ReplyForm, TextsForm
from samspil.alliances.models import LawAnswered, LawyersReply
from samspil.alliances.presenting import legal
from samspil.alliances.rooms import Room
from samspil.alliances.views.answers import told
from samspil.alliances.views.read import pdf
from samspil.alliances.views.write import shown_again, written
from samspil.core.ratelimit import too_many
from samspil.identity.actor import actor_of
from samspil.law.domain.asking import Group
from samspil.law.queries import questionnaire

MOST_PAPERS_AN_HOUR = 60
MORE = "Det er gemt. Jeres svar giver lidt flere spørgsmål."
DONE = "Det er gemt. Her er, hvad loven siger til jeres svar."


def at(slug: str) -> str:
    return reverse("alliances:law", args=[slug])


@login_required
def check(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    return render(request, "alliances/legal/check.html", legal.page(actor, room, timezone.localdate()))


@login_required
def moved(request: HttpRequest, slug: str) -> HttpResponse:
    """Where people ticked statements before there were questions."""
    queries.get_working_room_for(actor_of(request), slug)
    return redirect(at(slug), permanent=True)


@login_required
def questions(request: HttpRequest, slug: str, group: str) -> HttpResponse:
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    found = group_of(group)
    form = questions_form(request, room, found)
    if form.is_valid():
        data = form.cleaned_data
        result = answer_law(actor, slug, data["for_organisation"], Page(group, form.answers(), data["revision"]), now=timezone.now())
    if written(result):
        return onwards(request, slug, found, form)
    shown = {**legal.place(room), "form": form, "group": found, "speakers": legal.speakers(actor, room), "by": legal.signed(room.alliance.pk).get(group)}
    return shown_again(request, "alliances/legal/questions.html", {**shown, "groups": legal.groups(room, {})}, result)


def group_of(key: str) -> Group:
    """A page of questions; Http404 when there is none."""
    found = next((group for group in questionnaire().groups if group.key == key), None)
    if found is None:
        raise Http404("De spørgsmål findes ikke.")
    return found


def questions_form(request: HttpRequest, room: Room, group: Group) -> QuestionsForm:
    """The questions that are asked now, and any other that a form brings an answer to: somebody may have made it beside the point meanwhile."""
    facts, data = room.alliance.facts, request.POST or None
    asked = questionnaire().asked(group, facts)
    sent = {name.removesuffix("_unknown") for name in data or ()}
    here = [question for question in group.questions if question in asked or question.fact.key in sent]
    row = LawAnswered.objects.filter(alliance=room.alliance, group=group.key).first()
    known = legal.known_already(room)
    return QuestionsForm(data, questions=here, facts=facts, known=known, initial={"revision": row.revision if row else 0})


def onwards(request: HttpRequest, slug: str, group: Group, form: QuestionsForm) -> HttpResponse:
    """To the follow-ups that the answers brought, else to the next page, else to the result."""
    asking = questionnaire()
    now = {**form.facts, **form.answers()}
    shown = {question.fact.key for question in form.questions}
    if any(question.fact.key not in {*now, *shown} for question in asking.asked(group, now)):
        messages.success(request, MORE)
        return redirect("alliances:law_questions", slug, group.key)
    keys = [one.key for one in asking.groups]
    after = keys[keys.index(group.key) + 1 :]
    messages.success(request, "Det er gemt." if after else DONE)
    return redirect("alliances:law_questions", slug, after[0]) if after and "result" not in request.POST else redirect(at(slug))


@login_required
@require_POST
def seen(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    queries.get_working_room_for(actor, slug)
    result = look_at_law(actor, slug, spoken_for(request), now=timezone.now())
    return told(request, at(slug), result, "Godt. Tjekket er gemt, som det ser ud i dag.")


def spoken_for(request: HttpRequest) -> int | None:
    """The organisation on the button; None for whoever holds the alliance in their own name."""
    text = request.POST.get("for_organisation", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


@login_required
def texts(request: HttpRequest, slug: str) -> HttpResponse:
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    latest, row = room.alliance.legal_checks.first(), LawAnswered.objects.filter(alliance=room.alliance, group=LawAnswered.TEXTS).first()
    start = {"texts": [one["key"] for one in room.alliance.law_texts], "revision": row.revision if row else 0}
    form = TextsForm(request.POST or None, offers=offered(latest.result) if latest else [], initial=start)
    if form.is_valid():
        data = form.cleaned_data
        result = choose_law_texts(actor, slug, data["for_organisation"], data["texts"], revision=data["revision"], now=timezone.now())
    if written(result):
        return told(request, at(slug), result, "Det er gemt. Teksterne står i aftalen.")
    shown = {**legal.place(room), "form": form, "latest": latest, "speakers": legal.speakers(actor, room), "row": row}
    return shown_again(request, "alliances/legal/texts.html", shown, result)


@login_required
def reply(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party = next((one for one in room.own(actor) if is_municipality(one)), None)
    question = next((row for row in check_now(room.alliance, timezone.localdate())["ask"] if row["key"] == key), None)
    if party is None or question is None:
        raise Http404("Det spørgsmål kan I ikke svare på her.")
    form = ReplyForm(request.POST or None, initial=reply_start(room, key, party.organisation_id))
    if form.is_valid():
        data = form.cleaned_data
        new = Reply(data["text"], data["role"], data["answered_on"])
        result = reply_as_lawyer(actor, slug, data["for_organisation"], key, new, revision=data["revision"], now=timezone.now())
    if written(result):
        return told(request, at(slug), result, "Svaret står nu ved spørgsmålet.")
    return shown_again(request, "alliances/legal/reply.html", {**legal.place(room), "form": form, "party": party, "question": question}, result)


def reply_start(room: Room, key: str, organisation_id: int | None) -> dict[str, Any]:
    """What the municipality's form begins with."""
    row = LawyersReply.objects.filter(alliance=room.alliance, key=key).first()
    stands = {name: getattr(row, name) for name in ("text", "role", "answered_on", "revision")} if row else {"answered_on": timezone.localdate()}
    return {**stands, "for_organisation": organisation_id}


@login_required
def past(request: HttpRequest, slug: str, check_id: int) -> HttpResponse:
    room = queries.get_working_room_for(actor_of(request), slug)
    found = queries.get_legal_check_of(room, check_id)
    return render(request, "alliances/legal/past.html", {**legal.place(room), **legal.told(found.result), "found": found})


@login_required
@never_cache
def paper_now(request: HttpRequest, slug: str) -> HttpResponse:
    room = queries.get_working_room_for(actor_of(request), slug)
    return too_many_papers(request) or pdf(paper.law_pdf(room, timezone.localdate()), f"juridisk-tjek-{slug}")


@login_required
@never_cache
def past_paper(request: HttpRequest, slug: str, check_id: int) -> HttpResponse:
    found = queries.get_legal_check_of(queries.get_working_room_for(actor_of(request), slug), check_id)
    return too_many_papers(request) or pdf(paper.past_law_pdf(found), f"juridisk-tjek-{slug}-{found.on.isoformat()}")


def too_many_papers(request: HttpRequest) -> HttpResponse | None:
    """A refusal for whoever fetches one after the other."""
    if not too_many(request, "law-pdf", limit=MOST_PAPERS_AN_HOUR, seconds=3600):
        return None
    return HttpResponse("Tjekket er hentet mange gange herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
