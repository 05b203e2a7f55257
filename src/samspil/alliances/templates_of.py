"""What an alliance can be begun from, for whoever may see it: another alliance, or a municipality's template."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404

from samspil.alliances import queries
from samspil.alliances.domain.patterns import Pattern, pattern_of, public_part, read
from samspil.alliances.models import AllianceTemplate, Beginning, StandingQuestion
from samspil.alliances.rooms import Room
from samspil.core.text import clean
from samspil.identity.actor import Actor
from samspil.identity.domain.roles import Role
from samspil.identity.models import Municipality

COPY, TEMPLATE = "kopi", "skabelon"
MOST_OFFERED = 6


class Source(NamedTuple):
    """What is begun from: as it stands in addresses and forms (`kopi:slug`), its title, and its pattern."""

    key: str
    title: str
    pattern: Pattern


def source_of(actor: Actor, key: str) -> Source | None:
    """The source of this key, if the actor may begin from it."""
    kind, _, name = clean(key).partition(":")
    if kind == COPY and name:
        return copy_of(actor, name)
    if kind == TEMPLATE and name.isascii() and name.isdecimal() and len(name) < 19:
        found = offered_to(actor).filter(pk=int(name)).first()
        return Source(key, found.title, read(found.content)) if found else None
    return None


def copy_of(actor: Actor, slug: str) -> Source | None:
    """Another alliance that the actor may see; those who take part in none of it copy only what everybody reads on its page."""
    try:
        room = Room(queries.get_alliance_for(actor, slug))
    except Http404:
        return None
    pattern = pattern_of(room.plan)
    return Source(f"{COPY}:{slug}", room.alliance.initiative.title, pattern if actor.may("alliances.work", room) else public_part(pattern))


def offered_to(actor: Actor) -> QuerySet[AllianceTemplate]:
    """Published templates of the municipalities served here, and one's own drafts."""
    seen = Q(published_at__isnull=False, municipality__in=Municipality.objects.open())
    return AllianceTemplate.objects.filter(seen | Q(pk__in=own_templates(actor).values("pk")))


def own_templates(actor: Actor) -> QuerySet[AllianceTemplate]:
    """Those the actor may write: of the municipalities they answer for; administrators of the installation all."""
    if actor.may_as(Role.ADMINISTRATOR):
        return AllianceTemplate.objects.all()
    codes = sorted(actor.moderates_in) if actor.is_staff else []
    return AllianceTemplate.objects.filter(municipality__in=codes)


def get_template_for(actor: Actor, template_id: int) -> AllianceTemplate:
    """A template the actor may write; Http404 otherwise."""
    found = own_templates(actor).filter(pk=template_id).select_related("municipality").first()
    if found is None:
        raise Http404("Den skabelon findes ikke her.")
    return found


def offered_in(municipality_code: str) -> list[AllianceTemplate]:
    """The newest published templates of a municipality."""
    return list(AllianceTemplate.objects.filter(municipality=municipality_code, published_at__isnull=False).order_by("-published_at")[:MOST_OFFERED])


def get_standing_question_of(room: Room, question_id: int) -> StandingQuestion:
    """One of what the municipality asks the alliance; Http404 otherwise."""
    found = StandingQuestion.objects.filter(alliance=room.alliance, pk=question_id).first()
    if found is None:
        raise Http404("Det spørgsmål findes ikke her.")
    return found


def begun_from(alliance_id: int) -> dict[str, Any]:
    """What the alliance was begun from, as suggestions beside forms; empty when it was from scratch."""
    return Beginning.objects.filter(alliance=alliance_id).values_list("content", flat=True).first() or {}
