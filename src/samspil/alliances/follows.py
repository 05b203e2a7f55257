"""Who follows what: each person's own, and how many follow an alliance where they are many enough to hide in."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.http import Http404

from samspil.alliances.models import Alliance, Amendment, Following
from samspil.alliances.models.amendment import OPEN
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
    holds = Amendment.objects.filter(alliance=OuterRef("alliance"), state__in=OPEN)
    titled = Coalesce(Subquery(holds.values(was=KT("stood__title"))[:1]), F("alliance__initiative__title"), output_field=TextField())
    found = Following.objects.filter(seen, person=actor.person_id).annotate(titled=titled)
    return found.select_related("alliance__initiative", "municipality", "area")


def title_of(alliance: Alliance) -> str:
    """What everybody reads it is called: while its agreement is amended, what was agreed."""
    stood = Amendment.objects.filter(alliance=alliance, state__in=OPEN).values_list("stood", flat=True).first()
    return str(stood["title"]) if stood and "title" in stood else alliance.initiative.title


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
