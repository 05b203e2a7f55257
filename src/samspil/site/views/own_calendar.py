"""A person's own calendar: meetings of their alliances and what they have said yes to, behind one secret address."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.alliances import gatherings
from samspil.alliances.actions.calendar_address import end_calendar_address, renew_calendar_address
from samspil.alliances.presenting.ical import told_of
from samspil.core.ical import CONTENT_TYPE, calendar_of
from samspil.core.ratelimit import too_many
from samspil.exchange import queries
from samspil.exchange.presenting.ical import place_entry, shift_entry
from samspil.identity.actor import actor_of

MOST_AN_HOUR = 120
HEADERS = {"Content-Disposition": 'inline; filename="samspil.ics"', "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


@login_required
@never_cache
def address(request: HttpRequest) -> HttpResponse:
    """The person's own address, with how to renew it or take it away; the same secret opens the calendar of meetings alone."""
    actor = actor_of(request)
    if request.method == "POST":
        if "end" in request.POST:
            end_calendar_address(actor)
        else:
            renew_calendar_address(actor, now=timezone.now())
        return redirect(request.path)
    found = gatherings.address_of(actor)
    way = request.build_absolute_uri(reverse("site:own_calendar_file", args=[gatherings.secret_of(found)])) if found else ""
    return render(request, "site/own_calendar.html", {"section": "me", "way": way, "made_at": found and found.made_at})


@never_cache
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Everything with a time that is the person's. The secret alone opens it: calendars do not log in."""
    if too_many(request, "own-calendar", limit=MOST_AN_HOUR, seconds=3600):
        return HttpResponse("Kalenderen er hentet mange gange herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    actor = gatherings.whose_calendar(secret)
    if actor is None:
        raise Http404("Den kalenderadresse findes ikke.")
    entries = [*map(told_of, gatherings.meetings_for(actor, timezone.now())), *map(place_entry, queries.own_places(actor))]
    entries += map(shift_entry, queries.shifts_in_calendar(actor))
    return HttpResponse(calendar_of(entries, "Samspil: min kalender", about="Min kalender"), content_type=CONTENT_TYPE, headers=HEADERS)
