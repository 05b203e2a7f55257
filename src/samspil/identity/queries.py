"""Reading people, municipalities and sessions."""

from datetime import date, datetime

from django.http import Http404, HttpRequest

from samspil.identity.actor import Actor
from samspil.identity.models import Municipality, Session


def missing_proof(request: HttpRequest) -> str:
    """Where to prove with the second step that it is the person, or "" when this log-in has used it."""
    from allauth.account.adapter import get_adapter
    from allauth.account.authentication import get_authentication_records

    if any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
        return ""
    ways = get_adapter().get_reauthentication_methods(request.user)
    return next((way["url"] for way in ways if way["id"].startswith("mfa")), "/konto/to-trin/")


def get_municipality_for(slug: str) -> Municipality:
    """The municipality with this slug among those the installation serves; Http404 otherwise."""
    found = Municipality.objects.open().prefetch_related("regions").filter(slug=slug).first()
    if found is None:
        raise Http404("Den kommune findes ikke her.")
    return found


def statement_of_installation() -> str:
    """The accessibility statement of an installation that serves one municipality; "" when it serves more, or that one has none."""
    served = Municipality.objects.open().real().values_list("accessibility_statement", flat=True)[:2]
    return served[0] if len(served) == 1 else ""


def municipality_names() -> dict[str, str]:
    """Name by code of the municipalities that are served here, in Danish order."""
    return dict(Municipality.objects.open().order_by("name_key").values_list("code", "name"))


def region_by_code(day: date) -> dict[str, str]:
    """The region of each municipality on a day."""
    from samspil.identity.models import RegionMembership

    rows = RegionMembership.objects.filter(valid_from__lte=day).order_by("valid_from")
    return {code: region for code, region, last in rows.values_list("municipality_id", "region", "valid_to") if last is None or day <= last}


def sessions_for(actor: Actor, here: str, now: datetime) -> tuple[Session | None, list[Session]]:
    """The person's own session with the key `here`, and their others, the newest first; without what is in them."""
    rows = list(Session.objects.filter(person=actor.person_id, expire_date__gt=now).defer("session_data").order_by("-expire_date")) if actor.person_id else []
    return next((row for row in rows if row.pk == here), None), [row for row in rows if row.pk != here]
