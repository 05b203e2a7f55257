"""What the pages of organisations show, through the gates."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signing import Signer
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from samspil.core import compiled
from samspil.identity.actor import Actor
from samspil.identity.domain.invitations import VALID_FOR, hashed
from samspil.identity.domain.organisations import MemberRole, OrganisationKind
from samspil.identity.models import AddressTrouble, Invitation, Membership, Organisation

NO_SUCH = "Den organisation findes ikke her."
KNOWN = Signer(salt="samspil.known-organisation")


def organisations_for(actor: Actor, *, municipality: str = "", kind: str = "") -> QuerySet[Organisation]:
    """Organisations the actor may see, by name."""
    found = Organisation.objects.visible_to(actor).select_related("municipality")
    found = found.filter(municipality=municipality) if municipality else found
    return found.filter(kind=kind) if kind else found


def get_organisation_for(actor: Actor, slug: str) -> Organisation:
    """An organisation the actor may see; Http404 otherwise, also for those that were merged away."""
    found = Organisation.objects.visible_to(actor).select_related("municipality").filter(slug=slug).first()
    if found is None:
        raise Http404(NO_SUCH)
    return found


def mark_of_known(actor: Actor, organisation_id: int) -> str:
    """What the form carries of somebody who was shown an organisation because they wrote its CVR number, or nearly its name."""
    return KNOWN.signature(f"{actor.person_id}:{organisation_id}")


def get_joinable_for(actor: Actor, organisation_id: int, mark: str) -> Organisation:
    """One the actor sees, or was shown while bringing it in. Http404 for others: numbers tried in a row tell no names of what only its own may see."""
    shown = constant_time_compare(mark, mark_of_known(actor, organisation_id))
    seen = Organisation.objects.standing() if shown else Organisation.objects.visible_to(actor)
    found = seen.filter(pk=organisation_id).first()
    if found is None:
        raise Http404(NO_SUCH)
    return found


def address_after_merge(actor: Actor, slug: str) -> str:
    """Where the organisation lies that this one became part of, if the actor may see that; else ""."""
    stays = Organisation.objects.visible_to(actor).filter(merged_here__slug=slug).first()
    return stays.address if stays else ""


def merged_here(actor: Actor, organisation: Organisation) -> list[Organisation]:
    """What became part of this one, for its members and for staff."""
    if not (actor.belongs_to(organisation.pk) or actor.may("identity.confirm_organisation", organisation)):
        return []
    return list(organisation.merged_here.order_by("name_key"))


def get_own_organisation_for(actor: Actor, slug: str, role: MemberRole = MemberRole.MEMBER) -> Organisation:
    """One of the actor's own organisations; PermissionDenied where the actor is in it and may not do this."""
    found = get_organisation_for(actor, slug)
    if not actor.belongs_to(found.pk):
        raise Http404(NO_SUCH)
    if not actor.belongs_to(found.pk, role):
        raise PermissionDenied("Det kan kun organisationens administratorer.")
    return found


def own_memberships(actor: Actor) -> list[Membership]:
    """The actor's memberships, also those that wait for an answer."""
    if actor.person_id is None:
        return []
    found = Membership.objects.filter(person=actor.person_id, organisation__merged_into=None).select_related("organisation__of_municipality")
    return sorted(found, key=lambda membership: membership.organisation.name_key)


def alone_in(actor: Actor) -> list[Organisation]:
    """The organisations that nobody could act for if the actor were gone."""
    own = Membership.objects.active().filter(person=actor.person_id).values("organisation")
    others = Membership.objects.active().exclude(person=actor.person_id).values("organisation")
    return list(Organisation.objects.standing().filter(pk__in=own).exclude(pk__in=others))


@dataclass(frozen=True)
class Place:
    """One of a person's organisations, as their own page shows it; `municipality` is the slug of the municipality it is, or ""."""

    name: str
    slug: str
    active: bool
    administrator: bool
    municipality: str

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"/organisationer/{self.slug}/"


def own_places(actor: Actor) -> list[Place]:
    """The actor's organisations by name, also those that have not let them in yet."""
    rows = compiled.rows(places_of, actor.person_id)
    return [Place(name, slug, active, administrator, municipality or "") for name, slug, active, administrator, municipality in rows]


