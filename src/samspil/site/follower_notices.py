"""Telling those who follow what everybody can read of an alliance; nothing once it is not open to everybody."""

from samspil.alliances import follows
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.events import AgreementReached, AllianceMoved, AllianceShown, CommitmentDelivered
from samspil.alliances.models import Alliance
from samspil.identity.domain.telling import Theme
from samspil.site import notices


def tell(alliance_id: int, key: str, text: str, about: str) -> None:
    """Everybody who follows it; `text` has the title at its place "%s". Asked anew when the worker comes to it: what was closed meanwhile is told nobody."""
    alliance = Alliance.objects.select_related("initiative").filter(pk=alliance_id).first()
    people = follows.followers_of(alliance) if alliance else []
    if alliance and people:
        title = f"»{alliance.initiative.title}«"
        notices.tell(people, "followed", f"followed:{key}:{alliance_id}", text % title, alliance.address, about=about, theme=Theme.FOLLOWED)


def agreement_reached(event: AgreementReached) -> None:
    tell(event.alliance_id, f"agreed:{event.version_id}", "Aftalen er på plads i %s", "Parterne er blevet enige i en alliance, du følger")


def alliance_opened(event: AllianceShown) -> None:
    """Once: those who follow the municipality or the area hear of a new one."""
    if event.public:
        tell(event.alliance_id, "opened", "Ny alliance, som alle kan se: %s", "Der er en ny alliance, hvor du følger med")


def commitment_delivered(event: CommitmentDelivered) -> None:
    """Once for each promise, however many pieces it comes in."""
    tell(event.alliance_id, f"delivered:{event.commitment_id}", "Der er leveret af det, der er lovet i %s", "Der er leveret noget i en alliance, du følger")


def alliance_ended(event: AllianceMoved) -> None:
    if event.stage == Stage.CLOSED:
        tell(event.alliance_id, "closed", "%s er afsluttet", "En alliance, du følger, er afsluttet")
