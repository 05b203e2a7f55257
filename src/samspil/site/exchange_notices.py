"""Telling people about places: those who ask hear who said yes, those who said yes hear what became of it."""

from samspil.exchange.domain.signups import SIGNUP_DA, SignupState
from samspil.exchange.events import PlaceGivenBack, SignedUp, SignupAnswered
from samspil.exchange.models import Signup
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership
from samspil.site import notices

# What somebody waits for an answer to, or may plan by, is told at once unless the person chose otherwise.
ANSWERED_DA = {
    SignupState.CONFIRMED: ("Du har fået pladsen: %s", "Du har fået en plads, du har sagt ja til"),
    SignupState.OFFERED: ("Der er blevet en plads til dig: %s. Sig ja eller lad den gå videre", "Der er blevet en plads til dig. Svar, før fristen går"),
    SignupState.DECLINED: ("Det blev ikke denne gang: %s. Se hvorfor", "Du har fået svar på noget, du har sagt ja til"),
    SignupState.CANCELLED: ("Aflyst: %s", "Noget, du har sagt ja til, er aflyst"),
    SignupState.PASSED: ("Pladsen gik videre, fordi fristen gik: %s", "En plads, du var blevet tilbudt, er gået videre"),
}


def found(signup_id: int) -> Signup | None:
    return Signup.objects.select_related("need").filter(pk=signup_id).first()


def askers(signup: Signup) -> list[int]:
    """Those who act for the organisation that asks."""
    return list(Membership.objects.active().filter(organisation=signup.need.organisation_id).values_list("person", flat=True))


def signed_up(event: SignedUp) -> None:
    """Neither name nor words of the person stand in the line: they stand on the need's page."""
    signup = found(event.signup_id)
    if signup:
        text = f"En har sagt ja: {signup.need.title} ({SIGNUP_DA[SignupState(signup.state)].lower()})"
        about, waits = "Nogen har sagt ja til jeres behov", signup.state == SignupState.ASKED
        notices.tell(askers(signup), "signed-up", f"signed-up:{signup.pk}", text, signup.need.address, about=about, theme=Theme.HELPING, waits=waits)


def given_back(event: PlaceGivenBack) -> None:
    signup = found(event.signup_id)
    if signup:
        text = f"En har givet sin plads fra sig: {signup.need.title}"
        key, about = f"given-back:{signup.pk}:{signup.moved_at.isoformat()}", "Nogen har givet en plads fra sig hos jer"
        notices.tell(askers(signup), "given-back", key, text, signup.need.address, about=about, theme=Theme.HELPING, waits=True)


def signup_answered(event: SignupAnswered) -> None:
    signup = found(event.signup_id)
    if signup and signup.person_id and event.state in ANSWERED_DA:
        text, about = ANSWERED_DA[SignupState(event.state)]
        key = f"place:{signup.pk}:{event.state}:{signup.moved_at.isoformat()}"
        notices.tell([signup.person_id], "place", key, text % signup.need.title, signup.need.address, about=about, theme=Theme.HELPING, waits=True)
