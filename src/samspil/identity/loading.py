"""The municipalities, their regions through time, and the staff groups."""

import csv
from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from samspil.core.sorting import danish_key
from samspil.core.text import address_of
from samspil.identity.domain.organisations import OrganisationKind, name_as_compared
from samspil.identity.domain.roles import PAGE_RIGHTS, WORD_RIGHTS, Role
from samspil.identity.models import Municipality, Organisation, RegionMembership
from samspil.identity.models.municipality import DEMO_CODE

EAST_DENMARK = date(2027, 1, 1)
REGIONS_BEGAN = date(2007, 1, 1)
DEMO_NAME = "Nørrevang"
# The others are "<name> Kommune".
CALL_THEMSELVES = {"København": "Københavns Kommune", "Bornholm": "Bornholms Regionskommune"}


def load_municipalities() -> None:
    """Make or renew the 98 rows and the made-up one; what staff have set (addresses, links) stays."""
    with (settings.CONTENT_DIR / "municipalities.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in [*rows, {"code": DEMO_CODE, "name": DEMO_NAME, "seat": "", "region": "", "region_2027": ""}]:
        municipality, _ = Municipality.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "slug": address_of(row["name"]),
                "name_key": danish_key(row["name"]),
                "seat": row["seat"],
                "demonstration": row["code"] == DEMO_CODE,
            },
        )
        load_own_organisation(municipality)
        if row["region"]:
            load_regions(municipality, row["region"], row["region_2027"])


def load_own_organisation(municipality: Municipality) -> None:
    """The one organisation that is the municipality; what its people have written stays."""
    name = CALL_THEMSELVES.get(municipality.name, f"{municipality.name} Kommune")
    named = {"name": name, "name_key": danish_key(name), "compared": name_as_compared(name), "confirmed_at": timezone.now()}
    own = {"kind": OrganisationKind.MUNICIPALITY.value, "slug": address_of(name), "municipality": municipality, "made_at": timezone.now()}
    Organisation.objects.get_or_create(of_municipality=municipality, defaults=named | own)


def load_regions(municipality: Municipality, region: str, later: str) -> None:
    """The region until the end of 2026, and from 2027 where it changes."""
    changes = later != region
    last = date(2026, 12, 31) if changes else None
    RegionMembership.objects.update_or_create(municipality=municipality, valid_from=REGIONS_BEGAN, defaults={"region": region, "valid_to": last})
    if changes:
        RegionMembership.objects.update_or_create(municipality=municipality, valid_from=EAST_DENMARK, defaults={"region": later, "valid_to": None})


def load_groups() -> None:
    """One group a role, with the right to enter the editors' admin and to what its table says; Wagtail's own groups go."""
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *WORD_RIGHTS[role]]))
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()


def page_rights() -> dict[str, tuple[str, ...]]:
    """Which page permissions each group gets, for the storey that knows the page tree."""
    return {role.value: rights for role, rights in PAGE_RIGHTS.items()}
