"""Telling the parties of an alliance of its check-up. No mail and no notice says who has answered what, or whether."""

from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import CheckUpClosed, CheckUpOpened, CheckUpReminded
from samspil.alliances.models import CheckUp, Party
from samspil.core.periods import danish_date
from samspil.site.alliance_notices import people_of, tell


def round_of(checkup_id: int, *, open_now: bool) -> CheckUp | None:
    """The round, if it is (not) open still."""
    return CheckUp.objects.select_related("alliance__initiative").filter(pk=checkup_id, closed_on__isnull=open_now).first()


def checkup_opened(event: CheckUpOpened) -> None:
    """All parties are asked to answer."""
    found = round_of(event.checkup_id, open_now=True)
    if found:
        parties = Party.objects.filter(alliance=found.alliance_id, state=PartyState.JOINED).values_list("organisation_id", flat=True)
        text = f"Hvordan går det i »{found.alliance.initiative.title}«? Svar på to minutter, senest {danish_date(found.closes_on)}"
        tell(people_of(parties), f"checkup-opened:{found.pk}", text, f"{found.alliance.address}tjek/", "Jeres alliance tager et tjek", waits=True)


def checkup_reminded(event: CheckUpReminded) -> None:
    """Those that have not answered are reminded, once."""
    found = round_of(event.checkup_id, open_now=True)
    if found:
        answered = found.replies.values_list("party", flat=True)
        waiting = Party.objects.filter(alliance=found.alliance_id, state=PartyState.JOINED).exclude(pk__in=answered)
        text = f"Tjekket i »{found.alliance.initiative.title}« lukker {danish_date(found.closes_on)}. Det tager to minutter at svare"
        people = people_of(waiting.values_list("organisation_id", flat=True))
        tell(people, f"checkup-reminded:{found.pk}", text, f"{found.alliance.address}tjek/", "Jeres alliances tjek lukker snart", waits=True)


def checkup_closed(event: CheckUpClosed) -> None:
    """All parties can read what they said together."""
    found = round_of(event.checkup_id, open_now=False)
    if found:
        parties = Party.objects.filter(alliance=found.alliance_id, state=PartyState.JOINED).values_list("organisation_id", flat=True)
        text = f"Tjekket i »{found.alliance.initiative.title}« er lukket. Se, hvad I sagde sammen"
        tell(people_of(parties), f"checkup-closed:{found.pk}", text, f"{found.alliance.address}tjek/", "Jeres alliances tjek er lukket")
