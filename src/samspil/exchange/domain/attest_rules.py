"""When a child certificate is needed, as dated rules: which order holds for whom, and its numbers. Data, so that a new order is a new row.

Read in law-verified A5, rows 22-25. A test holds the numbers equal to content/law/values.toml.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.exchange.domain.legal_notes import Certainty


class WelfareField(StrEnum):
    """The field of the task. SOCIAL: adults, elderly, children and housing under the ministry of social affairs. LEISURE: sports, culture,
    popular education. SCHOOL: schools and clubs. OTHER: fields whose order nobody has read."""

    SOCIAL = "social"
    LEISURE = "leisure"
    SCHOOL = "school"
    OTHER = "other"


class Employer(StrEnum):
    """Who has the volunteer do it; the duty is theirs. NOBODY: a loose group, or oneself."""

    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    COMPANY = "company"
    NOBODY = "nobody"


class ChildContact(StrEnum):
    """How the task meets children under 15. AROUND: moves among them and can come into contact. REMOTE: by phone, chat or the net alone."""

    NONE = "none"
    DIRECT = "direct"
    AROUND = "around"
    REMOTE = "remote"


CONTACT_DA = {
    ChildContact.NONE: "Ikke med børn under 15 år",
    ChildContact.DIRECT: "Sammen med børnene",
    ChildContact.AROUND: "Færdes fast blandt børnene",
    ChildContact.REMOTE: "Kun på telefon, chat eller net",
}
FIELD_DA = {
    WelfareField.SOCIAL: "Det sociale område",
    WelfareField.LEISURE: "Idræt, kultur eller folkeoplysning",
    WelfareField.SCHOOL: "Skole eller klub",
    WelfareField.OTHER: "Noget andet",
}


@dataclass(frozen=True)
class AttestRule:
    """What an order asks from `valid_from` to `valid_to` (None: open). `months`, `times`: needed by who comes again for more than so many months, at
    least so often. `weeks_in_a_row`: or for longer than that at a stretch. `deadline_weeks`: the certificate is there so soon after. `remote`: whether
    contact by phone or net counts, None when the order was not seen to say. `free_again`: the words that free from a new certificate
    within the same organisation, or ""."""

    field: WelfareField
    valid_from: date
    valid_to: date | None
    law: tuple[str, ...]
    remote: bool | None
    free_again: str
    months: int = 3
    times: int = 3
    weeks_in_a_row: int = 2
    deadline_weeks: int = 3


ACT = "Lov om børneattest § 2"
RULES = (
    AttestRule(WelfareField.SOCIAL, date(2024, 1, 1), None, (ACT, "BEK 1690/2023"), remote=True, free_again="", weeks_in_a_row=2),
    AttestRule(WelfareField.LEISURE, date(2022, 9, 1), None, (ACT, "BEK 1211/2022"), remote=None, free_again="BEK 1211/2022 § 2, stk. 3", weeks_in_a_row=1),
)


def rule_on(field: WelfareField, day: date, rules: tuple[AttestRule, ...] = RULES) -> AttestRule | None:
    """The rule of a field that is known to hold on a day, or None."""
    return next((rule for rule in rules if rule.field == field and rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)), None)


@dataclass(frozen=True)
class Unsettled:
    """A case that no order was read for: what people should ask, and the law it is about."""

    text: str
    law: tuple[str, ...]
    certainty: Certainty = Certainty.UNCLEAR


SCHOOLS = Unsettled("Reglerne for skoler og klubber nævner ikke frivillige. Spørg skolen eller klubben, om de henter en børneattest.", ("BEK 494/2014",))
COMPANIES = Unsettled("Virksomheder har deres egne regler, og dem har vi ikke læst. Spørg virksomheden, om den henter en børneattest.", ("BEK 195/2015",))
NOBODYS = Unsettled("Den, der bruger frivillige, henter børneattesten. Her er ingen forening eller kommune. Find ud af, hvem der har ansvaret.", (ACT,))
OTHERS = Unsettled("Vi har ikke læst, hvilke regler der gælder på dette område. Spørg kommunen, om der skal hentes en børneattest.", (ACT,))
NO_PUBLIC_MONEY = Unsettled(
    "På det sociale område nævner reglerne foreninger, der får offentlige penge. Spørg kommunen, om jeres forening også skal hente børneattest.",
    ("BEK 1690/2023 § 2, stk. 1, nr. 9-10",),
)
REMOTE_LEISURE = Unsettled(
    "Kontakten er kun på telefon eller net. Det tæller på det sociale område; i idræt og kultur har vi ikke set, om det gør. Spørg kommunen.",
    ("BEK 1211/2022",),
)
TOO_EARLY = Unsettled("Vi kender ikke de regler om børneattest, der gjaldt den dag.", (ACT,))
