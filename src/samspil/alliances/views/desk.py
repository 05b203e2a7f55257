"""The municipality's desk of alliances: what calls today, and all of them as a sheet."""

import tempfile

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.timezone import localdate

from samspil.alliances import desk
from samspil.alliances.domain.desk import LOOK_DA, Look
from samspil.alliances.presenting import desk as desk_shown
from samspil.core.drawn import drawn
from samspil.core.ratelimit import too_many
from samspil.core.sheets import CONTENT_TYPE, write_sheet
from samspil.core.stored import in_frame
from samspil.identity.actor import actor_of
from samspil.identity.domain.roles import Role

MOST_SHEETS_AN_HOUR, IN_MEMORY = 30, 4_000_000


def asked(request: HttpRequest) -> tuple[desk.Scope, Look, str]:
    """Whose desk, what of it, and the municipality chosen; refused for whoever has no desk here."""
    actor = actor_of(request)
    if not actor.may("alliances.see_desk"):
        raise PermissionDenied
    chosen, look = request.GET.get("kommune", "")[:4], request.GET.get("vis", "")
    known = chosen if chosen in dict(desk.choices(actor)) else ""
    return desk.scope_of(actor, known), Look(look) if look in set(Look) else Look.CALLING, known


def overview(request: HttpRequest) -> HttpResponse:
    scope, look, chosen = asked(request)
    today, choices, actor = localdate(), desk.choices(scope.actor), scope.actor
    numbers = desk.numbers(scope, today)
    if not request.GET.get("vis") and not numbers[Look.CALLING]:  # nothing calls: all of them stand there
        look = Look.ALL
    shown = desk_shown.page(scope, look, today, numbers, request.GET.get("efter", ""), chosen)
    work = drawn("alliances/desk/work.html", **shown, choices=choices if len(choices) > 1 else [])
    beside: dict[str, object] = {"calling": numbers[Look.CALLING], "place": dict(choices).get(chosen, ""), "sheet": desk_shown.sheet_address(look, chosen)}
    beside |= {"may_write": actor.moderates_in or actor.may_as(Role.ADMINISTRATOR), "may_order": actor.may("alliances.order_papers")}
    return in_frame(request, actor, "alliances/desk/desk.html", {"section": "desk", "work": work, **beside})


def sheet(request: HttpRequest) -> HttpResponseBase:
    scope, look, _ = asked(request)
    if too_many(request, "desk-sheet", limit=MOST_SHEETS_AN_HOUR, seconds=3600):
        return HttpResponse("Der er hentet mange regneark herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # the answer closes it
    write_sheet(file, LOOK_DA[look][:31], desk_shown.HEADINGS, desk_shown.sheet_rows(scope, look, localdate()))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"alliancer-{look.value}-{localdate().isoformat()}.xlsx", content_type=CONTENT_TYPE)
