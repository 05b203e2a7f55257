"""The glossary: a Danish word, one definition, and the word the code uses."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import RevisionMixin

from samspil.core.sorting import danish_key


class GlossaryTerm(RevisionMixin, models.Model):
    """Every term is public."""

    slug = models.SlugField(max_length=60, unique=True)
    term = models.CharField("ord", max_length=80)
    term_key = models.CharField(max_length=100, editable=False, db_collation="C")
    short = models.CharField("kort forklaring", max_length=200)
    body = models.TextField("mere", blank=True)
    code = models.CharField("ord i koden", max_length=60, blank=True)
    related = models.ManyToManyField("self", symmetrical=False, blank=True, verbose_name="se også")

    panels = [FieldPanel("term"), FieldPanel("slug"), FieldPanel("short"), FieldPanel("body"), FieldPanel("code"), FieldPanel("related")]

    class Meta:
        ordering = ["term_key"]
        verbose_name = "ord"
        verbose_name_plural = "ordbog"

    def __str__(self) -> str:
        return self.term

    def save(self, *args: object, **kwargs: object) -> None:
        self.term_key = danish_key(self.term)[:100]
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # RevisionMixin's save is untyped
