"""What follows an organisation into another. Each room says what of its own does; site lists them (settings.SAMSPIL_FOLLOWERS)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.module_loading import import_string

from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.domain.duplicates import Likeness, Told, duplicates, near_groups
from samspil.identity.domain.organisations import MEMBER_ROLE_DA, cvr_digits, is_cvr, name_as_compared
from samspil.identity.models import Invitation, Membership, Organisation

NOT_YOURS = Refusal("not-yours", "Organisationer slås sammen af kommunens egne medarbejdere.")
MOST_ALIKE = 200
# The newest are looked at for slips in their names, which takes some microseconds each.
MOST_COMPARED = 20_000
MOST_FOUND, LONGEST_ID = 20, 10


def no_objection(merged: Organisation, into: Organisation) -> Refusal | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Follower:
    """One kind of row that belongs to organisations. `table` is where; `title` what it is called in the preview (Danish); `number` how many follow;
    `objection` may refuse before anything is done; `follow` moves them, inside the merge's transaction."""

    table: str
    title: str
    number: Callable[[Organisation], int]
    follow: Callable[[Organisation, Organisation], None]
    objection: Callable[[Organisation, Organisation], Refusal | None] = no_objection


def followers() -> Sequence[Follower]:
    """What follows in the rooms above."""
    listed: Sequence[Follower] = import_string(settings.SAMSPIL_FOLLOWERS)
    return listed


def told(organisation: Organisation) -> Told:
    """What is compared of a row."""
    texts = {name: getattr(organisation, name) for name in ("compared", "cvr", "website", "public_email")}
    return Told(organisation.pk, municipality=organisation.municipality_id, confirmed=organisation.confirmed_at is not None, **texts)


def in_reach(actor: Actor) -> QuerySet[Organisation]:
    """The organisations the actor may merge; PermissionDenied for whoever merges none."""
    if not actor.may("identity.merge_anywhere") and not (actor.is_staff and actor.moderates_in):
        raise PermissionDenied(NOT_YOURS.text)
    found = Organisation.objects.visible_to(actor).filter(of_municipality=None).select_related("municipality")
    return found if actor.may("identity.merge_anywhere") else found.filter(municipality__in=actor.moderates_in)


def pairs_for(actor: Actor) -> list[tuple[Likeness, Organisation, Organisation]]:
    """Organisations that may be the same, the likeliest first; those that share a website or a mailbox, or nearly a name, are compared with each other."""
    reach = in_reach(actor)
    shared: set[int] = set()
    for key in (("compared", "municipality"), ("website",), ("public_email",)):
        often = reach.exclude(**{key[0]: ""}).order_by().values(*key).annotate(number=Count("pk")).filter(number__gt=1)
        for row in often[:MOST_ALIKE]:
            shared.update(reach.filter(**{name: row[name] for name in key}).order_by("pk").values_list("pk", flat=True)[:MOST_ALIKE])
    names = reach.exclude(compared="").order_by("-pk").values_list("pk", "compared", "municipality")[:MOST_COMPARED]
    for numbers in near_groups(names)[:MOST_ALIKE]:
        shared.update(sorted(numbers)[:MOST_ALIKE])
    known = {one.pk: one for one in reach.filter(pk__in=shared)}
    found = duplicates(told(one) for one in known.values())[:MOST_ALIKE]
    ordered = [(pair, sorted((known[pair.one], known[pair.other]), key=worth_keeping)) for pair in found]
    return [(pair, one, other) for pair, (one, other) in ordered]


def found_by(actor: Actor, asked: str) -> list[Organisation]:
    """The organisations the actor may merge that somebody means by a name, a part of one, or a CVR number; "#12" is the one with that id."""
    reach, name, number = in_reach(actor), name_as_compared(asked), asked.strip().removeprefix("#")
    if asked.startswith("#"):
        return list(reach.filter(pk=number)) if number.isascii() and number.isdecimal() and len(number) < LONGEST_ID else []
    cvr = cvr_digits(asked)
    meant = Q(cvr=cvr) if is_cvr(cvr) else Q(compared__contains=name)
    return list(reach.filter(meant)[:MOST_FOUND]) if name else []


def worth_keeping(one: Organisation) -> tuple[bool, int]:
    """Which of two stays, if nobody says otherwise: the confirmed one, then the older."""
    return one.confirmed_at is None, one.pk


def told_apart(one: Organisation, other: Organisation) -> str:
    """What to call `one` beside `other` (Danish): they may have one name."""
    if bool(one.confirmed_at) != bool(other.confirmed_at):
        return "den bekræftede" if one.confirmed_at else "den ubekræftede"
    return "den ældste" if (one.made_at, one.pk) < (other.made_at, other.pk) else "den nyeste"


def get_pair_for(actor: Actor, merged_id: int, into_id: int) -> tuple[Organisation, Organisation]:
    """Two organisations the actor may merge; Http404 otherwise."""
    found = {one.pk: one for one in in_reach(actor).filter(pk__in=[merged_id, into_id])}
    if merged_id not in found or into_id not in found:
        raise Http404("Den organisation findes ikke her, eller den er slået sammen med en anden.")
    return found[merged_id], found[into_id]


def preview(merged: Organisation, into: Organisation) -> dict[str, object]:
    """What a merge would do, in words and numbers."""
    members = Membership.objects.filter(organisation=merged).select_related("person")
    return {
        "keeps": told_apart(into, merged),
        "number": into.cvr or merged.cvr,
        "instead": told_apart(merged, into),
        "staying": Membership.objects.active().filter(organisation=into).count(),
        "members": [(one.person.email, MEMBER_ROLE_DA[one.roles[0]].lower()) for one in members],
        "invitations": Invitation.objects.filter(organisation=merged, used_at=None, withdrawn_at=None).count(),
        "following": [(follower.title, number) for follower in followers() if (number := follower.number(merged))],
        "filled": [name for field, name in FILLED_DA.items() if getattr(merged, field) and not getattr(into, field)],
    }


def objection_to(merged: Organisation, into: Organisation) -> Refusal | None:
    """The first thing in the rooms above that stands in the way."""
    return next((refusal for follower in followers() if (refusal := follower.objection(merged, into))), None)


# What the one that stays takes over where it has nothing itself.
FILLED_DA = {
    "cvr": "CVR-nummer",
    "about": "Om organisationen",
    "website": "Hjemmeside",
    "public_email": "Offentlig e-mail",
    "confirmed_at": "At den er bekræftet",
}


def merged_away(slugs: Iterable[str]) -> QuerySet[Organisation]:
    """Organisations with these addresses that are part of another now."""
    return Organisation.objects.filter(slug__in=list(slugs)).exclude(merged_into=None).select_related("merged_into")
