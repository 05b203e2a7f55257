"""An example: what somebody did together, who took part, what it took, what came of it and how we know."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from samspil.content.models import KleNumber, SitePicture, WelfareArea
from samspil.content.models.base_page import BasePage
from samspil.content.models.presented import Presented
from samspil.identity.models import Municipality
from samspil.knowledge.domain.words import EVIDENCE_DA, GRADE_DA, SCENES, SECTOR_DA, STAGE_DA, Evidence, Grade, Sector, ThreadStage
from samspil.knowledge.models import panels
from samspil.law.models import LegalAnswer

FEATURES = ["bold", "link", "ul", "ol"]


class Example(Presented, BasePage):
    """Empty fields are not shown; `unknown` is the one quiet line that says what nobody knows. Only a draft lacks its main area.

    `initiative` is what its own parties told it of, and `alliance_key` their alliance's id in the index; both None where editors read it in sources.
    """

    place = models.CharField("sted", max_length=120, help_text="Står på kortet: »Lejre«, »Fire fynske kommuner«, »Hele landet«.")
    municipalities = ParentalManyToManyField(Municipality, blank=True, related_name="examples", verbose_name="kommuner")
    main_area = models.ForeignKey(WelfareArea, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vigtigste velfærdsområde")
    areas = ParentalManyToManyField(WelfareArea, blank=True, related_name="examples", verbose_name="velfærdsområder")
    kle = ParentalManyToManyField(KleNumber, blank=True, related_name="examples", verbose_name="KLE-numre")
    period = models.CharField("periode", max_length=80, blank=True)
    year_from = models.PositiveSmallIntegerField("fra år", null=True, blank=True)
    year_to = models.PositiveSmallIntegerField("til år", null=True, blank=True)
    done = RichTextField("hvad går det ud på?", features=FEATURES)
    took = RichTextField("hvad krævede det?", features=FEATURES, blank=True)
    outcome = RichTextField("hvad kom der ud af det?", features=FEATURES, blank=True)
    obstacles = RichTextField("hvad var svært?", features=FEATURES, blank=True)
    advice = RichTextField("gode råd", features=FEATURES, blank=True)
    unknown = models.TextField("det ved vi ikke endnu", blank=True)
    money = models.CharField("penge", max_length=200, blank=True)
    contact = models.CharField("kontakt (organisation)", max_length=160, blank=True)
    evidence = models.CharField("hvordan ved vi det?", max_length=10, choices=[(e.value, EVIDENCE_DA[e]) for e in Evidence])
    grade = models.CharField("hvor sikker er kilden?", max_length=1, choices=[(g.value, GRADE_DA[g]) for g in Grade], default=Grade.B)
    checked_on = models.DateField("sidst kontrolleret")
    drawing = models.CharField("tegning", max_length=20, choices=[(scene, scene) for scene in SCENES], default="hands")
    picture = models.ForeignKey(SitePicture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="foto i stedet for tegning")
    legal_answers = ParentalManyToManyField(LegalAnswer, blank=True, related_name="examples", verbose_name="juridiske svar")
    initiative = models.ForeignKey("initiatives.Initiative", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    alliance_key = models.PositiveIntegerField(null=True, blank=True, editable=False)
    related = ParentalManyToManyField("self", symmetrical=False, blank=True, verbose_name="beslægtede eksempler")

    base_form_class = panels.ExampleForm
    content_panels = panels.EXAMPLE
    section_slug = "eksempler"
    presenter = "samspil.knowledge.pages.parts"
    parent_page_types: ClassVar[list[str]] = ["content.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "eksempel"
        verbose_name_plural = "eksempler"

    def clean(self) -> None:
        super().clean()
        if self.year_from and self.year_to and self.year_to < self.year_from:
            raise ValidationError({"year_to": "Slutåret ligger før startåret."})
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": "Datoen ligger i fremtiden. Skriv den dag, nogen sidst læste kilden."})

    @property
    def sectors(self) -> set[str]:
        return {party.sector for party in self.parties.all()}


class ExampleParty(Orderable):
    """Who took part; `gains` is our reading of the source, and the page says so."""

    example = ParentalKey(Example, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField("part", max_length=200)
    sector = models.CharField("sektor", max_length=10, choices=[(s.value, SECTOR_DA[s]) for s in Sector])
    brings = models.CharField("bidrager med", max_length=300, blank=True)
    gains = models.CharField("får ud af det", max_length=300, blank=True)


class ExampleStep(Orderable):
    """A step of the thread that the source tells of."""

    example = ParentalKey(Example, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField("trin", max_length=10, choices=[(s.value, STAGE_DA[s]) for s in ThreadStage])
    text = models.CharField("tekst", max_length=120)


class ExampleSource(Orderable):
    """Where we read it, and when that was written."""

    example = ParentalKey(Example, on_delete=models.CASCADE, related_name="sources")
    text = models.CharField("kilde", max_length=300)
    date = models.CharField("dato", max_length=60, blank=True)
    url = models.URLField("adresse", blank=True)
