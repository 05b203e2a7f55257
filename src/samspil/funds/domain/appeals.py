"""What was read of appeal to another authority, by legal basis; and the guidance of a letter, which the municipality's lawyer owns.

Forvaltningsloven § 25: guidance on appeal only where there is another authority to appeal to. Nothing is said of what was not read: on serviceloven § 18 and
barnets lov § 17 the acts open for appeal in general, and whether a refusal of a grant is such a decision was not found. The letter's text is therefore a field
that is filled, or says expressly that there is no appeal.
"""

from dataclasses import dataclass
from enum import StrEnum

from samspil.funds.domain.remarks import Remark, remark

LAW = "Forvaltningslovens § 25"


class AppealRead(StrEnum):
    """What was read. NONE: the act says that there is no appeal to another authority. NOT_LISTED: the act lists what can be appealed, and this is not there.
    UNCERTAIN: the act opens for appeal, and whether it holds for a grant was not found. UNREAD: nothing was read."""

    NONE = "none"
    NOT_LISTED = "not_listed"
    UNCERTAIN = "uncertain"
    UNREAD = "unread"


class AppealChoice(StrEnum):
    """What the municipality's lawyer chose for a call. TEXT: the guidance that is written. NO_APPEAL: there is none to another authority. OPEN: not chosen."""

    OPEN = "open"
    TEXT = "text"
    NO_APPEAL = "no_appeal"


class AppealCode(StrEnum):
    """What is missing or uncertain in the guidance on appeal."""

    NOT_CHOSEN = "not_chosen"
    TEXT_MISSING = "text_missing"
    NOT_SIGNED = "not_signed"
    NOT_CERTAIN = "not_certain"


@dataclass(frozen=True)
class AppealKnown:
    """What was read of one legal basis, and where."""

    read: AppealRead
    law: str


@dataclass(frozen=True)
class AppealGuidance:
    """The lawyer's choice for a call: the text of the letter, or that there is no appeal; `approved_by` says who answers for it."""

    choice: AppealChoice = AppealChoice.OPEN
    text: str = ""
    approved_by: str = ""


# Legal bases by short names; LBK 1129 of 22.09.2025 (serviceloven), lov 1651 of 30.12.2024 (ældreloven), LBK 282 of 17.03.2025 (barnets lov).
KNOWN = {
    "serviceloven-79": AppealKnown(AppealRead.NONE, "Servicelovens § 79, stk. 2"),
    "serviceloven-18": AppealKnown(AppealRead.UNCERTAIN, "Servicelovens § 166"),
    "aeldreloven-6": AppealKnown(AppealRead.NOT_LISTED, "Ældrelovens § 30"),
    "aeldreloven-7": AppealKnown(AppealRead.NOT_LISTED, "Ældrelovens § 30"),
    "barnets-lov-17": AppealKnown(AppealRead.UNCERTAIN, "Barnets lovs § 144"),
}
UNREAD = AppealKnown(AppealRead.UNREAD, "")
READ_DA = {
    AppealRead.NONE: "Loven siger, at der ikke kan klages til en anden myndighed.",
    AppealRead.NOT_LISTED: "Loven opregner, hvad der kan klages over. Det her er ikke nævnt.",
    AppealRead.UNCERTAIN: "Loven åbner for klage. Om det gælder et afslag på tilskud, har vi ikke fundet svar på.",
    AppealRead.UNREAD: "Vi har ikke læst, om der kan klages.",
}
CHOICE_DA = {
    AppealChoice.OPEN: "Ikke valgt",
    AppealChoice.TEXT: "Klagevejledning i brevet",
    AppealChoice.NO_APPEAL: "Der kan ikke klages til en anden myndighed",
}
CODE_DA = {
    AppealCode.NOT_CHOSEN: "Kommunens jurist skal vælge, om brevet har klagevejledning.",
    AppealCode.TEXT_MISSING: "Skriv klagevejledningen.",
    AppealCode.NOT_SIGNED: "Skriv, hvem der står inde for klagevejledningen.",
    AppealCode.NOT_CERTAIN: "Brevet siger, at der ikke kan klages. Det har vi ikke kunnet læse i loven for {basis}. Få det bekræftet.",
}


def known_of(basis: str) -> AppealKnown:
    """What was read of one legal basis."""
    return KNOWN.get(basis, UNREAD)


def faults_of_guidance(guidance: AppealGuidance) -> list[Remark]:
    """What must be there before a letter that gives less than was asked can be sent."""
    if guidance.choice is AppealChoice.OPEN:
        return [remark(AppealCode.NOT_CHOSEN, LAW)]
    found = [remark(AppealCode.TEXT_MISSING, LAW)] if guidance.choice is AppealChoice.TEXT and not guidance.text.strip() else []
    return [*found, *([] if guidance.approved_by.strip() else [remark(AppealCode.NOT_SIGNED, LAW)])]


def cautions_of(guidance: AppealGuidance, bases: tuple[str, ...]) -> list[Remark]:
    """What the lawyer should know: that there is no appeal is said for a basis where that was not read. It stops nothing."""
    if guidance.choice is not AppealChoice.NO_APPEAL:
        return []
    unsure = [basis for basis in bases if known_of(basis).read in {AppealRead.UNCERTAIN, AppealRead.UNREAD}]
    return [remark(AppealCode.NOT_CERTAIN, known_of(basis).law, basis=basis) for basis in unsure]
