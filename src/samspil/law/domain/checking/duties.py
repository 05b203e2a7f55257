"""What a rule can say, and who it says it to."""

from enum import StrEnum


class DutyHolder(StrEnum):
    """Who a duty is for. ORGANISER is whoever the volunteers act for, while nobody has said who that is."""

    ORGANISER = "organiser"
    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    COMPANY = "company"
    INFORMAL_GROUP = "informal_group"
    VOLUNTEER = "volunteer"
    EVERYONE = "everyone"
    ALL_PARTIES = "all_parties"
    HEALTH_STAFF = "health_staff"
    COMMITTEE_MEMBER = "committee_member"
    DRIVER = "driver"
    HOUSING_ASSOCIATION = "housing_association"


DANISH = {
    DutyHolder.ORGANISER: "Den, de frivillige hjælper på vegne af",
    DutyHolder.ASSOCIATION: "Foreningen",
    DutyHolder.MUNICIPALITY: "Kommunen",
    DutyHolder.COMPANY: "Virksomheden",
    DutyHolder.INFORMAL_GROUP: "Gruppen",
    DutyHolder.VOLUNTEER: "Den frivillige",
    DutyHolder.EVERYONE: "Alle",
    DutyHolder.ALL_PARTIES: "Alle parter",
    DutyHolder.HEALTH_STAFF: "Sundhedspersonen",
    DutyHolder.COMMITTEE_MEMBER: "Den, der sidder i udvalget",
    DutyHolder.DRIVER: "Den, der kører",
    DutyHolder.HOUSING_ASSOCIATION: "Boligafdelingen",
}
# Who the volunteers act for, as facts say it, and the duty holder that is.
ORGANISERS = {
    "municipality": DutyHolder.MUNICIPALITY,
    "association": DutyHolder.ASSOCIATION,
    "association_by_agreement": DutyHolder.ASSOCIATION,
    "company": DutyHolder.COMPANY,
    "informal_group": DutyHolder.INFORMAL_GROUP,
    "self": DutyHolder.VOLUNTEER,
}
ACT_FOR, ALSO_ACT_FOR = "volunteers_act_for", "volunteers_also_act_for"
