"""Telling those who follow what everybody can read of an alliance; nothing once it is not open to everybody."""

from samspil.alliances import follows
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.story import Telling
from samspil.alliances.events import AgreementReached, AllianceMoved, AllianceShown, CommitmentDelivered, PartiesSought, StoryAnswered
from samspil.alliances.models import Alliance
from samspil.identity.domain.telling import Theme
from samspil.site import notices


def tell(alliance_id: int, key: str, text: str, about: str, *, url: str = "") -> None:
    """Everybody who follows it; `text` has the title at its place "%s", and `url` leads elsewhere than to its page.

    Asked anew when the worker comes to it: what was closed meanwhile is told nobody.
    """
    alliance = Alliance.objects.select_related("initiative").filter(pk=alliance_id).first()
    people = follows.followers_of(alliance) if alliance else []
    if alliance and people:
        title = f"»{follows.title_of(alliance)}«"
        notices.tell(people, "followed", f"followed:{key}:{alliance_id}", text % title, url or alliance.address, about=about, theme=Theme.FOLLOWED)


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


def example_published(event: StoryAnswered) -> None:
    """Once for each address: what they did can be read as an example."""
    if event.state == Telling.PUBLISHED and event.page_url:
        title, about = "%s er nu et eksempel, som du kan læse", "En alliance, du følger, er blevet til et eksempel"
        tell(event.alliance_id, f"told:{event.page_url}", title, about, url=event.page_url)


def parties_sought(event: PartiesSought) -> None:
    """Once a day at most, however often the words are mended; nothing when they look for nobody any more."""
    if event.wanted and Alliance.objects.filter(pk=event.alliance_id).exclude(sought="").exists():
        tell(event.alliance_id, f"sought:{event.day}", "%s søger flere parter", "En alliance, du følger, søger flere parter")
