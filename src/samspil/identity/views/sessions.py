"""Where one is logged in, and logging out everywhere else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from samspil.core.refusals import Refusal
from samspil.identity import proof
from samspil.identity.actions.end_other_sessions import end_other_sessions
from samspil.identity.actor import actor_of
from samspil.identity.queries import sessions_for

HERE = "/konto/logget-ind/"


@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Logging out elsewhere needs a fresh proof that it is you: whoever found an open browser must not shut the owner out."""
    actor, proving, now = actor_of(request), proof.where_to_prove(request), timezone.now()
    if request.method == "POST" and not proving:
        result = end_other_sessions(actor, request.session.session_key or "", now=now)
        if isinstance(result, Refusal):
            messages.warning(request, result.text)
        else:
            messages.success(request, "Du er logget ud alle andre steder.")
        return redirect(HERE)
    here, others = sessions_for(actor, request.session.session_key or "", now)
    prove = proving and f"{proving}?{urlencode({'next': HERE})}"
    return render(request, "identity/sessions.html", {"section": "me", "here": here, "others": others, "prove": prove})
