"""The journal for a municipality's own case system."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from samspil.alliances import journal, queries
from samspil.alliances.actions.take_journal import take_journal
from samspil.core.ratelimit import too_many
from samspil.identity.actor import actor_of

MOST_AN_HOUR = 20


@login_required
@require_GET
@never_cache
def journal_zip(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions, receipts and what they are, for those who take part for a public party; each time is recorded."""
    actor = actor_of(request)
    room = queries.get_public_room_for(actor, slug)
    if too_many(request, "journal", limit=MOST_AN_HOUR, seconds=3600):
        return HttpResponse("Journalen er hentet mange gange herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    made = journal.journal_zip(room)
    take_journal(actor, room)
    return HttpResponse(made, content_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{journal.name_of_zip(room)}"'})
