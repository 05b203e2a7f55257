"""The words alliances are described with: sectors, what a party answered, who does what in a task."""

from collections.abc import Iterable
from enum import StrEnum


class Sector(StrEnum):
    PUBLIC = "public"
    CIVIL = "civil"
    BUSINESS = "business"
    KNOWLEDGE = "knowledge"


class PartyState(StrEnum):
    """INVITED: asked and has not answered. JOINED: takes part. DECLINED: said no. LEFT: was in and went out again."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"


class TaskRole(StrEnum):
    """RESPONSIBLE: answers for the task, exactly one party. HELPS: takes part. ASKED: is heard before it is done. TOLD: hears of it."""

    RESPONSIBLE = "responsible"
    HELPS = "helps"
    ASKED = "asked"
    TOLD = "told"


class Share(StrEnum):
    """What each party must write of itself: brings, has at stake, gains."""

    BRINGS = "brings"
    STAKE = "stake"
    GAIN = "gain"


class Aim(StrEnum):
    """What a party may add to what it has at stake and gains: what it leaves behind of its own ways, and how it will see that it was worth it."""

    LEAVES = "leaves"
    MEASURE = "measure"


class Brought(StrEnum):
    """Kinds of what a party brings. ACCESS: doors it opens, such as places to train, networks, a membership. THINGS: equipment and goods."""

    PEOPLE = "people"
    HOURS = "hours"
    MONEY = "money"
    ROOMS = "rooms"
    KNOWLEDGE = "knowledge"
    ACCESS = "access"
    THINGS = "things"


class CoCreation(StrEnum):
    """Who sets the aim and who finds the way. GOVERNED: the municipality both. RESPONSIBILITY: the municipality the aim, the others the way.
    EQUAL: all of them both. FACILITATED: the others both, and the municipality helps."""

    GOVERNED = "governed"
    RESPONSIBILITY = "responsibility"
    EQUAL = "equal"
    FACILITATED = "facilitated"


BROUGHT_DA = {
    Brought.PEOPLE: "Mennesker",
    Brought.HOURS: "Timer",
    Brought.MONEY: "Penge",
    Brought.ROOMS: "Lokaler",
    Brought.KNOWLEDGE: "Viden",
    Brought.ACCESS: "Adgang",
    Brought.THINGS: "Ting",
}
CO_CREATION_DA = {
    CoCreation.GOVERNED: "Styret samskabelse",
    CoCreation.RESPONSIBILITY: "Ansvarsgivende samskabelse",
    CoCreation.EQUAL: "Ligeværdig samskabelse",
    CoCreation.FACILITATED: "Faciliterende samskabelse",
}
# What each kind means for the parties, and what it asks of the municipality.
CO_CREATION_MEANS = {
    CoCreation.GOVERNED: "Kommunen sætter både målet og rammen. Den skal sige klart, hvad der ligger fast, og svare hurtigt, når I spørger.",
    CoCreation.RESPONSIBILITY: "Kommunen sætter målet, og I andre finder vejen. Den skal give slip på måden og beholde sit ansvar efter loven.",
    CoCreation.EQUAL: "I finder målet og vejen sammen. Kommunen skal sende nogen, der må beslutte, og tåle, at svaret ikke er kendt på forhånd.",
    CoCreation.FACILITATED: "I andre sætter målet og gør det. Kommunen åbner døre, deler rum og viden og holder sig ellers tilbage.",
}
SECTOR_DA = {Sector.PUBLIC: "Kommune", Sector.CIVIL: "Civilsamfund", Sector.BUSINESS: "Erhverv", Sector.KNOWLEDGE: "Viden"}
# Where a sector's party is met: three columns, and business and knowledge share one circle as in the sector mark.
COLUMNS = ((Sector.PUBLIC,), (Sector.CIVIL,), (Sector.BUSINESS, Sector.KNOWLEDGE))
PARTY_STATE_DA = {
    PartyState.INVITED: "Har ikke svaret endnu",
    PartyState.JOINED: "Er med",
    PartyState.DECLINED: "Sagde nej tak",
    PartyState.LEFT: "Er gået ud",
}
CAME_BACK_DA = "Mailen kom tilbage"
ROLE_DA = {TaskRole.RESPONSIBLE: "Ansvarlig", TaskRole.HELPS: "Hjælper", TaskRole.ASKED: "Spørges", TaskRole.TOLD: "Får besked"}
SHARE_DA = {Share.BRINGS: "Bidrager med", Share.STAKE: "På spil", Share.GAIN: "At vinde"}
# Each stands with the share it belongs to, before what was written.
AIM_DA = {Aim.LEAVES: "Giver slip på", Aim.MEASURE: "Det lykkes, når"}
AIM_OF = {Share.STAKE: Aim.LEAVES, Share.GAIN: Aim.MEASURE}
# Behind "skal skrive, …" and "har ikke skrevet, …".
SHARE_ASKED = {Share.BRINGS: "hvad de bidrager med", Share.STAKE: "hvad de har på spil", Share.GAIN: "hvad de har at vinde"}
# The same, said to the party itself.
SHARE_OWN = {Share.BRINGS: "hvad I bidrager med", Share.STAKE: "hvad I har på spil", Share.GAIN: "hvad I har at vinde"}
NOT_WRITTEN = "Ikke skrevet endnu"


def circles(sectors: Iterable[str]) -> list[bool]:
    """The three circles of a sector mark; business and knowledge share the third."""
    known = set(sectors)
    return [any(sector.value in known for sector in column) for column in COLUMNS]
