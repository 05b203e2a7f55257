"""What the page of people with roles shows."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Max, OuterRef
from django.http import Http404

from samspil.identity.actor import Actor
from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.models import Person, RoleMembership

MOST_CHANGES = 30


@dataclass(frozen=True)
class Change:
    """One role given or taken, and by whom ("" when it was not done on this page)."""

    at: datetime
    person: str
    role: str
    given: bool
    by: str


def staff_for(actor: Actor) -> list[Person]:
    """Everybody with a role, with their roles, whether they have a second factor, and when they last used staff powers; for administrators."""
    from allauth.mfa.models import Authenticator

    if not actor.may("identity.manage_roles"):
        raise PermissionDenied("Kun administratorer ser, hvem der har roller.")
    second = Authenticator.objects.filter(user_id=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    people = Person.objects.filter(groups__name__in=list(Role)).distinct().annotate(second_factor=Exists(second), last_used=Max("staff_sessions__began_at"))
    return list(people.prefetch_related("groups").order_by("email"))


def get_holder_for(actor: Actor, person_id: int, role: Role) -> Person:
    """The person with this role; for administrators. Http404 when nobody with that number has it."""
    if not actor.may("identity.manage_roles"):
        raise PermissionDenied("Kun administratorer tager roller.")
    person = Person.objects.filter(pk=person_id, groups__name=role.value).first()
    if person is None:
        raise Http404("Personen har ikke den rolle.")
    return person


def changes_for(actor: Actor) -> list[Change]:
    """The latest roles given and taken, from the history PostgreSQL keeps; for administrators."""
    if not actor.may("identity.manage_roles"):
        raise PermissionDenied("Kun administratorer ser, hvem der har fået roller.")
    rows = list(RoleMembership.pgh_event_model.objects.select_related("pgh_context", "group").order_by("-pgh_id")[:MOST_CHANGES])
    actors = [row.pgh_context.metadata.get("actor") if row.pgh_context else None for row in rows]
    names = dict(Person.objects.filter(pk__in=[row.person_id for row in rows] + [pk for pk in actors if pk]).values_list("pk", "email"))
    return [
        Change(row.pgh_created_at, names.get(row.person_id, "–"), role_name(row.group.name), row.pgh_label == "given", names.get(by, "") if by else "")
        for row, by in zip(rows, actors, strict=True)
    ]


def role_name(group: str) -> str:
    return DANISH[Role(group)] if group in set(Role) else group


def blocked_for(actor: Actor) -> list[Person]:
    """Accounts that are blocked, newest first, with why; for administrators."""
    if not actor.may("identity.block_people"):
        raise PermissionDenied("Kun administratorer spærrer konti.")
    return list(Person.objects.exclude(blocked_at=None).order_by("-blocked_at"))
