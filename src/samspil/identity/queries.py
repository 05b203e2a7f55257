"""Reading people, municipalities and staff sessions."""

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest
from django.utils import timezone

from samspil.identity.models import Municipality, StaffSession


def staff_session_until(person: AbstractBaseUser, session_id: int | None) -> datetime | None:
    """When the person's running staff session ends, or None."""
    if not session_id:
        return None
    running = StaffSession.objects.running(timezone.now()).filter(pk=session_id, person_id=person.pk)
    return running.values_list("ends_at", flat=True).first()


def has_second_factor(person: AbstractBaseUser) -> bool:
    """True when the person has an authenticator app or a passkey."""
    from allauth.mfa.models import Authenticator

    strong = Authenticator.objects.filter(user_id=person.pk, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    return bool(strong.exists())


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


def municipality_names() -> dict[str, str]:
    """Name by code."""
    return dict(Municipality.objects.values_list("code", "name"))


def region_by_code(day: date) -> dict[str, str]:
    """The region of each municipality on a day."""
    from samspil.identity.models import RegionMembership

    rows = RegionMembership.objects.filter(valid_from__lte=day).order_by("valid_from")
    return {code: region for code, region, last in rows.values_list("municipality_id", "region", "valid_to") if last is None or day <= last}
