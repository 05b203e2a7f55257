"""Which pages of alliances are measured, and with which requests."""

from bench.pages.asking import Page, cycle, log_in
from samspil.alliances.models import Alliance, Commitment, Party, Task
from samspil.identity.models import Membership, Person
from samspil.site.demonstration import email_of

MOST_VISITED = 1000


def pages() -> list[Page]:
    """What visitors, parties and the municipality's staff meet."""
    party, staff, own = log_in("formand"), log_in("administrator"), addresses_of("formand")
    directory = ["/alliancer/"]
    return [
        Page("directory", "cold", cycle(directory, cold=True), 10, 6, 50),
        Page("directory", "warm", cycle(directory, cold=False), 1.5),
        Page("directory", "signed-in", cycle(directory, cold=True, headers=party), 25, 14),
        Page("alliance, first visit", "cold", cycle(own, cold=True), 8, 8),
        Page("alliance", "cold", cycle(own[:10], cold=True), 8, 8),
        *inside("workspace", "", own, party),
        *inside("commitments", "tilsagn/", own, party),
        *inside("agreement", "aftale/", own, party),
        Page("my page", "signed-in", cycle(["/min-side/"], cold=True, headers=party), 25, 14),
        Page("desk", "signed-in", cycle(["/bord/"], cold=True, headers=staff), 25, 14),
        Page("desk of alliances", "signed-in", cycle(["/bord/alliancer/", "/bord/alliancer/?vis=alle"], cold=True, headers=staff), 25, 14),
    ]


def inside(name: str, place: str, alliances: list[str], party: dict[str, str]) -> list[Page]:
    """A page inside alliances, where this process has not drawn it and where it has."""
    addresses = [f"{address}{place}" for address in alliances]
    first = Page(f"{name}, first visit", "signed-in", cycle(addresses, cold=True, headers=party), 25, 14)
    return [first, Page(name, "signed-in", cycle(addresses[:1], cold=True, headers=party), 25, 14)]


def addresses_of(name: str) -> list[str]:
    """Alliances the demonstration person takes part in, more than a process keeps drawn pages of."""
    person = Person.objects.get(email=email_of(name))
    organisations = Membership.objects.filter(person=person).values("organisation")
    found = Alliance.objects.filter(parties__organisation__in=organisations).distinct().select_related("initiative").order_by("-pk")
    return [alliance.address for alliance in found[:MOST_VISITED]]


def rows_of() -> dict[str, int]:
    """How many there are of what an alliance consists of."""
    return {model.__name__.lower(): model.objects.count() for model in (Alliance, Party, Task, Commitment)}
