"""The form in which editors write a legal answer."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from samspil.content.widgets import CountedText, PagePickList


class AnswerForm(WagtailAdminPageForm):
    """An answer is never its own next question."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "related" in self.fields:
            self.fields["related"].queryset = self.fields["related"].queryset.exclude(pk=self.instance.pk)


ANSWER = [
    FieldPanel("title", heading="Spørgsmål", help_text="Som en frivillig ville spørge."),
    FieldPanel("word", help_text="Ja, Nej, Ofte, Måske, Kun nogle, Uafklaret … Højst to ord."),
    FieldPanel("teaser", widget=CountedText, heading="Kort svar", help_text="40-240 tegn, som en frivillig forstår."),
    FieldPanel("body", help_text="To til fem afsnit med egne overskrifter."),
    InlinePanel("ways", label="vej", heading="Hvilken vej gælder for dig?", help_text="Én række for hvert tilfælde. Udelades, når svaret er ens for alle."),
    InlinePanel("laws", label="lov og paragraf", heading="Lov og paragraf", min_num=1, help_text="Nummer og år laver linket til Retsinformation."),
    MultiFieldPanel(
        [
            FieldPanel("valid_from"),
            FieldPanel("checked_on", help_text="Den dag, nogen sidst læste loven."),
            FieldPanel("expires_on", help_text="Senest et år efter kontrollen. Før, når en sats udløber."),
            FieldPanel("certainty", required_on_save=True, help_text="Lav, når ingen har læst det efter: så skriver siden »ikke kontrolleret – spørg«."),
            FieldPanel("certainty_note"),
            FieldPanel("unclear"),
        ],
        "Gyldighed",
    ),
    FieldPanel("topic", required_on_save=True),
    FieldPanel("position", help_text="Lave tal står først. 1 er det, de fleste har brug for. Tomt: efter de andre."),
    FieldPanel("applies_to"),
    FieldPanel("related", widget=PagePickList, help_text="Højst fire."),
]