def places_of(person_id: int) -> "QuerySet[Membership, Any]":
    names = ("organisation__name", "organisation__slug", "active", "administrator", "organisation__of_municipality__slug")
    active = ExpressionWrapper(Q(active_from__isnull=False), output_field=BooleanField())  # a moment a row would be read letter by letter
    own = Membership.objects.filter(person=person_id, organisation__merged_into=None).annotate(active=active)
    return own.order_by("organisation__name_key").values_list(*names)


def members_for(actor: Actor, organisation: Organisation) -> list[Membership]:
    """Members and those who have asked; for members. Those who wait are told to administrators alone."""
    if not actor.belongs_to(organisation.pk):
        raise PermissionDenied("Kun medlemmer ser, hvem der er med.")
    found = Membership.objects.filter(organisation=organisation).select_related("person")
    return list(found if actor.belongs_to(organisation.pk, MemberRole.ADMINISTRATOR) else found.active())


def open_invitations_for(actor: Actor, organisation: Organisation) -> list[Invitation]:
    """Invitations nobody has answered, with `came_back`: that the mail did; for administrators."""
    if not actor.belongs_to(organisation.pk, MemberRole.ADMINISTRATOR):
        return []
    newer = timezone.now() - VALID_FOR
    rows = Invitation.objects.filter(organisation=organisation, used_at=None, withdrawn_at=None, made_at__gt=newer)
    return list(rows.annotate(came_back=Exists(AddressTrouble.objects.of_mail(OuterRef("email"), OuterRef("made_at")))))


def get_membership_for(actor: Actor, organisation: Organisation, membership_id: int) -> Membership:
    """A membership of one of the actor's organisations; Http404 for another's. Who has asked to come in is told to administrators alone."""
    found = Membership.objects.filter(pk=membership_id, organisation=organisation).select_related("person").first()
    if found is None or not actor.belongs_to(organisation.pk):
        raise Http404("Medlemmet findes ikke.")
    if found.active_from is None and not actor.belongs_to(organisation.pk, MemberRole.ADMINISTRATOR):
        raise Http404("Medlemmet findes ikke.")
    return found


def invitation_of(secret: str) -> Invitation | None:
    """The invitation a mail carries, or None; the secret itself opens it."""
    return Invitation.objects.select_related("organisation").filter(secret_hash=hashed(secret)).first()


def waiting_for(actor: Actor) -> QuerySet[Organisation]:
    """Unconfirmed organisations that the actor may confirm, oldest first."""
    everywhere = actor.may("identity.invite_first_staff")
    if not everywhere and not (actor.is_staff and actor.confirms_in):
        raise PermissionDenied("Organisationer bekræftes af kommunens egne medarbejdere eller frivilligcentret.")
    waiting = Organisation.objects.visible_to(actor).filter(confirmed_at=None).select_related("municipality").order_by("made_at", "pk")
    centre = Q(kind=OrganisationKind.VOLUNTEER_CENTRE.value)
    own = (Q(municipality__in=actor.confirms_in) & ~centre) | Q(municipality__in=actor.moderates_in)
    return waiting if everywhere else waiting.filter(own)


def get_waiting_for(actor: Actor, organisation_id: int) -> Organisation:
    """An unconfirmed organisation the actor may confirm; Http404 otherwise."""
    found = waiting_for(actor).filter(pk=organisation_id).first()
    if found is None:
        raise Http404(NO_SUCH)
    return found


@dataclass(frozen=True)
class Behind:
    """Who is behind an organisation: the address of whoever made it, or "" when they are no member any more, and how many members there are."""

    maker: str = ""
    members: int = 0


def behind(organisations: Iterable[Organisation]) -> dict[int, Behind]:
    """By id who is behind each organisation; ask only about those the actor may confirm."""
    made = {one.pk: one.made_at for one in organisations}
    found = dict.fromkeys(made, Behind())
    for row in Membership.objects.active().filter(organisation__in=made).select_related("person"):
        so_far = found[row.organisation_id]
        maker = str(row.person) if row.asked_at == made[row.organisation_id] else so_far.maker
        found[row.organisation_id] = Behind(maker, so_far.members + 1)
    return found
