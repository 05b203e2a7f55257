"""Pages on the way to staff powers: begin a session, end it, set up a second factor, no staff role."""

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST

from samspil.core import typed
from samspil.core.refusals import Refusal
from samspil.identity import queries
from samspil.identity.actions import staff_session
from samspil.identity.actor import actor_of
from samspil.identity.forms import RenewedSessionForm, StaffSessionForm

NOT_PROVED = "Vi skal først vide, at det er dig. Åbn /konto/arbejdssession/ i et nyt faneblad, begynd en arbejdssession der, og tryk så igen her."


def next_url(request: HttpRequest) -> str:
    """Where the person was going, if it is on this site; otherwise the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/bord/"


@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for the reason; on the way there the person proves with the second step, in this log-in, that it is they."""
    if not actor_of(request).has_staff_work:
        return redirect("identity:no_staff")
    if "resend_to" in request.POST:
        return renew(request)
    proof = queries.missing_proof(request)
    if proof:
        return redirect(f"{proof}?{urlencode({'next': request.get_full_path()})}")
    form = StaffSessionForm(request.POST or None)
    if form.is_valid() and begun(request, form, "reason"):
        return redirect(next_url(request))
    return render(request, "identity/staff_session.html", {"form": form, "next": next_url(request)}, status=422 if form.errors else 200)


def begun(request: HttpRequest, form: Form, field: str) -> bool:
    """Begin a session for the reason in `field`, and remember it in the browser session; a refusal is put on the form."""
    result = staff_session.begin(actor_of(request), form.cleaned_data[field], now=timezone.now())
    if isinstance(result, Refusal):
        form.add_error(field, result.text)
        return False
    request.session["staff_session"] = result.pk
    return True


def renew(request: HttpRequest) -> HttpResponse:
    """A session ended while something was written: begin a new one, and let the browser send what was written on (307 keeps it)."""
    form, address = RenewedSessionForm(request.POST), request.POST["resend_to"]
    known = url_has_allowed_host_and_scheme(address, {request.get_host()})
    # A staff session that ran out was begun with the second step in this log-in; one that was ended left no trace, so the log-in itself must have it.
    proved = "staff_session" in request.session or not queries.missing_proof(request)
    if known and form.is_valid() and not proved:
        form.add_error("staff_reason", NOT_PROVED)
    if known and form.is_valid() and begun(request, form, "staff_reason"):
        return HttpResponseRedirect(address, preserve_request=True)
    pairs = typed.pairs(request, "staff_reason", "resend_to")
    shown = {"section": "", "pairs": pairs, "texts": typed.longer_texts(pairs), "files": False, "address": address, "renew": True, "form": form}
    return render(request, "identity/keep_typed.html", shown, status=422)


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
