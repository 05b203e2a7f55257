"""Who answers where an organisation's own people cannot: its municipality's administrators, or else the installation's."""

from collections.abc import Iterable

from samspil.identity.domain.roles import Role
from samspil.identity.models import Membership, Organisation, Person


def is_led(organisation_id: int) -> bool:
    """True when somebody who can log in may let people into it."""
    return Membership.objects.active().filter(organisation=organisation_id, administrator=True, person__is_active=True).exists()


def municipality_staff(code: str) -> list[int]:
    """The administrators of a municipality's own organisation, who can log in."""
    own = Membership.objects.active().filter(organisation__of_municipality=code, administrator=True, person__is_active=True)
    return list(own.values_list("person", flat=True))


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
