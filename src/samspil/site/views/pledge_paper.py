"""A helper's receipt for confidentiality as a PDF: what it says is one room's, the printing another's."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from samspil.alliances.domain.agreement import fingerprint
from samspil.alliances.press import printed
from samspil.alliances.printing import receipt
from samspil.core.ratelimit import too_many
from samspil.exchange import queries
from samspil.exchange.pledges import pledge_of
from samspil.exchange.presenting import pledges
from samspil.identity.actor import actor_of

MOST_AN_HOUR = 30


@login_required
@never_cache
def pledge_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The person's own receipt; made when it is asked for and kept nowhere."""
    actor = actor_of(request)
    own = pledge_of(actor.person_id, queries.get_need_for(actor, slug))
    if own is None:
        raise Http404("Der er ingen kvittering. Bekræft først.")
    if too_many(request, "receipt-pdf", limit=MOST_AN_HOUR, seconds=3600):
        return HttpResponse("Der er hentet mange kvitteringer herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    trail = f"Tekstens fingeraftryk er SHA-256: {fingerprint({'text': own.text})}."
    made = printed(receipt({**pledges.on_paper(own), "trail": trail}))
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="tavshed-{own.pk}.pdf"'})
