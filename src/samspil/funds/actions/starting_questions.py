"""Questions that most calls ask, so that nobody begins with an empty form."""

from dataclasses import dataclass

from samspil.funds.domain.questions import QuestionKind


@dataclass(frozen=True)
class StartingQuestion:
    """One question a new call begins with; field names are FormQuestion's."""

    key: str
    kind: str
    text: str
    help: str = ""
    required: bool = True
    most: int | None = None


STARTING = (
    StartingQuestion("hvad", QuestionKind.LONG_TEXT, "Hvad vil I gøre?", "Fortæl det, som du ville fortælle det til en nabo.", most=2_000),
    StartingQuestion("hvem", QuestionKind.LONG_TEXT, "Hvem får glæde af det?", "Hvor mange, og hvordan får de det at vide?", most=1_000),
    StartingQuestion("sammen", QuestionKind.LONG_TEXT, "Hvem gør I det sammen med?", "Foreninger, virksomheder, skoler, plejehjem, naboer.", False, 1_000),
    StartingQuestion("hvor", QuestionKind.SHORT_TEXT, "Hvor foregår det?", "En adresse, et sted eller hele kommunen."),
    StartingQuestion("hvornaar", QuestionKind.SHORT_TEXT, "Hvornår begynder og slutter det?", "For eksempel: marts til september 2027."),
    StartingQuestion(
        "lykkes", QuestionKind.LONG_TEXT, "Hvordan kan man se, at det er lykkedes?", "Ét eller to tegn, I selv kan tælle eller spørge til.", most=1_000
    ),
    StartingQuestion("bagefter", QuestionKind.LONG_TEXT, "Hvad sker der, når pengene er brugt?", "", False, 1_000),
)
