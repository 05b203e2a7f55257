"""Who follows what: each person's own, and how many follow an alliance where they are many enough to hide in."""

from django.db.models import Q, QuerySet
from django.http import Http404

from samspil.alliances.models import Alliance, Following
from samspil.core.viewers import PUBLIC
from samspil.identity.actor import Actor

# Fewer are not counted aloud.
LEAST_TOLD = 5


def get_public_alliance(slug: str) -> Alliance:
    """An alliance everybody may see; Http404 otherwise, also for its own parties: what is theirs alone is not followed."""
    found = Alliance.objects.visible_to(PUBLIC).select_related("initiative").filter(initiative__slug=slug).first()
    if found is None:
        raise Http404("Den alliance findes ikke her.")
    return found


def own_followings(actor: Actor) -> QuerySet[Following]:
    """What the actor follows; an alliance that is no longer open to everybody is not shown."""
    seen = Q(alliance=None) | Q(alliance__in=Alliance.objects.visible_to(PUBLIC))
    return Following.objects.filter(seen, person=actor.person_id).select_related("alliance__initiative", "municipality", "area")


def number_told(alliance: Alliance) -> int:
    """How many follow it, or 0 while they are fewer than LEAST_TOLD."""
    number = Following.objects.filter(alliance=alliance).count()
    return number if number >= LEAST_TOLD else 0


def followers_of(alliance: Alliance) -> list[int]:
    """The people who follow the alliance, its municipality or its area; nobody while it is not open to everybody."""
    if not Alliance.objects.visible_to(PUBLIC).filter(pk=alliance.pk).exists():
        return []
    wanted = Q(alliance=alliance) | Q(municipality=alliance.initiative.lead_id)
    if alliance.initiative.area_id:
        wanted |= Q(area=alliance.initiative.area_id)
    return sorted(set(Following.objects.filter(wanted).values_list("person", flat=True)))
