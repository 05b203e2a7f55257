"""The editors' desk: what waits for somebody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.drawn import drawn
from samspil.core.refusals import Refusal
from samspil.core.search import missed
from samspil.core.stored import in_frame
from samspil.identity.actor import actor_of
from samspil.knowledge import queries
from samspil.knowledge.actions.move_enquiry import move_enquiry
from samspil.knowledge.domain.enquiries import ERRAND_DA, LIFECYCLE, STATE_DA
from samspil.site import desking

LONGEST_NUMBER, MOST_SEARCHES = 10, 200


def desk(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    shown = desking.desk(actor, timezone.localdate())
    work = drawn("site/desk_work.html", desk=shown, until=actor.staff_until)
    return in_frame(request, actor, "site/desk.html", {"section": "desk", "desk": shown, "work": work})


def write_new(request: HttpRequest, slug: str) -> HttpResponse:
    """To the form of a new text. Where its section lies is looked up here: the desk need not ask for what few press."""
    address = desking.form_of_new(slug)
    if not address:
        raise Http404("Den slags tekst findes ikke.")
    return redirect(address)


def enquiries(request: HttpRequest) -> HttpResponse:
    state, after = request.GET.get("vis", ""), request.GET.get("efter", "")
    state = state if state in STATE_DA else LIFECYCLE.start
    letters, following = queries.enquiries_in(actor_of(request), state, int(after) if after.isdecimal() and len(after) < LONGEST_NUMBER else 0)
    numbers = queries.enquiries_by_state(actor_of(request))
    states = [(key, name, numbers.get(key, 0)) for key, name in STATE_DA.items()]
    shown = {"rows": desking.rows_of_enquiries(letters), "next": following, "later": bool(after), "state": state, "states": states}
    return render(request, "site/desk_enquiries.html", {"section": "desk", **shown})


def enquiry(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    actor, refusal = actor_of(request), None
    found = queries.get_enquiry_for(actor, enquiry_id)
    if request.method == "POST":
        result = move_enquiry(actor, enquiry_id, request.POST.get("errand", ""), now=timezone.now())
        if not isinstance(result, Refusal):
            return redirect("site:desk_enquiry", enquiry_id=enquiry_id)
        refusal = result
    errands = [(errand, ERRAND_DA[errand]) for errand in LIFECYCLE.possible(found.state, next(iter(sorted(actor.roles)), ""))]
    return render(
        request, "site/desk_enquiry.html", {"section": "desk", "enquiry": found, "errands": errands, "refusal": refusal}, status=409 if refusal else 200
    )


def searches(request: HttpRequest) -> HttpResponse:
    """What visitors looked for in vain; who may see the desk may see it."""
    shown = {"rows": missed.told()[:MOST_SEARCHES], "often": missed.TIMES, "different": missed.DAYS, "days": missed.KEPT_DAYS}
    return render(request, "site/desk_searches.html", {"section": "desk", **shown})
