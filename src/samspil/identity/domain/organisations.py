"""Organisations: kinds, sectors, what members may do, and CVR numbers. Pure."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is. A municipality's own organisation comes with the installation; the others are made by people."""

    MUNICIPALITY = "municipality"
    ASSOCIATION = "association"
    GROUP = "group"
    COMPANY = "company"
    HOUSING = "housing"
    EDUCATION = "education"
    VOLUNTEER_CENTRE = "volunteer-centre"
    STATE = "state"


KIND_DA = {
    OrganisationKind.MUNICIPALITY: "Kommune",
    OrganisationKind.ASSOCIATION: "Forening",
    OrganisationKind.GROUP: "Gruppe eller netværk uden CVR-nummer",
    OrganisationKind.COMPANY: "Virksomhed",
    OrganisationKind.HOUSING: "Boligorganisation",
    OrganisationKind.EDUCATION: "Uddannelse eller forskning",
    OrganisationKind.VOLUNTEER_CENTRE: "Frivilligcenter",
    OrganisationKind.STATE: "Stat eller region",
}
# Which of the sectors of an alliance each kind stands for (the same words as knowledge.domain.words.Sector).
SECTOR_OF = {
    OrganisationKind.MUNICIPALITY: "public",
    OrganisationKind.ASSOCIATION: "civil",
    OrganisationKind.GROUP: "civil",
    OrganisationKind.COMPANY: "business",
    OrganisationKind.HOUSING: "civil",
    OrganisationKind.EDUCATION: "knowledge",
    OrganisationKind.VOLUNTEER_CENTRE: "civil",
    OrganisationKind.STATE: "public",
}
# Nobody makes a municipality; and these have a CVR number, so it is asked for.
MADE_BY_PEOPLE = [kind for kind in OrganisationKind if kind is not OrganisationKind.MUNICIPALITY]
HAVE_CVR = frozenset({OrganisationKind.COMPANY, OrganisationKind.HOUSING, OrganisationKind.EDUCATION, OrganisationKind.STATE})


class MemberRole(StrEnum):
    """What a member may do for the organisation. Everybody is a member; the rest comes on top."""

    MEMBER = "member"
    CONTACT = "contact"
    SIGNATORY = "signatory"
    ADMINISTRATOR = "administrator"


MEMBER_ROLE_DA = {
    MemberRole.MEMBER: "Medlem",
    MemberRole.CONTACT: "Kontaktperson",
    MemberRole.SIGNATORY: "Underskriver",
    MemberRole.ADMINISTRATOR: "Administrator",
}
MEMBER_ROLE_MEANS = {
    MemberRole.MEMBER: "Kan se det, organisationen er med i.",
    MemberRole.CONTACT: "Får beskederne og svarer for organisationen.",
    MemberRole.SIGNATORY: "Kan skrive under på aftaler på organisationens vegne.",
    MemberRole.ADMINISTRATOR: "Kan rette oplysninger og invitere og fjerne medlemmer.",
}


class ClaimOutcome(StrEnum):
    """What staff decided when two organisations say that one CVR number is theirs."""

    GIVEN = "given"
    KEPT = "kept"
    MERGED = "merged"


CLAIM_DA = {
    ClaimOutcome.GIVEN: "Giv nummeret til dem, der siger, det er deres",
    ClaimOutcome.KEPT: "Lad nummeret blive, hvor det er",
    ClaimOutcome.MERGED: "De to er slået sammen",
}
CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
CVR_MODULUS = 11


def sector_of(kind: str) -> str:
    """The sector an organisation of this kind stands for; ValueError for an unknown kind."""
    return SECTOR_OF[OrganisationKind(kind)]


def cvr_digits(text: str) -> str:
    """A CVR number as people write it ("DK 12 34 56 74") as digits alone; what is none stays as it is."""
    bare = text.strip().upper().removeprefix("DK")
    joined = "".join(sign for sign in bare if sign not in " .-\u00a0")
    return joined if joined.isascii() and joined.isdecimal() else text.strip()


def is_cvr(digits: str) -> bool:
    """True for eight digits, the first not 0, whose weighted sum is divisible by 11 (Erhvervsstyrelsen's check digit)."""
    if len(digits) != len(CVR_WEIGHTS) or not (digits.isascii() and digits.isdecimal()) or digits[0] == "0":
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, CVR_WEIGHTS, strict=True)) % CVR_MODULUS == 0


def name_as_compared(name: str) -> str:
    """A name without what two people write differently: case, signs, and the words for what it is ("foreningen", "A/S")."""
    words = "".join(sign if sign.isalnum() else " " for sign in name.casefold().replace("aa", "å")).split()
    told = [word for word in words if word not in {"foreningen", "forening", "aps", "a", "s", "as", "is", "i", "og", "den", "det", "selvejende", "institution"}]
    return " ".join(told or words)
