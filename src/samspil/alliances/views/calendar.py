"""Meetings in people's own calendars: one meeting as a file, and a private address of all of them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.alliances import gatherings, queries
from samspil.alliances.actions.calendar_address import end_calendar_address, renew_calendar_address
from samspil.alliances.models import Meeting
from samspil.alliances.presenting.ical import calendar_of
from samspil.core.ratelimit import too_many
from samspil.identity.actor import actor_of

MOST_AN_HOUR = 120


def calendar_file(meetings: list[Meeting], name: str, file_name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{file_name}.ics"', "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    return HttpResponse(calendar_of(meetings, name), content_type="text/calendar; charset=utf-8", headers=headers)


@login_required
@never_cache
def meeting_file(request: HttpRequest, slug: str, meeting_id: int) -> HttpResponse:
    """One meeting."""
    room = queries.get_working_room_for(actor_of(request), slug)
    return calendar_file([gatherings.get_meeting_of(room, meeting_id)], room.alliance.initiative.title, f"moede-{meeting_id}")


@login_required
@never_cache
def address(request: HttpRequest) -> HttpResponse:
    """The person's own address, with how to renew it or take it away."""
    actor = actor_of(request)
    if request.method == "POST":
        if "end" in request.POST:
            end_calendar_address(actor)
        else:
            renew_calendar_address(actor, now=timezone.now())
        return redirect(request.path)
    found = gatherings.address_of(actor)
    way = request.build_absolute_uri(reverse("alliances:calendar", args=[gatherings.secret_of(found)])) if found else ""
    return render(request, "alliances/meetings/calendar.html", {"section": "alliances", "way": way, "made_at": found and found.made_at})


@never_cache
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """All meetings of the alliances its person takes part in now. The secret alone opens it: calendars do not log in."""
    if too_many(request, "meeting-calendar", limit=MOST_AN_HOUR, seconds=3600):
        return HttpResponse("Kalenderen er hentet mange gange herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    actor = gatherings.whose_calendar(secret)
    if actor is None:
        raise Http404("Den kalenderadresse findes ikke.")
    return calendar_file(gatherings.meetings_for(actor, timezone.now()), "Samspil: møder", "moeder")
