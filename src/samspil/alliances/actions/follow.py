"""Follow alliances that everybody may see, or stop."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samspil.alliances import follows
from samspil.alliances.models import Following
from samspil.content.models import WelfareArea
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.models import Municipality

MOST_FOLLOWED = 100
MANY = Refusal("many-followed", f"Du følger {MOST_FOLLOWED} ting. Hold op med at følge en af dem først.")
NOTHING = Refusal("nothing-to-follow", "Det kan ikke følges. Vælg en alliance, en kommune eller et velfærdsområde.")


@dataclass(frozen=True)
class Followed:
    """One of an alliance by its address, a municipality by its code, or a welfare area by its key."""

    slug: str = ""
    municipality: str = ""
    area: str = ""


def columns_of(wanted: Followed) -> dict[str, object] | None:
    """The columns of what is followed; None when there is no such thing. Raises Http404 for an alliance that is not open to everybody."""
    if wanted.slug:
        return {"alliance": follows.get_public_alliance(wanted.slug), "municipality": None, "area": None}
    home = Municipality.objects.open().filter(code=wanted.municipality).first() if wanted.municipality else None
    area = WelfareArea.objects.filter(key=wanted.area).first() if wanted.area and not home else None
    return {"alliance": None, "municipality": home, "area": area} if home or area else None


@transaction.atomic
def follow(actor: Actor, wanted: Followed, *, now: datetime) -> Following | Refusal:
    """The person hears of it from now on; twice is once."""
    columns = columns_of(wanted)
    if columns is None or actor.person_id is None:
        return NOTHING
    if Following.objects.filter(person=actor.person_id).count() >= MOST_FOLLOWED:
        return MANY
    return Following.objects.get_or_create(person_id=actor.person_id, **columns, defaults={"since": now})[0]


@transaction.atomic
def stop_following(actor: Actor, following_id: int) -> None:
    """The person hears no more of it; somebody else's, or one that is gone, changes nothing."""
    Following.objects.filter(pk=following_id, person=actor.person_id).delete()
