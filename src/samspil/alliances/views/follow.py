"""Follow an alliance, a municipality's or a welfare area's; see what one follows, and stop with one press."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import follows
from samspil.alliances.actions.follow import Followed, columns_of, follow, stop_following
from samspil.core.refusals import Refusal
from samspil.identity.actor import actor_of


@login_required
def follow_alliance(request: HttpRequest, slug: str) -> HttpResponse:
    alliance = follows.get_public_alliance(slug)
    about = {"name": follows.title_of(alliance), "back": alliance.address, "number": follows.number_told(alliance)}
    return asked(request, Followed(slug=slug), about)


@login_required
def follow_many(request: HttpRequest) -> HttpResponse:
    wanted = Followed(municipality=request.GET.get("kommune", "")[:4], area=request.GET.get("omraade", "")[:40])
    columns = columns_of(wanted)
    if columns is None:
        return redirect("alliances:following")
    place, area = columns["municipality"], columns["area"]
    name = f"alle alliancer i {place}" if place else f"alle alliancer om {str(area).lower()}"
    return asked(request, wanted, {"name": name, "back": f"/alliancer/?{request.GET.urlencode()}", "number": 0})


def asked(request: HttpRequest, wanted: Followed, about: dict[str, object]) -> HttpResponse:
    """The page that says what following brings, and takes it."""
    refusal = None
    if request.method == "POST":
        result = follow(actor_of(request), wanted, now=timezone.now())
        if not isinstance(result, Refusal):
            messages.success(request, f"Du følger {about['name']}.")
            return redirect("alliances:following")
        refusal = result
    shown = {"section": "alliances", "address": request.get_full_path(), "refusal": refusal, **about}
    return render(request, "alliances/following/follow.html", shown, status=409 if refusal else 200)


@login_required
def following(request: HttpRequest) -> HttpResponse:
    shown = {"section": "alliances", "rows": follows.own_followings(actor_of(request))}
    return render(request, "alliances/following/following.html", shown)


@login_required
@require_POST
def stop(request: HttpRequest, following_id: int) -> HttpResponse:
    stop_following(actor_of(request), following_id)
    messages.success(request, "Du følger det ikke længere.")
    return redirect("alliances:following")
