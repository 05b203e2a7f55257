"""The form in which editors write a legal answer."""

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from samspil.content.widgets import PickList

ANSWER = [
    FieldPanel("title", heading="Spørgsmål", help_text="Som en frivillig ville spørge."),
    FieldPanel("word", help_text="Ja, Nej, Ofte, Måske, Kun nogle, Uafklaret … Højst to ord."),
    FieldPanel("teaser", heading="Kort svar", help_text="40-240 tegn, som en frivillig forstår."),
    FieldPanel("body", help_text="To til fem afsnit med egne overskrifter."),
    InlinePanel("ways", label="Vej", heading="Hvilken vej gælder for dig?", help_text="Én række for hvert tilfælde. Udelades, når svaret er ens for alle."),
    InlinePanel("laws", label="Lov og paragraf", heading="Lov og paragraf", min_num=1, help_text="Nummer og år laver linket til Retsinformation."),
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
    FieldPanel("applies_to"),
    FieldPanel("related", widget=PickList, help_text="Højst fire."),
]
