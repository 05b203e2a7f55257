"""The words things are sorted by: welfare areas and KLE numbers."""

from django.db import models


class WelfareArea(models.Model):
    """One of the fourteen welfare areas; `key` stands in addresses."""

    key = models.SlugField(max_length=30, unique=True)
    name = models.CharField("navn", max_length=60)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta:
        ordering = ["position"]
        verbose_name = "velfærdsområde"
        verbose_name_plural = "velfærdsområder"

    def __str__(self) -> str:
        return self.name


class KleNumber(models.Model):
    """A main group or topic of KL Emnesystematik (KLE), the municipalities' own filing plan."""

    number = models.CharField("nummer", max_length=8, unique=True)
    title = models.CharField("titel", max_length=120)

    class Meta:
        ordering = ["number"]
        verbose_name = "KLE-nummer"
        verbose_name_plural = "KLE-numre"

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def with_group(self) -> set[str]:
        """The number with the main group it lies in: whoever looks for 27 also means 27.15.12."""
        return {self.number, self.number.partition(".")[0]}
