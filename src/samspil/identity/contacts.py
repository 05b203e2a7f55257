"""What administrators, and its own people, see of a municipality: where messages go, where its accessibility statement lies, who acts for it."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from samspil.identity.actor import Actor
from samspil.identity.domain.invitations import VALID_FOR
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models import Invitation, Membership, Municipality, Organisation, Person

MOST_CHANGES = 20


@dataclass(frozen=True)
class Change:
    """What stood there from a time on, and who wrote it ("" when it was not done on this page)."""

    at: datetime
    desk_email: str
    accessibility_statement: str
    by: str


def municipalities_for(actor: Actor) -> list[Municipality]:
    """All municipalities served here, in Danish order; for administrators."""
    check(actor)
    return list(Municipality.objects.open())


def get_municipality_for(actor: Actor, slug: str, *, lock: bool = False) -> Municipality:
    """One of them, for administrators and its own; Http404 when it is not served here. With `lock` others wait until this transaction ends."""
    if not may_settle(actor, slug):
        check(actor)
    served = Municipality.objects.open().filter(slug=slug)
    found = (served.select_for_update() if lock else served).first()
    if found is None:
        raise Http404("Den kommune findes ikke her.")
    return found


def changes_of(municipality: Municipality) -> list[Change]:
    """The latest changes of a municipality that a gate has let through, from the history PostgreSQL keeps."""
    history = apps.get_model("identity", "MunicipalityEvent")
    rows = list(history.objects.filter(pgh_obj=municipality).select_related("pgh_context").order_by("-pgh_id")[:MOST_CHANGES])
    actors = [row.pgh_context.metadata.get("actor") if row.pgh_context else None for row in rows]
    names = dict(Person.objects.filter(pk__in=[pk for pk in actors if pk]).values_list("pk", "email"))
    return [
        Change(row.pgh_created_at, row.desk_email, row.accessibility_statement, names.get(by, "") if by else "") for row, by in zip(rows, actors, strict=True)
    ]


def may_settle(actor: Actor, slug: str) -> bool:
    """True for administrators, and for administrators of the municipality's own organisation in a running staff session."""
    if actor.may("identity.manage_municipalities"):
        return True
    own = Organisation.objects.filter(of_municipality__slug=slug).values_list("pk", flat=True).first()
    return actor.is_staff and own is not None and actor.belongs_to(own, MemberRole.ADMINISTRATOR)


def own_of(municipality: Municipality) -> Organisation:
    """The organisation that the municipality is."""
    return Organisation.objects.get(of_municipality=municipality)


def own_staff(municipality: Municipality) -> list[Membership]:
    """Who may act for the municipality, for the page of a municipality that a gate has let through."""
    return list(Membership.objects.active().filter(organisation__of_municipality=municipality).select_related("person"))


def own_invitations(municipality: Municipality) -> list[Invitation]:
    """Who was asked to act for the municipality and has not answered, for the page of a municipality that a gate has let through."""
    newer = timezone.now() - VALID_FOR
    open_ones = Invitation.objects.filter(organisation__of_municipality=municipality, used_at=None, withdrawn_at=None, made_at__gt=newer)
    return list(open_ones.order_by("made_at"))


def check(actor: Actor) -> None:
    if not actor.may("identity.manage_municipalities"):
        raise PermissionDenied("Kun administratorer ser og retter kommunernes adresser.")
