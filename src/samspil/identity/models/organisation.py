"""Organisations of all sectors, and who is in them. Each municipality has exactly one."""

from collections.abc import Collection
from typing import Protocol

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.identity.domain.organisations import KIND_DA, MemberRole, OrganisationKind, sector_of
from samspil.identity.models.municipality import Municipality

KINDS = [(kind.value, KIND_DA[kind]) for kind in OrganisationKind]


class Looker(Protocol):
    """What must be known of whoever looks at organisations. `identity.Actor` is the real one."""

    @property
    def memberships(self) -> Collection[int]:
        """Ids of the organisations they are in."""

    @property
    def confirms_in(self) -> Collection[str]:
        """Codes of the municipalities whose organisations they may confirm."""

    @property
    def moderates_in(self) -> Collection[str]:
        """Codes of the municipalities whose own people they answer for."""

    @property
    def is_staff(self) -> bool:
        """True in a running staff session."""

    def may(self, permission: str, thing: object = None) -> bool:
        """True when the table of permissions allows it."""


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def standing(self) -> "OrganisationQuerySet":
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def visible_to(self, actor: Looker) -> "OrganisationQuerySet":
        """Confirmed ones are for everybody, others for their own members and for staff who confirm in their municipality.

        One that moderators have hidden is for its own members and for moderators alone.
        """
        if actor.may("identity.invite_first_staff"):
            return self.standing()
        seen = Q(confirmed_at__isnull=False, hidden_at=None) | Q(pk__in=list(actor.memberships))
        if actor.is_staff:
            seen |= Q(municipality__in=actor.confirms_in, hidden_at=None) | Q(municipality__in=actor.moderates_in)
        return self.standing().filter(seen)


@pghistory.track(
    pghistory.InsertEvent("made"),
    pghistory.UpdateEvent("changed"),
    fields=["name", "kind", "cvr", "municipality", "confirmed_at", "declined_at", "merged_into"],
    model_name="OrganisationEvent",
)
class Organisation(models.Model):
    """`municipality` is where it is at home; `of_municipality` is set on the one organisation that is a municipality.

    An unconfirmed one may draft and take part; its public signatures carry "ikke bekræftet". `cvr` is "" where there is none.
    `declined_at` is when those who confirm last said no, while nobody has answered; `declined_why` is what they wrote, `declined_answer` what came back.
    `hidden_at` is when moderators took its page away from everybody (room moderation); None while they have not.
    """

    kind = models.CharField(max_length=20, choices=KINDS)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=300, db_collation="C")
    # The name as two spellings of it compare, to find duplicates (domain.organisations.name_as_compared).
    compared = models.CharField(max_length=120, db_index=True)
    slug = models.SlugField(max_length=80, unique=True)
    cvr = models.CharField(max_length=8, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="organisations")
    of_municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="organisation")
    about = models.TextField(blank=True)
    website = models.URLField(blank=True)
    public_email = models.EmailField(blank=True)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_why = models.TextField(blank=True)
    declined_answer = models.TextField(blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_here")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(fields=["cvr"], condition=~Q(cvr="") & Q(merged_into=None), name="identity_one_organisation_a_cvr"),
            models.CheckConstraint(condition=Q(of_municipality=None) | Q(kind=OrganisationKind.MUNICIPALITY.value), name="identity_a_municipality_is_one"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"/organisationer/{self.slug}/"

    @property
    def members_address(self) -> str:
        """Where its members are seen."""
        return f"{self.address}medlemmer/"

    @property
    def sector(self) -> str:
        """ "public", "civil", "business" or "knowledge"."""
        return sector_of(self.kind)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        """Memberships that somebody has said yes to on both sides."""
        return self.exclude(active_from=None)


@pghistory.track(pghistory.InsertEvent("begun"), pghistory.UpdateEvent("changed"), pghistory.DeleteEvent("ended"), obj_field=None, model_name="MembershipEvent")
class Membership(models.Model):
    """One person in one organisation. Without `active_from` the person has asked to come in and waits for an administrator.

    `let_in_why` is what staff wrote when they let somebody into an organisation that nobody led; "" for everybody else.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    contact = models.BooleanField(default=False)
    signatory = models.BooleanField(default=False)
    administrator = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    active_from = models.DateTimeField(null=True, blank=True)
    let_in_why = models.CharField(max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="identity_one_membership_each")]

    def __str__(self) -> str:
        return f"{self.person_id} i {self.organisation_id}"

    @property
    def roles(self) -> list[MemberRole]:
        """What the person may do, most first."""
        return [role for role in (MemberRole.ADMINISTRATOR, MemberRole.SIGNATORY, MemberRole.CONTACT) if getattr(self, role.value)] or [MemberRole.MEMBER]
