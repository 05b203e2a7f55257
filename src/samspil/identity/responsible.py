"""Who answers where an organisation's own people cannot: its municipality's administrators, or else the installation's."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from samspil.identity.actor import Actor
from samspil.identity.domain.roles import Role
from samspil.identity.models import Membership, Organisation, Person

LED = "Administratoren har fået besked."
UNLED = "Den har ingen administrator, så vi har spurgt {}. De kan lukke dig ind."
MUNICIPALITY_DA, INSTALLATION_DA = "kommunens egne medarbejdere", "administratorerne af Samspil"


def leaders() -> "QuerySet[Membership]":
    """Those who may let people in and can log in."""
    return Membership.objects.active().filter(administrator=True, person__is_active=True)


def is_led(organisation_id: int) -> bool:
    """True when somebody who can log in may let people into it."""
    return leaders().filter(organisation=organisation_id).exists()


def asked_whom(organisation: Organisation) -> str:
    """Who answers somebody who has asked to come in (Danish): its administrator, or those who do when it has none."""
    if is_led(organisation.pk):
        return LED
    own = organisation.of_municipality_id is None and municipality_staff(organisation.municipality_id)
    return UNLED.format(MUNICIPALITY_DA if own else INSTALLATION_DA)


def asking_unled(actor: Actor) -> "QuerySet[Membership]":
    """Who has asked to come into an organisation that nobody leads, where the actor may let them in; who asked first is first."""
    if not actor.is_staff:
        raise PermissionDenied("Det afgør kommunens egne medarbejdere.")
    led = Exists(leaders().filter(organisation=OuterRef("organisation")))
    found = Membership.objects.filter(~led, active_from=None, organisation__merged_into=None).select_related("organisation__municipality", "person")
    found = found if actor.may("identity.merge_anywhere") else found.filter(organisation__municipality__in=actor.moderates_in)
    return found.order_by("asked_at", "pk")


def get_asking_unled_for(actor: Actor, membership_id: int) -> Membership:
    """One of them; Http404 otherwise."""
    found = asking_unled(actor).filter(pk=membership_id).first()
    if found is None:
        raise Http404("Ingen venter der. Måske har organisationen fået en administrator.")
    return found


def municipality_staff(code: str) -> list[int]:
    """The administrators of a municipality's own organisation, who can log in."""
    return list(leaders().filter(organisation__of_municipality=code).values_list("person", flat=True))


def installation_staff() -> list[int]:
    """The installation's administrators."""
    return list(Person.objects.filter(groups__name=Role.ADMINISTRATOR.value, is_active=True).values_list("pk", flat=True))


def staff_for(organisations: Iterable[Organisation]) -> list[int]:
    """Who decides about these together: their municipality's staff when it is one and has some that are in none of them, else the installation's."""
    rows = list(organisations)
    codes, in_them = {one.municipality_id for one in rows}, Membership.objects.active().filter(organisation__in=rows).values("person")
    own = municipality_staff(codes.pop()) if len(codes) == 1 else []
    free = set(Person.objects.filter(pk__in=own).exclude(pk__in=in_them).values_list("pk", flat=True))
    return [pk for pk in own if pk in free] or installation_staff()
