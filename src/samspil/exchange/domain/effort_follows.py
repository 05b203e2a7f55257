"""What follows when a task is work, or is voluntary effort: insurance and benefits, as sentences with law and how sure we are.

Each says what a rule of content/law/rules says (its id stands in the note; a test holds law and certainty equal). Nothing here stops anybody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.exchange.domain.attest_rules import Employer
from samspil.exchange.domain.effort import Pointing, Sign, weigh
from samspil.exchange.domain.legal_notes import Certainty, LegalNote

# The act on the elderly came into force.
ELDERLY_ACT = date(2025, 7, 1)


class Helped(StrEnum):
    """Whom the task helps; it decides which law lets a municipality insure. OTHER: neither of them, or not known."""

    ADULTS = "adults"
    ELDERLY = "elderly"
    CHILDREN = "children"
    OTHER = "other"


@dataclass(frozen=True)
class Setting:
    """Who has the volunteers do it and whom it helps. `municipal_task`: an association does it by agreement for the municipality. `benefit`: some
    volunteer may live on unemployment benefit."""

    employer: Employer
    helped: Helped
    municipal_task: bool = False
    benefit: bool = True


EMPLOYER_INSURES = LegalNote(
    "Er det arbejde, skal arbejdsgiveren sørge for, at arbejdsskader er dækket. Det gælder også uden løn.",
    ("Arbejdsskadesikringsloven § 2", "Arbejdsskadesikringsloven § 48, stk. 1"),
    Certainty.LIKELY,
    "work-injury-employer",
)
MUNICIPALITY_COVERS = LegalNote(
    "Er det arbejde, er de frivillige omfattet af loven om arbejdsskader. Kommunen har ikke pligt til at tegne ulykkesforsikring; den kan være selvforsikret.",
    ("Arbejdsskadesikringsloven § 2", "Arbejdsskadesikringsloven § 48, stk. 1 og 5"),
    Certainty.LIKELY,
    "work-injury-municipality",
)
NOT_COVERED = LegalNote(
    "Er det en frivillig indsats, er de frivillige typisk ikke dækket af loven om arbejdsskader. Sig det til dem.",
    ("Arbejdsskadesikringsloven § 2",),
    Certainty.LIKELY,
    "points-to-effort",
)
MAY_INSURE_ADULTS = LegalNote(
    "Kommunen må forsikre de frivillige. Så skal kommunalbestyrelsen fastsætte retningslinjer for, hvilke indsatser der er med.",
    ("Serviceloven § 18 a, stk. 1", "Serviceloven § 18 a, stk. 2"),
    Certainty.SURE,
    "municipal-insurance-adults",
)
MAY_INSURE_ELDERLY = LegalNote(
    "Kommunen må forsikre de frivillige på samme vilkår som andre, der arbejder frivilligt. Indsatsen skal knytte sig til kommunens opgaver.",
    ("Ældreloven § 8",),
    Certainty.SURE,
    "municipal-insurance-elderly",
)
MAY_INSURE_ELDERLY_BEFORE = LegalNote(
    MAY_INSURE_ADULTS.text, ("Serviceloven § 18 a, stk. 1", "Serviceloven § 18 a, stk. 2"), Certainty.LIKELY, "municipal-insurance-elderly-before"
)
MAY_INSURE_CHILDREN = LegalNote(
    "Om kommunen må forsikre frivillige, der hjælper børn og unge, er ikke afklaret. Spørg kommunen.",
    ("Serviceloven § 18 a",),
    Certainty.UNCLEAR,
    "municipal-insurance-children",
)
IN_WRITING = LegalNote(
    "Skriv, hvem de frivillige hjælper på vegne af, hvem der forsikrer dem, og hvor en skade meldes.", (), Certainty.PRACTICE, "insurance-in-writing"
)
TELL_THE_FUND = LegalNote(
    "Er du på dagpenge, så giv a-kassen skriftlig besked, og spørg om opgaven, før du begynder.",
    ("BEK 39/2026 § 17, stk. 8",),
    Certainty.SURE,
    "tell-the-unemployment-fund",
)
NO_DUTIES_ASSOCIATION = LegalNote(
    "Bind ikke ledige til de pligter, en ansat normalt har. En fast vagtplan kan koste dem dagpenge.",
    ("BEK 39/2026 § 17, stk. 7",),
    Certainty.SURE,
    "no-binding-shifts-association",
)
NO_DUTIES = LegalNote(NO_DUTIES_ASSOCIATION.text, ("BEK 39/2026 § 17, stk. 7",), Certainty.LIKELY, "no-binding-shifts")


def what_follows(answers: Mapping[Sign, bool | None], setting: Setting, today: date) -> tuple[LegalNote, ...]:
    """What the weighing means for this task, in a fixed order. While it is unclear both sides are told: each says "if it is"."""
    pointing = weigh(answers).pointing
    return (*injuries(pointing, setting), *insurance(setting, today), *benefits(answers, setting))


def injuries(pointing: Pointing, setting: Setting) -> Iterator[LegalNote]:
    """The act on work injuries."""
    if pointing is not Pointing.EFFORT:
        if setting.employer in {Employer.ASSOCIATION, Employer.COMPANY}:
            yield EMPLOYER_INSURES
        if setting.employer is Employer.MUNICIPALITY:
            yield MUNICIPALITY_COVERS
    if pointing is not Pointing.WORK:
        yield NOT_COVERED


def insurance(setting: Setting, today: date) -> Iterator[LegalNote]:
    """What the municipality may insure, and what all write down."""
    if setting.employer is Employer.MUNICIPALITY or setting.municipal_task:
        elderly = MAY_INSURE_ELDERLY if today >= ELDERLY_ACT else MAY_INSURE_ELDERLY_BEFORE
        of_field = {Helped.ADULTS: MAY_INSURE_ADULTS, Helped.ELDERLY: elderly, Helped.CHILDREN: MAY_INSURE_CHILDREN}
        if setting.helped in of_field:
            yield of_field[setting.helped]
    if setting.employer is not Employer.NOBODY:
        yield IN_WRITING


def benefits(answers: Mapping[Sign, bool | None], setting: Setting) -> Iterator[LegalNote]:
    """What somebody on unemployment benefit, and those who bind them to shifts, should know."""
    if not setting.benefit:
        return
    yield TELL_THE_FUND
    if answers.get(Sign.ROSTER) or answers.get(Sign.EMPLOYMENT_LIKE):
        yield NO_DUTIES_ASSOCIATION if setting.employer is Employer.ASSOCIATION else NO_DUTIES
