"""Which law a municipality gives money by, whom that law is for, and what of it was read.

Serviceloven LBK 1129 of 22.09.2025 § 1 (18 years and above), §§ 18 and 79; ældreloven lov 1651 of 30.12.2024 §§ 6 and 7; barnets lov LBK 282 of 17.03.2025
§ 17; folkeoplysningsloven LBK 1115 of 31.08.2018 §§ 4 and 19 (amendments of 2022, 2024 and 2025 were not read). Municipal powers without an act rest on
decisions (resumedatabase.im.dk 11.3.1 and 16.3.1): for a wider circle, never to favour one person or one firm.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from samspil.funds.domain.applicants import TargetGroup


class LegalBasis(StrEnum):
    """The law that money of a call is given by; a call can have several. MUNICIPAL_POWERS: no act, the municipality's general powers. OTHER: what the
    municipality itself names, and nothing was read of here."""

    SERVICE_ACT_18 = "serviceloven-18"
    SERVICE_ACT_79 = "serviceloven-79"
    OLDER_ACT_6 = "aeldreloven-6"
    OLDER_ACT_7 = "aeldreloven-7"
    CHILDREN_ACT_17 = "barnets-lov-17"
    ADULT_EDUCATION_19 = "folkeoplysningsloven-19"
    MUNICIPAL_POWERS = "kommunalfuldmagt"
    OTHER = "anden-hjemmel"


@dataclass(frozen=True)
class BasisRead:
    """What was read of a legal basis: the paragraph, and the target groups it is for. `doubtful`: groups that another act has since got a paragraph of its own
    for. `certain`: False where the wording was not read here."""

    law: str
    groups: frozenset[TargetGroup]
    doubtful: frozenset[TargetGroup] = frozenset()
    certain: bool = True


ALL, OLDER = frozenset(TargetGroup), frozenset({TargetGroup.OLDER})
BASES = {
    LegalBasis.SERVICE_ACT_18: BasisRead("Servicelovens § 18", frozenset({TargetGroup.ADULTS}), OLDER),
    LegalBasis.SERVICE_ACT_79: BasisRead("Servicelovens § 79", frozenset({TargetGroup.ADULTS}), OLDER),
    LegalBasis.OLDER_ACT_6: BasisRead("Ældrelovens § 6", OLDER),
    LegalBasis.OLDER_ACT_7: BasisRead("Ældrelovens § 7", OLDER),
    LegalBasis.CHILDREN_ACT_17: BasisRead("Barnets lovs § 17", frozenset({TargetGroup.CHILDREN})),
    LegalBasis.ADULT_EDUCATION_19: BasisRead("Folkeoplysningslovens § 19", ALL),
    LegalBasis.MUNICIPAL_POWERS: BasisRead("Kommunalfuldmagten", ALL),
    LegalBasis.OTHER: BasisRead("", ALL, certain=False),
}
BASIS_DA = {
    LegalBasis.SERVICE_ACT_18: "Serviceloven § 18 (frivilligt socialt arbejde for voksne)",
    LegalBasis.SERVICE_ACT_79: "Serviceloven § 79 (generelle tilbud)",
    LegalBasis.OLDER_ACT_6: "Ældreloven § 6 (generelle tilbud til ældre)",
    LegalBasis.OLDER_ACT_7: "Ældreloven § 7 (frivilligt arbejde for ældre)",
    LegalBasis.CHILDREN_ACT_17: "Barnets lov § 17 (frivilligt arbejde for børn og unge)",
    LegalBasis.ADULT_EDUCATION_19: "Folkeoplysningsloven § 19",
    LegalBasis.MUNICIPAL_POWERS: "Kommunalfuldmagten (for eksempel borgerbudget og landsbypulje)",
    LegalBasis.OTHER: "Anden hjemmel, som kommunen selv skriver",
}


class BasisFit(StrEnum):
    """How a project's target group stands to the law that money is given by. DOUBTFUL: another act has a paragraph of its own for the group."""

    FITS = "fits"
    DOUBTFUL = "doubtful"
    NOT_COVERED = "not_covered"


BASIS_FIT_DA = {BasisFit.FITS: "Dækket af loven", BasisFit.DOUBTFUL: "Tvivlsomt", BasisFit.NOT_COVERED: "Ikke dækket af loven"}


def bases_for(group: TargetGroup, bases: Iterable[LegalBasis]) -> list[LegalBasis]:
    """Those of a call's legal bases that a project for this group can be supported by without doubt, in the call's order. A project for everybody can be
    supported by each of them: for whom it is given is then the caseworker's to choose."""
    return [basis for basis in bases if group is TargetGroup.EVERYBODY or group in BASES[basis].groups]


def fit_of(group: TargetGroup, bases: Iterable[LegalBasis]) -> BasisFit:
    """The best fit of a group with any of the call's legal bases."""
    listed = list(bases)
    if bases_for(group, listed):
        return BasisFit.FITS
    return BasisFit.DOUBTFUL if any(group in BASES[basis].doubtful for basis in listed) else BasisFit.NOT_COVERED


def laws_of(bases: Iterable[LegalBasis]) -> str:
    """The paragraphs of legal bases, as one text; "" where nothing was read."""
    return ", ".join(BASES[basis].law for basis in bases if BASES[basis].law)
