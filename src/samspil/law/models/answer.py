"""A legal answer: question, short answer, fuller answer, law and paragraph, validity and certainty."""

from datetime import timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from samspil.content.models.base_page import BasePage
from samspil.content.models.pages import TEXT_FEATURES
from samspil.content.models.presented import Presented
from samspil.law.domain.certainty import DANISH, Certainty
from samspil.law.domain.topics import TOPICS
from samspil.law.domain.validity import MOST_DAYS_UNCHECKED, Validity
from samspil.law.models import panels

CERTAINTIES = [(item.value, DANISH[item]) for item in Certainty]


class LegalAnswer(Presented, BasePage):
    """`title` is the question, `teaser` the short answer in a sentence, `word` the answer in one or two words."""

    word = models.CharField("svaret i ét ord", max_length=24)
    body = RichTextField("uddybende svar", features=TEXT_FEATURES)
    topic = models.CharField("emne", max_length=30, choices=list(TOPICS.items()))
    position = models.PositiveSmallIntegerField("rækkefølge under emnet", null=True, blank=True)
    applies_to = models.TextField("hvem gælder det", blank=True, help_text="Én på hver linje.")
    certainty = models.CharField("sikkerhed", max_length=10, choices=CERTAINTIES)
    certainty_note = models.CharField("note om sikkerhed", max_length=200, blank=True)
    valid_from = models.DateField("gælder pr.")
    checked_on = models.DateField("sidst kontrolleret")
    expires_on = models.DateField("udløber")
    unclear = models.TextField("ikke kontrolleret eller omstridt", blank=True, help_text="Ét forhold på hver linje.")
    related = ParentalManyToManyField("self", symmetrical=False, blank=True, verbose_name="næste spørgsmål")

    base_form_class = panels.AnswerForm
    content_panels = panels.ANSWER
    section_slug = "jura"
    presenter = "samspil.law.pages.parts_today"
    parent_page_types: ClassVar[list[str]] = ["content.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "juridisk svar"
        verbose_name_plural = "juridiske svar"

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.expires_on and self.expires_on <= self.valid_from:
            raise ValidationError({"expires_on": "Svaret kan ikke udløbe, før det gælder."})
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": "Datoen ligger i fremtiden. Skriv den dag, nogen sidst læste kilden."})
        if self.checked_on and self.expires_on and not self.checked_on < self.expires_on <= self.checked_on + timedelta(days=MOST_DAYS_UNCHECKED):
            raise ValidationError({"expires_on": "Svaret skal udløbe efter kontrollen og senest et år efter den."})

    @property
    def validity(self) -> Validity:
        return Validity(self.valid_from, self.checked_on, self.expires_on)

    @property
    def audience_list(self) -> list[str]:
        return [line.strip() for line in self.applies_to.splitlines() if line.strip()]

    @property
    def unclear_list(self) -> list[str]:
        return [line.strip() for line in self.unclear.splitlines() if line.strip()]


class AnswerLaw(Orderable):
    """A law and paragraph; `number` and `year` build the address at Retsinformation."""

    answer = ParentalKey(LegalAnswer, on_delete=models.CASCADE, related_name="laws")
    law = models.CharField("lov", max_length=120)
    paragraph = models.CharField("paragraf", max_length=120, blank=True)
    text = models.CharField("læst i", max_length=120, blank=True)
    number = models.PositiveIntegerField("nummer", null=True, blank=True)
    year = models.PositiveSmallIntegerField("år", null=True, blank=True)

    @property
    def url(self) -> str:
        """The European Legislation Identifier of a law in Lovtidende A, or ""."""
        return f"https://www.retsinformation.dk/eli/lta/{self.year}/{self.number}" if self.number and self.year else ""


class AnswerWay(Orderable):
    """One row of "Hvilken vej gælder for dig?": for whom, the answer, the law and how sure."""

    answer_page = ParentalKey(LegalAnswer, on_delete=models.CASCADE, related_name="ways")
    who = models.CharField("du …", max_length=160)
    answer = models.CharField("svar", max_length=400)
    law = models.CharField("hjemmel", max_length=200, blank=True)
    certainty = models.CharField("sikkerhed", max_length=10, choices=CERTAINTIES)
