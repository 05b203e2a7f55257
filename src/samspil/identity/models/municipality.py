"""The 98 municipalities, and one made-up municipality that carries all demonstration data."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import Q

DEMO_CODE = "0000"
CONTACTS = ("desk_email", "accessibility_statement")
# All that a municipality settles for itself; history keeps it.
SETTLED = (*CONTACTS, "controller_text", "alliances_open")


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def real(self) -> "MunicipalityQuerySet":
        """Without the made-up one."""
        return self.filter(demonstration=False)

    def open(self) -> "MunicipalityQuerySet":
        """Municipalities this installation serves: those it lists, or all. The made-up one in a demonstration, or when it is listed itself."""
        from django.conf import settings

        served = Q(code__in=settings.MUNICIPALITIES) if settings.MUNICIPALITIES else Q(demonstration=False)
        return self.filter(served | Q(demonstration=True) if settings.DEMO else served)

    def nameable(self) -> "MunicipalityQuerySet":
        """Municipalities an editor's text may name: every real one, wherever the installation serves, and the made-up one where it is shown."""
        return self.real() | self.open()

    def with_desk(self) -> "MunicipalityQuerySet":
        """Municipalities served here whose own people read what is written to them."""
        return self.open().exclude(desk_email="")


@pghistory.track(
    pghistory.UpdateEvent("contacts", condition=pghistory.AnyChange(*SETTLED)),
    fields=[*SETTLED],
    model_name="MunicipalityEvent",
    obj_field=pghistory.ObjForeignKey(related_name="contact_changes"),
)
class Municipality(models.Model):  # type: ignore[django-manager-missing]  # enquiries have a scoped manager, which has no types
    """`code` is the four-digit municipality code of the statistics; the made-up one has 0000. Each is the data controller of its own.

    Administrators, and the municipality's own, set `desk_email` (empty: the editors read for it), `accessibility_statement` (empty: no link),
    `controller_text` (who answers for personal data, and how to reach them; empty: not said) and which rooms are open here. History keeps all.
    """

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True)
    name_key = models.CharField(max_length=80, db_index=True, db_collation="C")
    seat = models.CharField(max_length=60, blank=True)
    demonstration = models.BooleanField(default=False)
    accessibility_statement = models.URLField(blank=True)
    desk_email = models.EmailField(blank=True)
    controller_text = models.TextField(blank=True)
    alliances_open = models.BooleanField(default=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["name_key"]
        constraints = [models.UniqueConstraint(fields=["demonstration"], condition=Q(demonstration=True), name="identity_one_demonstration")]

    def __str__(self) -> str:
        return self.name

    def region_on(self, day: date) -> str:
        """The region's name on a day, or "" where none is known."""
        for membership in self.regions.all():
            if membership.valid_from <= day and (membership.valid_to is None or day <= membership.valid_to):
                return membership.region
        return ""


class RegionMembership(models.Model):
    """A municipality lies in a region for a time: Hovedstaden and Sjælland become Østdanmark on 1 January 2027 (lov nr. 699 af 20.06.2025)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="regions")
    region = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["municipality", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["municipality", "valid_from"], name="identity_one_region_at_a_time")]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.region}"
