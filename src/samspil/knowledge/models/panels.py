"""The forms in which editors write knowledge's pages. Help stands where it is needed; what is rarely used is folded."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from samspil.content.models.base_page import BasePage
from samspil.content.widgets import DrawingChoice, PagePickList, PickList
from samspil.identity.models import Municipality
from samspil.knowledge.domain.words import EVIDENCE_DA, EVIDENCE_MEANING, SCENE_DA, Evidence, Grade

EVIDENCE_HELP = "Det stærkeste, kilden kan bære. " + " ".join(f"{EVIDENCE_DA[e]}: {EVIDENCE_MEANING[e]}" for e in Evidence)
LEGAL = FieldPanel("legal_answers", widget=PagePickList, help_text="Det, andre skal læse, før de gør det samme. Højst fire.")
DRAWING = FieldPanel("drawing", widget=DrawingChoice(names=SCENE_DA), heading="Tegning", required_on_save=True)
SHORTEST_TEASER, LONGEST_TEASER, MOST_AREAS = 60, 220, 3
SOURCE = FieldPanel("source", help_text="Hvem der skrev det, hvor og hvornår.")


class ExampleForm(WagtailAdminPageForm):
    """A new example begins with the cautious choices. What the hints ask for is held when it goes to review or out; a draft may lack it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "municipalities" in self.fields:
            self.fields["municipalities"].queryset = Municipality.objects.nameable()
        if self.instance.pk is None:
            self.initial.update(evidence=Evidence.TOLD.value, grade=Grade.B.value, checked_on=timezone.localdate())
        if self.instance.pk and "related" in self.fields:
            self.fields["related"].queryset = self.fields["related"].queryset.exclude(pk=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        main, areas = cleaned.get("main_area"), list(cleaned.get("areas") or ())
        if main and main not in areas:
            cleaned["areas"] = [main, *areas]
        if not self.is_deferred_validation:
            for field, text in unfit(cleaned).items():
                self.add_error(field, text)
        return cleaned


def unfit(cleaned: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with an example that others are to read, by field."""
    teaser, areas, kle = cleaned.get("teaser") or "", cleaned.get("areas") or (), cleaned.get("kle") or ()
    wrong = {}
    if not SHORTEST_TEASER <= len(teaser) <= LONGEST_TEASER:
        wrong["teaser"] = f"Skriv {SHORTEST_TEASER}-{LONGEST_TEASER} tegn. Nu er der {len(teaser)}."
    if not 1 <= len(areas) <= MOST_AREAS:
        wrong["areas"] = "Vælg et til tre velfærdsområder."
    if len(kle) > MOST_AREAS:
        wrong["kle"] = "Vælg højst tre numre."
    if "@" in (cleaned.get("contact") or ""):
        wrong["contact"] = "Skriv navnet på en organisation. En adresse kan være en privat persons."
    return wrong


EXAMPLE = [
    *BasePage.content_panels,
    MultiFieldPanel(
        [
            FieldPanel("place"),
            FieldPanel("municipalities", widget=PickList, help_text="Den, der går forrest, og de andre. Ingen, hvis det er hele landet."),
            FieldPanel("main_area"),
            FieldPanel("areas", widget=PickList, help_text="Et til tre, også det vigtigste."),
            FieldPanel("kle", widget=PickList, help_text="Et til tre numre af kommunernes fælles journalplan."),
        ],
        "Hvor og om hvad",
    ),
    MultiFieldPanel(
        [
            FieldPanel("period", help_text="Som kilden siger det: »2016«, »siden 2011«, »2017–2021«."),
            FieldPanel("year_from", help_text="Bruges til at sortere."),
            FieldPanel("year_to", help_text="Tomt, hvis det stadig kører, eller ingen ved det."),
        ],
        "Hvornår",
    ),
    InlinePanel("parties", label="part", heading="Hvem gør hvad?", min_num=1, help_text="»Får ud af det« udfyldes kun, når kilden siger det."),
    MultiFieldPanel(
        [
            FieldPanel("done", help_text="40-160 ord. Hvad er gjort, og af hvem?"),
            FieldPanel("took", help_text="Tid, penge og roller. Tomt, når ingen ved det."),
            FieldPanel("outcome", help_text="Sig, hvordan man ved det: fortalt, talt, målt eller sammenlignet."),
            FieldPanel("obstacles"),
            FieldPanel("advice", help_text="Er rådene jeres egne, så begynd med »Vores læsning af forløbet:«."),
            FieldPanel("unknown", help_text="En eller to sætninger: »Kilden siger ikke …«"),
            FieldPanel("money", help_text="Én linje: »Fra en pulje på 1.000.000 kr.«"),
            FieldPanel("contact", help_text="En organisation, aldrig en privatperson."),
        ],
        "Fortællingen",
    ),
    InlinePanel("steps", label="trin", heading="Vejen fra behov til virkning", max_num=7, help_text="Kun de trin, kilden fortæller om."),
    InlinePanel("sources", label="kilde", heading="Kilder", min_num=1),
    MultiFieldPanel(
        [
            FieldPanel("evidence", help_text=EVIDENCE_HELP, required_on_save=True),
            FieldPanel("grade", help_text="A, når du selv har læst oplysningerne i kilden. Ellers B."),
            FieldPanel("checked_on", help_text="Den dag, oplysningerne sidst blev holdt op mod kilden."),
        ],
        "Redaktionens vurdering",
    ),
    MultiFieldPanel([DRAWING, FieldPanel("picture", help_text="Et foto træder i stedet for tegningen.")], "Billede"),
    LEGAL,
    FieldPanel("related", widget=PagePickList, help_text="Kun, når de virkelig ligner. Højst fire. Er der ingen, viser siden andre om samme emne."),
]
GUIDE = [
    *BasePage.content_panels,
    FieldPanel("purpose", help_text="Hvorfor kommunalbestyrelsen skal drøfte det."),
    FieldPanel("minutes"),
    FieldPanel("position"),
    FieldPanel("question_set", help_text="Spørgsmålene skrives under »Ord og spørgsmål«."),
    FieldPanel("body"),
    FieldPanel("examples", widget=PagePickList),
    FieldPanel("legal_answers", widget=PagePickList),
    SOURCE,
]
ARTICLE = [
    *BasePage.content_panels,
    FieldPanel("date", help_text="Kildens dato."),
    FieldPanel("body"),
    InlinePanel("figures", label="tal", heading="Tal, der stikker ud"),
    SOURCE,
    DRAWING,
    FieldPanel("examples", widget=PagePickList),
    LEGAL,
]
PUBLICATION = [*BasePage.content_panels, *[FieldPanel(name) for name in ("publisher", "year", "genre", "body")], SOURCE]
CONSULTANCY = [*BasePage.content_panels, *[FieldPanel(name) for name in ("genre", "length", "for_whom", "position", "body")]]
