"""People whom a municipality's staff registered because they have no e-mail."""

from django.conf import settings
from django.db import models

from samspil.identity.domain.assisted import CONSENT_DA, CONTACT_DA
from samspil.identity.models.municipality import Municipality
from samspil.identity.models.organisation import Looker


class AssistedPersonQuerySet(models.QuerySet["AssistedPerson"]):
    def visible_to(self, actor: Looker) -> "AssistedPersonQuerySet":
        """For staff of the very municipality, in a running staff session; nobody else, administrators of the installation neither."""
        return self.filter(municipality__in=actor.confirms_in) if actor.is_staff else self.none()


class AssistedPerson(models.Model):
    """`number` is what the person writes at log-in, with a code of which only the seal is kept. `contact` is a phone number or a postal address."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assisted")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=8, unique=True)
    contact_way = models.CharField(max_length=10, choices=[(way.value, name) for way, name in CONTACT_DA.items()])
    contact = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)
    consent_way = models.CharField(max_length=10, choices=[(way.value, name) for way, name in CONSENT_DA.items()])
    consented_on = models.DateField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    registered_at = models.DateTimeField()
    code_seal = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    objects = AssistedPersonQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at", "-pk"]

    def __str__(self) -> str:
        return self.number
