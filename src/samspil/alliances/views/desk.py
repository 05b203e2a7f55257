"""The municipality's desk of alliances: what calls today, and all of them as a sheet."""

import tempfile

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.timezone import localdate

from samspil.alliances import desk
from samspil.alliances.domain.desk import LOOK_DA, Look
from samspil.alliances.presenting import desk as desk_shown
from samspil.core.ratelimit import too_many
from samspil.core.sheets import CONTENT_TYPE, write_sheet
from samspil.core.stored import in_frame
from samspil.identity.actor import actor_of
from samspil.identity.domain.roles import Role

MOST_SHEETS_AN_HOUR, IN_MEMORY = 30, 4_000_000


def asked(request: HttpRequest) -> tuple[desk.Scope, Look | None, str]:
    """Whose desk, what of it (None: what calls), and the municipality chosen; refused for whoever has no desk here."""
    actor = actor_of(request)
    if not actor.may("alliances.see_desk"):
        raise PermissionDenied
    chosen, look = request.GET.get("kommune", "")[:4], request.GET.get("vis", "")
    known = chosen if chosen in dict(desk.choices(actor)) else ""
    return desk.scope_of(actor, known), Look(look) if look in set(Look) else Look.CALLING if look else None, known


def overview(request: HttpRequest) -> HttpResponse:
    scope, wished, chosen = asked(request)
    actor, work = scope.actor, desk_shown.work(scope, wished, localdate(), request.GET.get("efter", ""), chosen)
    shown: dict[str, object] = {"work": work.html, "calling": work.calling, "sheet": desk_shown.sheet_address(work.look, chosen)}
    shown |= {"section": "desk", "place": dict(desk.choices(actor)).get(chosen, "")}
    shown |= {"may_write": actor.moderates_in or actor.may_as(Role.ADMINISTRATOR), "may_order": actor.may("alliances.order_papers")}
    return in_frame(request, actor, "alliances/desk/desk.html", shown)


def sheet(request: HttpRequest) -> HttpResponseBase:
    scope, wished, _ = asked(request)
    look = wished or Look.CALLING
    if too_many(request, "desk-sheet", limit=MOST_SHEETS_AN_HOUR, seconds=3600):
        return HttpResponse("Der er hentet mange regneark herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # the answer closes it
    write_sheet(file, LOOK_DA[look][:31], desk_shown.HEADINGS, desk_shown.sheet_rows(scope, look, localdate()))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"alliancer-{look.value}-{localdate().isoformat()}.xlsx", content_type=CONTENT_TYPE)
