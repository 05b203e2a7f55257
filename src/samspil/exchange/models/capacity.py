"""What organisations have promised in alliances, as far as it can be used in a task: kept here by what the alliances tell."""

from django.db import models

from samspil.identity.models import Organisation
from samspil.initiatives.models import Initiative


class PromisedCapacity(models.Model):
    """`source` is the promise's own number where it was given; `quantity` of `unit` until `until`, of which `delivered` is used already."""

    source = models.PositiveBigIntegerField(unique=True)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="promised_capacity")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10)
    what = models.CharField(max_length=120)
    unit = models.CharField(max_length=30)
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    delivered = models.DecimalField(max_digits=10, decimal_places=2)
    until = models.DateField()

    class Meta:
        ordering = ["until", "pk"]
        indexes = [models.Index(fields=["initiative"], name="exchange_capacity_of_one")]

    def __str__(self) -> str:
        return self.what
