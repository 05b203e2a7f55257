"""The yearly declaration of associations for popular education that they fetch child certificates: is it in place on a day, and what follows.

Folkeoplysningsloven § 4, stk. 4 (LBK 1115 of 31.08.2018; its amendments 375/2022, 1682/2024 and 1748/2025 were not read) and BEK 1251/2011 § 3: once in
a calendar year, also by those without children. The municipality gets the declaration, never a certificate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samspil.core.periods import danish_date
from samspil.exchange.domain.legal_notes import Certainty, LegalNote

LAW = ("Folkeoplysningsloven § 4, stk. 4", "BEK 1251/2011 § 3")
# The consolidated act that was read; what held before was not.
VALID_FROM = date(2018, 8, 31)
WARN_DAYS = timedelta(days=14)
RULE = "child-certificate-declaration"


class DeclarationState(StrEnum):
    """IN_PLACE: given this year. MISSING: asked for, and not given this year. NOT_REQUIRED: no rule read asks for it. ASK: not known what applies."""

    IN_PLACE = "in_place"
    MISSING = "missing"
    NOT_REQUIRED = "not_required"
    ASK = "ask"


@dataclass(frozen=True)
class Applicant:
    """An association. `popular_education`: whether it is one under the act, None when nobody has said. `seeks`: it asks for, or has, a grant or rooms."""

    popular_education: bool | None
    seeks: bool
    given: tuple[date, ...] = ()


@dataclass(frozen=True)
class DeclarationVerdict:
    """The answer for a day. `until`: the last day it holds, when it is in place. `warn`: 14 days or fewer are left of that. `follows`: what comes of it."""

    state: DeclarationState
    text: str
    law: tuple[str, ...]
    certainty: Certainty
    until: date | None = None
    warn: bool = False
    follows: tuple[LegalNote, ...] = ()


WITHOUT = (
    LegalNote("Bestyrelsen giver erklæringen til kommunen. Det gælder også, når foreningen ikke har børn med.", LAW, Certainty.SURE, RULE),
    LegalNote(
        "Kommuner skriver, at de hverken må give tilskud eller lokaler uden erklæringen. Den følge har vi ikke læst i loven. Spørg kommunen.",
        LAW[:1],
        Certainty.UNCLEAR,
    ),
)


def declaration_on(association: Applicant, day: date) -> DeclarationVerdict:
    """Whether the declaration is in place on a day."""
    this_year = [given for given in association.given if given.year == day.year and given <= day]
    if this_year:
        return in_place(min(this_year), day)
    if association.popular_education is False:
        text = "Erklæringen er kun for folkeoplysende foreninger. Vi har ikke set et krav om den for andre. En kommune kan have egne vilkår."
        return DeclarationVerdict(DeclarationState.NOT_REQUIRED, text, LAW[:1], Certainty.UNCLEAR)
    if not association.seeks:
        text = "Erklæringen hører til, når foreningen søger tilskud eller lokaler. Så længe I ikke gør det, skal den ikke gives."
        return DeclarationVerdict(DeclarationState.NOT_REQUIRED, text, LAW, Certainty.LIKELY)
    if association.popular_education is None or day < VALID_FROM:
        return unknown(day)
    text = f"Der mangler en erklæring om børneattester for {day.year}. Folkeoplysende foreninger giver den én gang i hvert kalenderår."
    return DeclarationVerdict(DeclarationState.MISSING, text, LAW, Certainty.SURE, follows=WITHOUT)


def in_place(given: date, day: date) -> DeclarationVerdict:
    """Given in the year of the day: it holds until the year is over."""
    until = date(day.year, 12, 31)
    text = f"Erklæringen er givet {danish_date(given)} og gælder til {danish_date(until)}. Giv en ny til næste år."
    return DeclarationVerdict(DeclarationState.IN_PLACE, text, LAW, Certainty.SURE, until, until - day <= WARN_DAYS)


def unknown(day: date) -> DeclarationVerdict:
    """Nobody has said what kind of association it is, or what held then was not read."""
    if day < VALID_FROM:
        return DeclarationVerdict(DeclarationState.ASK, "Vi kender ikke de regler, der gjaldt den dag.", LAW, Certainty.UNCLEAR)
    text = "Er foreningen folkeoplysende? Så skal den give kommunen en erklæring om børneattester hvert kalenderår. Spørg kommunen, hvis I er i tvivl."
    return DeclarationVerdict(DeclarationState.ASK, text, LAW, Certainty.UNCLEAR)


def missing_on(associations: Iterable[tuple[int, Applicant]], day: date) -> list[int]:
    """The ids of the associations whose declaration is missing on a day, in the order given."""
    return [id_ for id_, association in associations if declaration_on(association, day).state is DeclarationState.MISSING]
