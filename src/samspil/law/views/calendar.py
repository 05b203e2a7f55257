"""The expiry dates of legal answers as a calendar people can subscribe to."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samspil.core.pagecache import public_page
from samspil.identity.actor import actor_of
from samspil.law.models import LegalAnswer


@public_page
def expiry_calendar(request: HttpRequest) -> HttpResponse:
    from icalendar import Calendar, Event  # ten megabytes that no other page needs

    calendar = Calendar()
    calendar.add("prodid", "-//Samspil//Juridiske svar//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Samspil: juridiske svar, der udløber")
    for answer in LegalAnswer.objects.visible_to(actor_of(request)).order_by("expires_on", "pk").only("pk", "title", "slug", "expires_on", "checked_on"):
        event = Event()
        event.add("uid", f"legal-answer-{answer.pk}-{answer.expires_on.isoformat()}@samspil")
        event.add("dtstamp", datetime.combine(answer.checked_on, time(), UTC))
        event.add("dtstart", answer.expires_on)
        event.add("summary", f"Svaret »{answer.title}« udløber")
        event.add("url", f"{settings.BASE_URL}/jura/{answer.slug}/")
        calendar.add_component(event)
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
