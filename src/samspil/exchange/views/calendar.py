"""Needs with a time, as calendars read them."""

from django.http import Http404, HttpRequest, HttpResponse

from samspil.core.ical import CONTENT_TYPE, calendar_of
from samspil.core.pagecache import public_page
from samspil.core.viewers import PUBLIC
from samspil.exchange import queries
from samspil.exchange.presenting.ical import need_entry
from samspil.exchange.presenting.lists import NEEDS
from samspil.identity.actor import actor_of

CALLED = "Samspil: opgaver, der mangler nogen"


@public_page
def needs_calendar(request: HttpRequest) -> HttpResponse:
    """Needs everybody may see that have a time to come, narrowed as the list is (`?kommune=0350&slags=help`)."""
    wish = NEEDS.wish_of(request.GET)
    found = queries.timed_needs(PUBLIC, NEEDS.known(wish, NEEDS.words()))
    return HttpResponse(calendar_of(map(need_entry, found), CALLED, about="Opgaver"), content_type=CONTENT_TYPE)


def need_file(request: HttpRequest, slug: str) -> HttpResponse:
    """One need with a time, as a file."""
    need = queries.get_need_for(actor_of(request), slug)
    if need.starts_at is None:
        raise Http404("Behovet har ikke en fast tid.")
    headers = {"Content-Disposition": f'inline; filename="{need.slug}.ics"', "X-Robots-Tag": "noindex"}
    return HttpResponse(calendar_of([need_entry(need)], need.title, about="Opgaver"), content_type=CONTENT_TYPE, headers=headers)
