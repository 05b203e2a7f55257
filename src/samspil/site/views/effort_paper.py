"""A proof of effort as a PDF: what it says is one room's, the printing another's."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from samspil.alliances.press import printed
from samspil.core.ratelimit import too_many
from samspil.exchange.presenting import profile
from samspil.identity.actor import actor_of

MOST_AN_HOUR = 30


@login_required
def proof_pdf(request: HttpRequest, proof_id: int) -> HttpResponse:
    """The person's own proof; made when it is asked for and kept nowhere."""
    proof = profile.own_proof(actor_of(request), proof_id)
    if too_many(request, "proof-pdf", limit=MOST_AN_HOUR, seconds=3600):
        return HttpResponse("Der er hentet mange beviser herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    made = printed(profile.sheet(proof, f"{settings.BASE_URL}{profile.CHECK_AT}?kode={proof.code_words}"))
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="bevis-{proof.pk}.pdf"'})
