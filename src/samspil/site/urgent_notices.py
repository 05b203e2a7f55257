"""Telling people about urgent help: whoever is asked at once, those who ask how it ended, and the rest that they need not answer."""

from django.utils import timezone

from samspil.exchange.actions.call_urgently import advance_call
from samspil.exchange.domain.waves import COORDINATOR_DA, CallState, told_the_rest
from samspil.exchange.events import SignedUp, UrgentAsked, UrgentEnded
from samspil.exchange.models import UrgentAsk, UrgentCall
from samspil.exchange.urgent import call_of
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership
from samspil.site import notices

MINE = "/behov/haster/"
STOPPED_DA = "Der bliver ikke spurgt længere, så du skal ikke gøre noget."


def urgent_asked(event: UrgentAsked) -> None:
    ask = UrgentAsk.objects.select_related("call__need").filter(pk=event.ask_id, no=False, call__state="open").first()
    if ask:
        text = f"Det haster: kan du hjælpe? {ask.call.need.title}"
        notices.tell([ask.person_id], "urgent", f"urgent:{ask.pk}", text, MINE, about="Nogen har brug for hjælp hurtigt", theme=Theme.HELPING, waits=True)


def follow_yes(event: SignedUp) -> None:
    """Enough help may have been found: the rest hear at once that they need not answer."""
    call = UrgentCall.objects.filter(need__signups=event.signup_id, state="open").values_list("pk", flat=True).first()
    if call:
        advance_call(call, now=timezone.now())


def urgent_ended(event: UrgentEnded) -> None:
    """Those who stopped it themselves know."""
    row = UrgentCall.objects.select_related("need").filter(pk=event.call_id).first()
    if row is None:
        return
    state = CallState(event.state) if event.state in set(CallState) else CallState.FILLED
    if event.state != "stopped":
        people = list(Membership.objects.active().filter(organisation=row.need.organisation_id).values_list("person", flat=True))
        text, about = f"{row.need.title}: {COORDINATOR_DA[state]}", "Der er nyt om hjælp, I har spurgt efter"
        key = f"urgent-ended:{row.pk}"
        notices.tell(people, "urgent-ended", key, text, f"{row.need.address}haster/", about=about, theme=Theme.HELPING, waits=True)
    for who, text in told_the_rest(call_of(row, 0), state).items():
        text = STOPPED_DA if event.state == "stopped" else text
        UrgentAsk.objects.filter(call=row, person=int(who)).update(told=True)
        about = "Du skal ikke svare på det, du blev spurgt om"
        notices.tell([int(who)], "urgent-rest", f"urgent-rest:{row.pk}", text, MINE, about=about, theme=Theme.HELPING, waits=False)
