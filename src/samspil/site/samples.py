"""Values that the living style page shows the components with."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from samspil.knowledge.domain.words import SCENES

COLOURS = [
    ("paper", "#fbf7ef"), ("sand", "#f3ebdd"), ("surface", "#ffffff"), ("green-100", "#dcebdf"), ("green-300", "#a6cdb4"),
    ("green-500", "#3d8b69"), ("green-700", "#12604a"), ("green-900", "#0a3327"), ("amber-100", "#fcecca"), ("amber-300", "#f8d78f"),
    ("amber-500", "#f0b23e"), ("amber-700", "#855600"), ("terra-100", "#f9e1d6"), ("terra-300", "#eeae92"), ("terra-500", "#d2633f"),
    ("terra-700", "#a33d1f"), ("fjord-100", "#e1eef0"), ("fjord-300", "#b5d3da"), ("fjord-800", "#1d4a58"), ("error", "#a8201a"),
]  # fmt: skip
THREAD = [
    {"name": "Behov", "text": "Nye fællesskaber", "state": "done"},
    {"name": "Fundet hinanden", "text": "To foreninger", "state": "done"},
    {"name": "Aftale", "text": "Skrives nu", "state": "now"},
    {"name": "Penge", "text": "", "state": "open"},
    {"name": "I gang", "text": "", "state": "open"},
    {"name": "Måling", "text": "", "state": "open"},
    {"name": "Fortalt", "text": "", "state": "open"},
]
ALL, CIVIL = (True, True, True), (False, True, False)
SECTORS = [((True, False, False), "Kommune"), (CIVIL, "Civilsamfund"), ((False, False, True), "Erhverv og viden"), (ALL, "Alle tre")]
SURES = [{"dots": dots, "word": word} for dots, word in ((3, "Høj"), (2, "Middel"), (1, "Lav"), (0, "Praksis"))]
TEXT = "En eller to linjer om, hvad de gør, og hvem det er for."
CARDS: list[dict[str, Any]] = [
    {"place": "Et sted", "title": "Alle tre er med", "sectors": "Alle tre", "circles": ALL, "tag": "Ny"},
    {"place": "Et andet sted", "title": "En part, intet mærke", "sectors": "Civilsamfund", "circles": CIVIL, "tag": ""},
    {"place": "Et tredje sted", "title": "Hverken parter eller mærke", "sectors": "", "circles": (), "tag": ""},
]
CIRCLES = [
    {"name": "Lejre", "url": "/kommuner/lejre/", "count": 7, "x": 650.0, "y": 620.0, "r": 24.0, "label": 7},
    {"name": "Aarhus", "url": "/kommuner/aarhus/", "count": 1, "x": 380.0, "y": 480.0, "r": 12.0, "label": ""},
]

GROUPS: list[dict[str, Any]] = [
    {"word": "Overblik", "path": ""},
    {"word": "Aftalen", "path": "aftale/", "places": [{"word": "Aftale", "path": "aftale/"}, {"word": "Tilsagn", "path": "tilsagn/"}]},
    {"word": "Arbejdet", "path": "moeder/"},
]


def at_most_350(text: str) -> None:
    if int(text.replace(".", "")) > 350_000:
        raise ValidationError("Søg om højst 350.000 kr.")


class SampleForm(forms.Form):
    """A field of each kind; nobody sends it."""

    idea = forms.CharField(label="Hvad hedder jeres idé?", help_text="Skriv det, som I ville sige det til en nabo.")
    area = forms.ChoiceField(label="Hvad handler det om?", choices=[("", "Vælg"), ("a", "Ældre"), ("b", "Børn og unge")], required=False)
    story = forms.CharField(label="Fortæl lidt mere", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    amount = forms.CharField(label="Hvor meget søger I om?", validators=[at_most_350])


class ChoiceForm(forms.Form):
    """Boxes to tick; nobody sends it."""

    roles = forms.MultipleChoiceField(
        label="Hvad må personen?",
        help_text="Sæt de krydser, der passer.",
        choices=[("contact", "Kontaktperson"), ("signatory", "Underskriver")],
        widget=forms.CheckboxSelectMultiple,
        initial=["contact"],
    )


def samples() -> dict[str, Any]:
    """What the page shows, by name."""
    return {
        "colours": COLOURS,
        "scenes": SCENES,
        "thread": THREAD,
        "sectors": SECTORS,
        "sures": SURES,
        "cards": [{**card, "text": TEXT, "url": "/eksempler/", "drawing": scene} for card, scene in zip(CARDS, SCENES, strict=False)],
        "circles": CIRCLES,
        "groups": GROUPS,
        "inside": GROUPS[1],
        "places": GROUPS[1]["places"],
        "form": SampleForm(auto_id="proeve-%s"),
        "choice_form": ChoiceForm(),
        "wrong_form": SampleForm({"idea": "Høstfest", "amount": "420.000"}, auto_id="fejl-%s"),
        "typed_pairs": [("emne", "andet")],
        "typed_texts": ["Vi vil gerne høre, om andre kommuner har prøvet det samme, og hvad de lærte af det."],
    }
