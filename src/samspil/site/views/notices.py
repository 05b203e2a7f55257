"""What is new for a person, and how they want to be told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samspil.core.models import Notice
from samspil.core.stored import in_frame
from samspil.identity import telling
from samspil.identity.actions import address_trouble, choose_notices
from samspil.identity.actor import actor_of
from samspil.identity.domain.telling import EVERYTHING, THEME_DA, Theme, Way
from samspil.identity.forms import NoticeChoicesForm

A_PAGE = 30


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Newest first; `efter` is the number of the last one on the page before."""
    actor, after = actor_of(request), request.GET.get("efter", "")
    found = Notice.objects.visible_to(actor).order_by("-pk")
    unread = found.filter(read_at=None).exists()
    rows = list((found.filter(pk__lt=int(after)) if after.isdecimal() and len(after) < 18 else found)[: A_PAGE + 1])
    shown = {"section": "me", "rows": rows[:A_PAGE], "more": rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None, "unread": unread, "back": bool(after)}
    return in_frame(request, actor, "site/notices.html", shown)


@login_required
def follow(request: HttpRequest, notice_id: int) -> HttpResponse:
    """On to what the notice is about; it is read now. POST only turns it: read to unread and back."""
    notice = Notice.objects.visible_to(actor_of(request)).filter(pk=notice_id).first()
    if notice is None:
        raise Http404("Den besked findes ikke.")
    turned = None if request.method == "POST" and notice.read_at else notice.read_at or timezone.now()
    Notice.objects.filter(pk=notice.pk).update(read_at=turned)
    ours = notice.url.startswith("/") and url_has_allowed_host_and_scheme(notice.url, None)
    return redirect(notice.url if ours and request.method != "POST" else "site:notices")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    Notice.objects.visible_to(actor_of(request)).filter(read_at=None).update(read_at=timezone.now())
    return redirect("site:notices")


@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """Choose theme by theme."""
    actor = actor_of(request)
    kept = telling.choices_of([actor.person_id or 0]).get(actor.person_id or 0, {})
    form = NoticeChoicesForm(request.POST or None, kept=kept, staff=actor.has_staff_work)
    if form.is_valid():
        choose_notices.choose(actor, {str(theme): Way(way) for theme, way in form.cleaned_data.items() if way})
        messages.success(request, "Dine valg er gemt.")
        return redirect("site:notice_choices")
    everything_off = kept.get(EVERYTHING) is Way.OFF and set(kept.values()) == {Way.OFF}
    return render(request, "site/notice_choices.html", {"section": "me", "form": form, "off": everything_off}, status=422 if form.errors else 200)


@login_required
@require_POST
def turn_off(request: HttpRequest) -> HttpResponse:
    choose_notices.turn_everything_off(actor_of(request))
    messages.success(request, "Alt er slået fra. Du får kun det, du selv beder om, fx koder til at logge ind.")
    return redirect("site:notice_choices")


@never_cache
@csrf_exempt
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One press in a mail program (RFC 8058) is a POST without cookies; who follows the link gets a button, and nothing changes until it is pressed."""
    named = telling.unsubscribed_from(token)
    if named is None:
        return render(request, "site/unsubscribe.html", {"section": "", "unknown": True, "done": False, "theme": ""}, status=404)
    if request.method == "POST":
        choose_notices.stop_mail(*named)
    theme = THEME_DA[Theme(named[1])] if named[1] != EVERYTHING else ""
    return render(request, "site/unsubscribe.html", {"section": "", "unknown": False, "done": request.method == "POST", "theme": theme})


@login_required
@require_POST
def address_works(request: HttpRequest) -> HttpResponse:
    """The person says that mail reaches them again."""
    if address_trouble.address_works(actor_of(request)):
        messages.success(request, "Tak. Vi sender til din e-mail igen.")
    return redirect("site:me")
