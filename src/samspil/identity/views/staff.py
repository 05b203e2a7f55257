"""Pages on the way to staff powers: begin a session, end it, set up a second factor, no staff role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samspil.core.refusals import Refusal
from samspil.identity.actions import staff_session
from samspil.identity.actor import actor_of
from samspil.identity.forms import StaffSessionForm


def next_url(request: HttpRequest) -> str:
    """Where the person was going, if it is on this site; otherwise the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/bord/"


@login_required
def begin(request: HttpRequest) -> HttpResponse:
    form = StaffSessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = staff_session.begin(actor_of(request), form.cleaned_data["reason"], now=timezone.now())
        if not isinstance(result, Refusal):
            request.session["staff_session"] = result.pk
            return redirect(next_url(request))
        form.add_error("reason", result.text)
    return render(request, "identity/staff_session.html", {"form": form, "next": next_url(request)}, status=422 if form.errors else 200)


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    session_id = request.session.pop("staff_session", None)
    if session_id:
        staff_session.end(actor_of(request), session_id, now=timezone.now())
    return redirect("site:me")


@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    return render(request, "identity/second_factor.html", {"next": next_url(request)})


@login_required
def no_staff(request: HttpRequest) -> HttpResponse:
    return render(request, "identity/no_staff.html", status=403)
