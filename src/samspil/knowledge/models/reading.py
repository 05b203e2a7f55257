"""Things to read: articles, publications, and what the consultants offer."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from samspil.content.models.base_page import BasePage
from samspil.content.models.pages import TEXT_FEATURES
from samspil.content.models.presented import Presented
from samspil.knowledge.domain.words import SCENES
from samspil.knowledge.models import panels
from samspil.knowledge.models.example import Example
from samspil.law.models import LegalAnswer


class Article(Presented, BasePage):
    """A news item or the points of a debate piece, in our own words; `date` is the source's."""

    date = models.DateField("dato")
    source = models.CharField("kilde", max_length=300, blank=True)
    body = RichTextField("tekst", features=TEXT_FEATURES)
    drawing = models.CharField("tegning", max_length=20, choices=[(scene, scene) for scene in SCENES], default="talk")
    examples = ParentalManyToManyField(Example, blank=True, related_name="+", verbose_name="eksempler")
    legal_answers = ParentalManyToManyField(LegalAnswer, blank=True, related_name="+", verbose_name="juridiske svar")

    content_panels = panels.ARTICLE
    section_slug = "artikler"
    presenter = "samspil.knowledge.pages.parts"
    parent_page_types: ClassVar[list[str]] = ["content.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "artikel"
        verbose_name_plural = "artikler"


class ArticleFigure(Orderable):
    """A number and what it counts."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="figures")
    number = models.CharField("tal", max_length=20)
    text = models.CharField("hvad tallet er", max_length=120)


class Publication(Presented, BasePage):
    """Something others have published; the text says what it holds, in our own words."""

    publisher = models.CharField("udgiver", max_length=160)
    year = models.PositiveSmallIntegerField("år", null=True, blank=True)
    genre = models.CharField("slags", max_length=40)
    source = models.CharField("kilde", max_length=300, blank=True)
    body = RichTextField("hvad den siger", features=TEXT_FEATURES)

    content_panels = panels.PUBLICATION
    section_slug = "publikationer"
    presenter = "samspil.knowledge.pages.parts"
    parent_page_types: ClassVar[list[str]] = ["content.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "publikation"
        verbose_name_plural = "publikationer"


class Consultancy(Presented, BasePage):
    """A talk, workshop, theme day or process help that a municipality can ask for."""

    genre = models.CharField("slags", max_length=40)
    length = models.CharField("varighed", max_length=60, blank=True)
    for_whom = models.CharField("for hvem", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)
    body = RichTextField("hvad I får", features=TEXT_FEATURES)

    content_panels = panels.CONSULTANCY
    section_slug = "konsulenter"
    presenter = "samspil.knowledge.pages.parts"
    parent_page_types: ClassVar[list[str]] = ["content.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "konsulenttilbud"
        verbose_name_plural = "konsulenttilbud"
