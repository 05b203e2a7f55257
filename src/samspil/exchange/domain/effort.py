"""Work or voluntary effort: five questions, and where the answers point together. No answer decides alone, and none of this decides for anybody.

Arbejdsskadesikringsloven § 2 and what the authority for work injuries says of five signs (law-verified, section 4, item 1). The thresholds are those of
content/law/rules/00-conditions.toml, the questions those of content/law/facts.toml; tests hold both equal. A roster is one sign among five.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samspil.exchange.domain.legal_notes import Certainty

# So many of the five point one way; so many on each side settle nothing.
ENOUGH, BOTH_WAYS = 4, 2
LAW = ("Arbejdsskadesikringsloven § 2",)


class Sign(StrEnum):
    """The five signs, by the keys of the facts of a legal check."""

    INSTRUCTION = "instruction"
    USEFULNESS = "usefulness"
    SUBSTITUTE = "substitute"
    EMPLOYMENT_LIKE = "employment_like"
    ROSTER = "roster"


class Pointing(StrEnum):
    """Where the answers point together. UNCLEAR: both ways, or too few are known."""

    WORK = "work"
    EFFORT = "effort"
    UNCLEAR = "unclear"


QUESTION_DA = {
    Sign.INSTRUCTION: "Bliver de frivillige instrueret i, hvordan opgaven skal løses?",
    Sign.USEFULNESS: "Har indsatsen en reel nytteværdi for den, den udføres for?",
    Sign.SUBSTITUTE: "Skulle en anden, fx en ansat, ellers have udført opgaven?",
    Sign.EMPLOYMENT_LIKE: "Ligner aftalen en ansættelse, fx med opsigelse eller mødepligt?",
    Sign.ROSTER: "Er der en fast vagtplan, hvor man skal skaffe en afløser?",
}
SHORT_DA = {
    Sign.INSTRUCTION: "instruktion",
    Sign.USEFULNESS: "reel nytte",
    Sign.SUBSTITUTE: "en anden skulle have gjort det",
    Sign.EMPLOYMENT_LIKE: "ligner en ansættelse",
    Sign.ROSTER: "fast vagtplan med afløser",
}
POINTING_DA = {Pointing.WORK: "tyder på arbejde", Pointing.EFFORT: "tyder på frivillig indsats", Pointing.UNCLEAR: "uafklaret"}


@dataclass(frozen=True)
class Weighing:
    """Where the answers point, which signs speak for work and which against, which are not known, and why in Danish."""

    pointing: Pointing
    towards_work: tuple[Sign, ...]
    towards_effort: tuple[Sign, ...]
    unknown: tuple[Sign, ...]
    text: str
    law: tuple[str, ...]
    certainty: Certainty

    @property
    def told(self) -> str:
        """The outcome in two or three words."""
        return POINTING_DA[self.pointing]


def weigh(answers: Mapping[Sign, bool | None]) -> Weighing:
    """Where the five answers point together; one that is None or left out is not known."""
    yes = tuple(sign for sign in Sign if answers.get(sign) is True)
    no = tuple(sign for sign in Sign if answers.get(sign) is False)
    unknown = tuple(sign for sign in Sign if sign not in (*yes, *no))
    pointing, certainty = Pointing.UNCLEAR, Certainty.UNCLEAR
    if max(len(yes), len(no)) >= ENOUGH:
        pointing, certainty = (Pointing.WORK if len(yes) > len(no) else Pointing.EFFORT), Certainty.LIKELY
    return Weighing(pointing, yes, no, unknown, why(pointing, yes, no, unknown), LAW, certainty)


def why(pointing: Pointing, yes: tuple[Sign, ...], no: tuple[Sign, ...], unknown: tuple[Sign, ...]) -> str:
    """The outcome as sentences for people."""
    if pointing is Pointing.WORK:
        return f"Mindst fire af de fem tegn passer: {named(yes)}. Det tyder på arbejde. Afklar det, for ingen af tegnene afgør sagen alene."
    if pointing is Pointing.EFFORT:
        return "Mindst fire af de fem tegn passer ikke. Det tyder på en frivillig indsats."
    if len(yes) >= BOTH_WAYS and len(no) >= BOTH_WAYS:
        return f"Tegnene peger hver sin vej. For arbejde: {named(yes)}. Imod: {named(no)}. Det er uafklaret. Spørg, før I går i gang."
    left = f"{len(unknown)} af de fem spørgsmål mangler" if len(unknown) != 1 else "Ét af de fem spørgsmål mangler"
    return f"{left} et svar. Det er uafklaret, for ingen af tegnene afgør sagen alene."


def named(signs: tuple[Sign, ...]) -> str:
    """Signs in a few words each."""
    return ", ".join(SHORT_DA[sign] for sign in signs)


def unanswered(answers: Mapping[Sign, bool | None]) -> tuple[Sign, ...]:
    """The questions to ask before a roster is published, in their order; empty when all five have an answer."""
    return weigh(answers).unknown
