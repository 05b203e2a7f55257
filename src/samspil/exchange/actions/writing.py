"""What writing an offer and writing a need share: whose it is, where it is, its name in addresses, and that nobody writes over another's words."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from samspil.core.refusals import Refusal
from samspil.core.text import address_of
from samspil.exchange.places import postcode_of
from samspil.identity.actor import Actor
from samspil.identity.models import Municipality, Organisation

LONGEST_SLUG = 100
NOT_YOURS = Refusal("not-yours", "Det kan du kun gøre for en organisation, du er med i. Log ind som den, der er med.")
NO_PLACE = Refusal("no-postcode", "Det postnummer kender vi ikke. Skriv de fire cifre, fx 4330.")
NO_MUNICIPALITY = Refusal("no-municipality", "Vælg den kommune, det er i.")
TAKEN = Refusal("again", "Der kom en anden i vejen. Prøv igen.")


@dataclass(frozen=True)
class Stale(Refusal):
    """Somebody else saved since the form was opened. `revision` is the newest; `stands` is what stands now, by field."""

    revision: int = 0
    stands: tuple[tuple[str, str], ...] = ()


def where(postcode: str, municipality_code: str) -> dict[str, Any] | Refusal:
    """The fields that say where it is."""
    found = postcode_of(postcode)
    if found is None:
        return NO_PLACE
    if not Municipality.objects.open().filter(code=municipality_code).exists():
        return NO_MUNICIPALITY
    return {"postcode": found.code, "latitude": found.latitude, "longitude": found.longitude, "municipality_id": municipality_code}


def acting_for(actor: Actor, organisation_id: int | None) -> Organisation | Refusal | None:
    """The organisation somebody writes for, None for themselves."""
    if organisation_id is None:
        return None
    found = Organisation.objects.standing().filter(pk=organisation_id).first()
    return found if found and actor.belongs_to(found.pk) else NOT_YOURS


def free_slug(rows: "type[models.Model]", title: str, reserved: frozenset[str]) -> str:
    """The title as it stands in addresses, with a number when another has the same."""
    own = address_of(title)[:LONGEST_SLUG].strip("-") or "opslag"
    taken = set(rows._default_manager.filter(slug__startswith=own).values_list("slug", flat=True)) | reserved
    return next(name for name in (own, *(f"{own}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
