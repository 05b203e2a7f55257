"""An alliance that is being formed: three parties have begun to write, and something is missing."""

from decimal import Decimal

from samspil.alliances.actions.commit import NewCommitment, save_commitment
from samspil.alliances.actions.contribute import Contribution, write_contribution
from samspil.alliances.actions.start import NewAlliance
from samspil.alliances.actions.write_message import NewMessage, write_message
from samspil.identity.models.municipality import DEMO_CODE
from samspil.site.made_up.sides import FIRM, TOWN, Days, Side, gathered

HARVEST = NewAlliance(
    title="Hænder til høsten",
    purpose="Unge, der mangler et arbejde, prøver kræfter i gartneriet nogle uger om efteråret, og foreningen sørger for maden og fællesskabet.",
    target_group="Unge i Nørrevang uden arbejde eller uddannelse",
    municipality_code=DEMO_CODE,
)
ASK = "Vi kan tage seks unge ad gangen. Hvem hos jer kender dem, der har lyst? Og hvem ringer de til, hvis de bliver væk en morgen?"


def make_harvest(sides: dict[str, Side], days: Days) -> str:
    """From the idea to half an agreement."""
    made = gathered(HARVEST, FIRM, sides, days.at(-9))
    places = NewCommitment("places", "Træningspladser i gartneriet", Decimal(6), "pladser", None, days.day(260), made.parties[TOWN])
    made.on_behalf(FIRM, save_commitment, None, places, now=days.at(-8))
    written = Contribution("Seks pladser i tre uger med en fast mentor", "At høsten kommer i hus", "", gives=["people", "access"])
    made.on_behalf(FIRM, write_contribution, written, revision=1, now=days.at(-8))
    made.by(FIRM, write_message, NewMessage(made.sides[FIRM].organisation.pk, ASK, "Hvem kender de unge?"), now=days.at(-6))
    return made.slug
