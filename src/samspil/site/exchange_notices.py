"""Telling people about places: those who ask hear who said yes, those who said yes hear what became of it."""

from samspil.exchange.domain.matches import ASKER, DESK, GIVER, MatchState
from samspil.exchange.domain.signups import HOLDING, SIGNUP_DA, SignupState
from samspil.exchange.domain.swaps import SwapState
from samspil.exchange.events import (
    MatchMoved,
    NewTimesWait,
    PlaceGivenBack,
    Pledged,
    SearchMet,
    SeriesChanged,
    ShiftMoved,
    ShiftsGiven,
    SignedUp,
    SignupAnswered,
    SubstituteAsked,
    SwapMoved,
    TimeAnswered,
    TimeProposed,
)
from samspil.exchange.models import Match, Need, Offer, Pledge, SavedSearch, Shift, ShiftPlace, ShiftSwap, Signup, SubstituteAsk
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership
from samspil.site import notices

# What somebody waits for an answer to, or may plan by, is told at once unless the person chose otherwise.
ANSWERED_DA = {
    SignupState.CONFIRMED: ("Du har fået pladsen: %s", "Du har fået en plads, du har sagt ja til"),
    SignupState.ASKED: ("Det blev din tur: %s. Noget skal være på plads, før du kan få pladsen. Se hvad", "Det er blevet din tur, men noget mangler"),
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


def their_turn(event: SignupAnswered) -> None:
    """Those who ask hear that somebody in the queue could have a seat, were it not for what the task asks for: a human looks at it."""
    signup = found(event.signup_id)
    if signup and event.state == SignupState.ASKED:
        text = f"En på ventelisten kan få pladsen, når noget er på plads: {signup.need.title}"
        key, about = f"their-turn:{signup.pk}:{signup.moved_at.isoformat()}", "En på ventelisten mangler noget for at få en plads"
        notices.tell(askers(signup), "signed-up", key, text, signup.need.address, about=about, theme=Theme.HELPING, waits=True)


def pledged(event: Pledged) -> None:
    """Those who ask hear that somebody may be told; who it is stands on the need's page."""
    found = Pledge.objects.select_related("need").filter(pk=event.pledge_id).first()
    if found:
        people = list(Membership.objects.active().filter(organisation=found.need.organisation_id).values_list("person", flat=True))
        text, about = f"En har bekræftet at tie om det fortrolige: {found.need.title}", "En, der hjælper hos jer, har bekræftet tavshed"
        notices.tell(people, "signed-up", f"pledged:{found.pk}", text, f"{found.need.address}#hvem", about=about, theme=Theme.HELPING, waits=False)


def time_proposed(event: TimeProposed) -> None:
    signup = found(event.signup_id)
    if signup and signup.asks_from:
        key, about = f"time-asked:{signup.pk}:{signup.asks_from.isoformat()}", "En foreslår en anden tid"
        notices.tell(
            askers(signup), "time", key, f"En foreslår en anden tid: {signup.need.title}", signup.need.address, about=about, theme=Theme.HELPING, waits=True
        )


def time_answered(event: TimeAnswered) -> None:
    signup = found(event.signup_id)
    if signup and signup.person_id:
        text = (
            f"Den tid, du foreslog, er aftalt: {signup.need.title}"
            if event.agreed
            else f"Tiden blev stående, som den var: {signup.need.title}. Kan du alligevel?"
        )
        key, about = f"time-answered:{signup.pk}:{signup.moved_at.isoformat()}", "Du har fået svar på en tid, du foreslog"
        notices.tell([signup.person_id], "time", key, text, signup.need.address, about=about, theme=Theme.HELPING, waits=True)


# Who hears of it when a proposal comes to this state, what stands on their page, and what a mail says of it.
ABOUT_TWO = "Der er nyt om et tilbud og et behov"
MOVED_DA = {
    MatchState.BOTH: ((GIVER, ASKER), "Passer de to sammen? %s", True),
    MatchState.GIVER: ((GIVER,), "Nogen kan bruge dit tilbud: %s", True),
    MatchState.ASKER: ((ASKER,), "Nogen vil give noget til jeres behov: %s", True),
    MatchState.AGREED: ((GIVER, ASKER, DESK), "Begge har sagt ja: %s", False),
    MatchState.DECLINED: ((GIVER, ASKER, DESK), "Det blev ikke denne gang: %s", False),
    MatchState.WITHDRAWN: ((GIVER, ASKER), "Forslaget er trukket tilbage: %s", False),
    MatchState.LAPSED: ((GIVER, ASKER, DESK), "Ingen nåede at svare: %s", False),
    MatchState.ENDED: ((GIVER, ASKER), "Det er afsluttet: %s", False),
}


def match_moved(event: MatchMoved) -> None:
    """Neither names nor words stand in the line: they stand on the proposal's page, for those it is about. A desk that proposed it hears what came of it."""
    match = Match.objects.select_related("offer", "need").filter(pk=event.match_id).first()
    if match is None or match.state != event.state:
        return
    sides, text, waits = MOVED_DA[MatchState(event.state)]
    if match.state in {MatchState.AGREED, MatchState.DECLINED} and match.began != DESK:
        sides = (match.began,)  # the other side has just said it
    people = {person for side in sides for person in people_of(match, side)}
    key = f"match:{match.pk}:{event.state}"
    notices.tell(sorted(people), "match", key, text % match.need.title, match.address, about=ABOUT_TWO, theme=Theme.HELPING, waits=waits)


def people_of(match: Match, side: str) -> list[int]:
    """Those who speak for a side."""
    if side == DESK:
        return [match.proposer_id] if match.began == DESK and match.proposer_id else []
    thing: Offer | Need = match.offer if side == GIVER else match.need
    if thing.organisation_id is None:
        return [thing.poster_id] if thing.poster_id else []
    return list(Membership.objects.active().filter(organisation=thing.organisation_id).values_list("person", flat=True))


def shifts_given(event: ShiftsGiven) -> None:
    """One line, however many shifts."""
    need = Need.objects.filter(pk=event.need_id).first()
    if need:
        text = f"Du er sat på {event.number} {'vagt' if event.number == 1 else 'vagter'}: {need.title}. Kan du ikke, så giv dem tilbage"
        latest = ShiftPlace.objects.filter(shift__need=need, person=event.person_id).order_by("-pk").values_list("pk", flat=True).first()
        key, about = f"shifts:{event.person_id}:{latest}", "Du er sat på vagter"
        notices.tell([event.person_id], "shifts-given", key, text, f"{need.address}vagter/", about=about, theme=Theme.HELPING, waits=True)


# Who is told of a place in a shift that came to this state.
TO_PERSON_DA = {
    SignupState.CANCELLED: ("Vagten er aflyst: %s", "En vagt, du har, er aflyst"),
    SignupState.ABSENT: ("Vi savnede dig på vagten: %s. Er alt vel?", "Vi savnede dig på en vagt"),
}
TO_ORGANISER_DA = {SignupState.WITHDRAWN: ("En kan ikke komme på vagten: %s", "En kan ikke komme på en vagt hos jer")}


def shift_moved(event: ShiftMoved) -> None:
    """Those who make the roster hear who cannot come; whoever had the place hears that it is called off, or that they were missed."""
    one = ShiftPlace.objects.select_related("shift__need").filter(pk=event.place_id).first()
    if one is None or one.state != event.state:
        return
    need, state = one.shift.need, SignupState(event.state)
    said = f"{one.shift.role} ({need.title})"
    key, address = f"shift:{one.pk}:{state}", f"{need.address}vagter/"
    if state in TO_PERSON_DA and one.person_id:
        text, about = TO_PERSON_DA[state]
        notices.tell([one.person_id], "shift", key, text % said, address, about=about, theme=Theme.HELPING, waits=True)
    people = list(Membership.objects.active().filter(organisation=need.organisation_id).values_list("person", flat=True))
    if state == SignupState.CONFIRMED:
        filled_again(one, said, people)
    elif state in TO_ORGANISER_DA and has_room(one.shift):
        text, about = TO_ORGANISER_DA[state]
        notices.tell(people, "shift", key, text % said, address, about=about, theme=Theme.HELPING, waits=True)


def has_room(shift: Shift) -> bool:
    """True while somebody is missing: a seat that another has taken already is no trouble to anybody."""
    return ShiftPlace.objects.filter(shift=shift, state__in=HOLDING).count() < shift.seats


def filled_again(one: ShiftPlace, said: str, people: list[int]) -> None:
    """Every seat is held again: that somebody could not come waits for nobody any more; of a substitute those who make the roster hear."""
    address = f"{one.shift.need.address}vagter/"
    if SubstituteAsk.objects.filter(place__shift=one.shift, person=one.person_id, answer="yes").exists():
        text, about = f"En anden har overtaget vagten: {said}", "En anden har overtaget en vagt hos jer"
        notices.tell(people, "shift", f"shift:{one.pk}:{one.state}", text, address, about=about, theme=Theme.HELPING, waits=False)
    if not has_room(one.shift):
        gone = ShiftPlace.objects.filter(shift=one.shift, state=SignupState.WITHDRAWN).values_list("pk", flat=True)
        notices.over([f"shift:{pk}:{SignupState.WITHDRAWN}" for pk in gone])


def new_times_wait(event: NewTimesWait) -> None:
    """One calm line more, however many shifts."""
    need = Need.objects.filter(pk=event.need_id).first()
    if need:
        text = f"Passer {'den nye tid' if event.number == 1 else 'de nye tider'} dig? {need.title}. Sig ja, eller giv vagten tilbage"
        key, about = f"new-times:{need.pk}:{event.person_id}:{event.at}", "Vi mangler dit svar på en ny tid"
        notices.tell([event.person_id], "series-changed", key, text, f"{need.address}vagter/", about=about, theme=Theme.HELPING, waits=False)


def series_changed(event: SeriesChanged) -> None:
    """One line, however many of the person's shifts were moved or called off."""
    need = Need.objects.filter(pk=event.need_id).first()
    if need:
        moved = f"{event.moved} {'vagt er' if event.moved == 1 else 'vagter er'} flyttet" if event.moved else ""
        off = f"{event.called_off} {'vagt er' if event.called_off == 1 else 'vagter er'} aflyst" if event.called_off else ""
        new = f"{event.changed} {'vagt har' if event.changed == 1 else 'vagter har'} fået en anden opgave eller andre krav" if event.changed else ""
        then = f". Sig, om {'den nye tid' if event.moved == 1 else 'de nye tider'} passer" if event.moved else ""
        text = f"{need.title}: {' og '.join(part for part in (moved, off, new) if part)}{then}"
        key = f"series-changed:{need.pk}:{event.person_id}:{event.at}"
        about = f"En vagt, du har, er {'flyttet' if event.moved else 'aflyst' if event.called_off else 'rettet'}"
        notices.tell([event.person_id], "series-changed", key, text, f"{need.address}vagter/", about=about, theme=Theme.HELPING, waits=bool(event.moved))


# What an offer to swap tells its other side when it comes to this state, with what a mail says of it.
SWAP_DA = {
    SwapState.OPEN: ("En vil gerne bytte vagt med dig: %s", "En vil gerne bytte vagt med dig"),
    SwapState.FOUND: ("Tak, en anden nåede at bytte: %s", "Et bytte af vagter er aftalt med en anden"),
    SwapState.YES: ("I har byttet vagt. Du giver: %s", "I har byttet vagt"),
    SwapState.NO: ("Ingen kunne bytte denne gang. Du har stadig vagten: %s", "Ingen kunne bytte vagt denne gang"),
    SwapState.LAPSED: ("Dit forslag om at bytte er faldet bort. Du har stadig vagten: %s", "Dit forslag om at bytte vagt er faldet bort"),
}
OF_THE_ASKED = {SwapState.OPEN, SwapState.FOUND}


def swap_moved(event: SwapMoved) -> None:
    """Whoever is asked hears of it; whoever offered hears how it ended, once; of a yes those who make the roster hear too."""
    swap = ShiftSwap.objects.select_related("gives__shift__need", "wants__shift").filter(pk=event.swap_id, state=event.state).first()
    state = SwapState(event.state)
    if swap is None or state not in SWAP_DA or (state in {SwapState.NO, SwapState.LAPSED} and goes_on(swap)):
        return
    need, (text, about) = swap.gives.shift.need, SWAP_DA[state]
    one, key = swap.wants if state in OF_THE_ASKED else swap.gives, f"swap:{swap.pk}:{state}"
    role = swap.wants.shift.role if state in OF_THE_ASKED else swap.gives.shift.role
    if one.person_id:
        waits = state == SwapState.OPEN
        notices.tell([one.person_id], "swap", key, text % f"{role} ({need.title})", f"{need.address}vagter/", about=about, theme=Theme.HELPING, waits=waits)
    if state == SwapState.YES:
        people = list(Membership.objects.active().filter(organisation=need.organisation_id).values_list("person", flat=True))
        said = f"To har byttet vagter: {swap.gives.shift.role} og {swap.wants.shift.role} ({need.title})"
        notices.tell(people, "swap", f"{key}:told", said, f"{need.address}vagter/", about="To har byttet vagter hos jer", theme=Theme.HELPING, waits=False)


def goes_on(swap: ShiftSwap) -> bool:
    """True when whoever offered has left the shift, or others are still asked for the same one: then there is nothing to tell."""
    others = ShiftSwap.objects.filter(gives=swap.gives_id, wants__shift=swap.wants.shift_id, state__in=[SwapState.OPEN, SwapState.YES])
    return swap.gives.state != SignupState.CONFIRMED or others.exists()


def substitute_asked(event: SubstituteAsked) -> None:
    """Whoever is asked to take over hears of it at once, and when another was quicker."""
    ask = SubstituteAsk.objects.select_related("place__shift__need").filter(pk=event.ask_id).first()
    if ask:
        shift = ask.place.shift
        text = "Tak, vagten er taget af en anden: %s" if event.found else "Kan du tage en vagt? %s"
        key, about = f"substitute:{ask.pk}:{event.found}", "Tak, vagten er taget" if event.found else "En kan ikke komme. Kan du tage en vagt?"
        address = f"{shift.need.address}vagter/"
        notices.tell([ask.person_id], "substitute", key, text % shift.role, address, about=about, theme=Theme.HELPING, waits=not event.found)


def search_met(event: SearchMet) -> None:
    """A line in the next digest; what is new stands on the person's own page."""
    search = SavedSearch.objects.filter(pk=event.search_id).first()
    if search:
        text = f"{event.number} {'ny opgave' if event.number == 1 else 'nye opgaver'} i din søgning »{search.name}«"
        key, about = f"search:{search.pk}:{search.told_until.date().isoformat()}", "Der er nye opgaver i en søgning, du har gemt"
        notices.tell([search.person_id], "search", key, text, "/behov/soegninger/", about=about, theme=Theme.HELPING, waits=False)
