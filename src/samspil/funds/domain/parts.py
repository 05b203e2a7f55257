"""What people do for a fund."""

from enum import StrEnum


class FundPart(StrEnum):
    """What somebody does for a fund. CASEWORKER: writes calls and handles applications. REVIEWER: scores. COMMITTEE: recommends and decides. TREASURER: pays
    and reads accounts. AUDITOR: reads all and changes nothing."""

    CASEWORKER = "caseworker"
    REVIEWER = "reviewer"
    COMMITTEE = "committee"
    TREASURER = "treasurer"
    AUDITOR = "auditor"


PART_DA = {
    FundPart.CASEWORKER: "Sagsbehandler",
    FundPart.REVIEWER: "Vurderer ansøgninger",
    FundPart.COMMITTEE: "Med i udvalget, der indstiller og afgør",
    FundPart.TREASURER: "Udbetaler og læser regnskaber",
    FundPart.AUDITOR: "Reviderer: læser alt og ændrer intet",
}
