"""A council guide: a set discussion for a municipal council, ready to hold."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField

from samspil.content.models import QuestionSet
from samspil.content.models.base_page import BasePage
from samspil.content.models.pages import TEXT_FEATURES
from samspil.content.models.presented import Presented
from samspil.knowledge.models import panels
from samspil.knowledge.models.example import Example
from samspil.law.models import LegalAnswer


class CouncilGuide(Presented, BasePage):
    """The questions themselves are rows in content, so that council can run them."""

    purpose = models.TextField("formål", blank=True)
    minutes = models.PositiveSmallIntegerField("minutter", default=90)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)
    source = models.CharField("kilde", max_length=300, blank=True)
    question_set = models.ForeignKey(QuestionSet, on_delete=models.PROTECT, related_name="+", verbose_name="spørgsmål")
    body = RichTextField("sådan holder I mødet", features=TEXT_FEATURES, blank=True)
    examples = ParentalManyToManyField(Example, blank=True, related_name="+", verbose_name="eksempler at læse først")
    legal_answers = ParentalManyToManyField(LegalAnswer, blank=True, related_name="+", verbose_name="juridiske svar at læse først")

    content_panels = panels.GUIDE
    section_slug = "droeftelser"
    presenter = "samspil.knowledge.pages.parts"
    parent_page_types: ClassVar[list[str]] = ["content.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "drøftelse"
        verbose_name_plural = "drøftelser"
