"""The words examples are described with."""

from enum import StrEnum


class Sector(StrEnum):
    PUBLIC = "public"
    CIVIL = "civil"
    BUSINESS = "business"
    KNOWLEDGE = "knowledge"


class Evidence(StrEnum):
    """The strongest way in which the outcome is known."""

    TOLD = "told"
    COUNTED = "counted"
    MEASURED = "measured"
    COMPARED = "compared"


class Grade(StrEnum):
    """A: the facts were read in the source. B: thinner source, under editorial check."""

    A = "A"
    B = "B"


class ThreadStage(StrEnum):
    """The seven steps from need to effect."""

    NEED = "need"
    FOUND = "found"
    AGREED = "agreed"
    MONEY = "money"
    DOING = "doing"
    MEASURED = "measured"
    TOLD = "told"


SECTOR_DA = {Sector.PUBLIC: "Kommune", Sector.CIVIL: "Civilsamfund", Sector.BUSINESS: "Erhverv", Sector.KNOWLEDGE: "Viden"}
EVIDENCE_DA = {Evidence.TOLD: "Fortalt", Evidence.COUNTED: "Talt", Evidence.MEASURED: "Målt", Evidence.COMPARED: "Sammenlignet"}
EVIDENCE_MEANING = {
    Evidence.TOLD: "Nogen har fortalt det. Ingen har talt eller målt.",
    Evidence.COUNTED: "Nogen har talt deltagere, job, steder eller kroner.",
    Evidence.MEASURED: "Det samme er målt før og efter, eller deltagerne er spurgt.",
    Evidence.COMPARED: "Resultatet er holdt op mod en gruppe, der ikke var med.",
}
GRADE_DA = {Grade.A: "A: vi har læst den", Grade.B: "B: under redaktionel kontrol"}
GRADE_MEANING = {Grade.A: "Det, der står her, står i kilden.", Grade.B: "Kilden er tyndere, og redaktionen kontrollerer teksten."}
STAGE_DA = {
    ThreadStage.NEED: "Behov",
    ThreadStage.FOUND: "Fundet hinanden",
    ThreadStage.AGREED: "Aftale",
    ThreadStage.MONEY: "Penge",
    ThreadStage.DOING: "I gang",
    ThreadStage.MEASURED: "Måling",
    ThreadStage.TOLD: "Givet videre",
}
SCENE_DA = {
    "press": "Mosteri",
    "orchard": "Frugtlund",
    "workshop": "Værksted",
    "rickshaw": "Cykeltur",
    "table": "Langbord",
    "walk": "Gåtur",
    "door": "Åben dør",
    "village": "Landsby",
    "townhall": "Rådhus",
    "stall": "Bod",
    "circle": "Læsekreds",
    "skate": "Skatebane",
    "garden": "Højbede",
    "school": "Skole",
    "hands": "Hænder",
    "music": "Kor",
    "bridge": "Bro",
    "football": "Boldbane",
    "talk": "Samtale",
    "vote": "Afstemning",
    "wind": "Vindmølle",
    "house": "Boligblok",
}
SCENES = list(SCENE_DA)


def circles(sectors: set[str]) -> tuple[bool, bool, bool]:
    """Which of the three circles are filled: public, civil, business (knowledge shares business's circle)."""
    return (Sector.PUBLIC in sectors, Sector.CIVIL in sectors, bool(sectors & {Sector.BUSINESS, Sector.KNOWLEDGE}))


def sector_words(sectors: set[str]) -> str:
    """The sectors in words, joined by plus signs: "Kommune + civilsamfund + erhverv og viden"."""
    parts = []
    if Sector.PUBLIC in sectors:
        parts.append("kommune")
    if Sector.CIVIL in sectors:
        parts.append("civilsamfund")
    if {Sector.BUSINESS, Sector.KNOWLEDGE} <= sectors:
        parts.append("erhverv og viden")
    elif Sector.BUSINESS in sectors:
        parts.append("erhverv")
    elif Sector.KNOWLEDGE in sectors:
        parts.append("viden")
    return " + ".join(parts).capitalize()
