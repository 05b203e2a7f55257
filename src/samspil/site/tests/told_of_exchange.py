"""Offers, needs and places, as events of exchange need them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from samspil.core.events import Event
from samspil.exchange.events import (
    CertificateDue,
    DeclarationDue,
    DeclarationGiven,
    DeclarationTakenBack,
    ExpenseMoved,
    HelpedIn,
    HoursMoved,
    MatchMoved,
    NeedChanged,
    NewTimesWait,
    OfferAwaits,
    OfferChanged,
    PairMoved,
    PairTalkDue,
    PlaceGivenBack,
    PlaceLacks,
    Pledged,
    QualificationEnds,
    SearchMet,
    SeriesChanged,
    ShiftMoved,
    ShiftsGiven,
    SignedUp,
    SignupAnswered,
    SubstituteAsked,
    SwapMoved,
    ThanksGiven,
    ThreadWritten,
    TimeAnswered,
    TimeProposed,
    UrgentAsked,
    UrgentEnded,
)
from samspil.exchange.models import (
    Expense,
    GivenHours,
    Match,
    Need,
    Offer,
    Pair,
    Pledge,
    Qualification,
    SavedSearch,
    Shift,
    ShiftPlace,
    ShiftSwap,
    Signup,
    SubstituteAsk,
    ThankYou,
    Thread,
    ThreadMessage,
    UrgentAsk,
    UrgentCall,
)
from samspil.identity.models import Membership, Organisation, Person
from samspil.site.tests.promises import MORNING

HERE: dict[str, Any] = {"postcode": "4330", "latitude": 55.6, "longitude": 11.9, "municipality_id": "0000", "ends_on": MORNING.date(), "made_at": MORNING}


def offered(person: Person, *, state: str = "open") -> int:
    """An offer in the person's name, or one that waits for an address."""
    told = {"title": "Tid", "text": "Lidt", "kind": "time", "age": "adult", "state": state, **HERE}
    told |= {"poster": person} if state == "open" else {"email": "ny@example.dk"}
    return Offer.objects.update_or_create(slug=f"tid-{state}", defaults=told)[0].pk


def needed(club: Organisation) -> int:
    """A need of the club's."""
    told = {"title": "Hjælp", "text": "Kom", "kind": "help", "for_whom": "Alle", "state": "open", "organisation": club, **HERE}
    return Need.objects.update_or_create(slug="hjaelp", defaults=told)[0].pk


def placed(club: Organisation, person: Person, state: str) -> int:
    """The person's place in what the club needs."""
    told = {"name": "En", "state": state, "made_at": MORNING, "moved_at": MORNING}
    return Signup.objects.update_or_create(need_id=needed(club), person=person, defaults=told)[0].pk


def bound_by(club: Organisation, person: Person) -> int:
    """The person's receipt in what the club needs."""
    told = {"name": "En", "text": ["Ti"], "imposed": False, "confirmed_at": MORNING}
    return Pledge.objects.get_or_create(need_id=needed(club), person=person, about="Alt", defaults=told)[0].pk


def at_another_time(club: Organisation, person: Person) -> int:
    """The person's place, with another time proposed."""
    pk = placed(club, person, "confirmed")
    Signup.objects.filter(pk=pk).update(asks_from=MORNING, asks_to=MORNING + timedelta(hours=1))
    return pk


def matched(club: Organisation, person: Person, state: str) -> int:
    """The person's offer beside what the club needs."""
    told = {"state": state, "began": "asker", "until": MORNING.date(), "made_at": MORNING, "moved_at": MORNING}
    return Match.objects.update_or_create(need_id=needed(club), offer_id=offered(person), defaults=told)[0].pk


def kept_by(person: Person) -> int:
    """A search the person keeps."""
    told = {"name": "Alt", "made_at": MORNING, "told_until": MORNING, "seen_at": MORNING}
    return SavedSearch.objects.get_or_create(person=person, query="", near=False, defaults=told)[0].pk


def on_a_shift(club: Organisation, person: Person, state: str) -> int:
    """The person on a shift of the club's."""
    shift = Shift.objects.get_or_create(need_id=needed(club), role="Vært", starts_at=MORNING, ends_at=MORNING + timedelta(hours=2), seats=1)[0]
    told = {"name": "En", "state": state, "made_at": MORNING, "moved_at": MORNING}
    return ShiftPlace.objects.update_or_create(shift=shift, person=person, defaults=told)[0].pk


def asked_to_step_in(club: Organisation, person: Person) -> int:
    """The person is asked to take over a shift."""
    return SubstituteAsk.objects.get_or_create(place_id=on_a_shift(club, person, "withdrawn"), person=person, defaults={"asked_at": MORNING})[0].pk


def asked_to_swap(club: Organisation, person: Person) -> int:
    """The person is asked to swap a shift."""
    wants = on_a_shift(club, person, "confirmed")
    shift = Shift.objects.get_or_create(need_id=needed(club), role="Opvask", starts_at=MORNING, ends_at=MORNING + timedelta(hours=2), seats=1)[0]
    gives = ShiftPlace.objects.get_or_create(shift=shift, person=None, name="To", state="confirmed", made_at=MORNING, moved_at=MORNING)[0]
    return ShiftSwap.objects.get_or_create(gives=gives, wants_id=wants, state="open", defaults={"asked_at": MORNING})[0].pk


def paired(club: Organisation, person: Person, state: str) -> int:
    """The person in a pair of the club's that somebody else looks after."""
    told = {"state": state, "first_name": "En", "made_at": MORNING, "moved_at": MORNING}
    return Pair.objects.update_or_create(need_id=needed(club), receiver=person, defaults=told)[0].pk


def coordinated(club: Organisation, person: Person) -> int:
    """A pair of the club's that the person looks after."""
    told = {"state": "trial", "trial_begins": MORNING.date(), "trial_ends": MORNING.date() + timedelta(weeks=8), "made_at": MORNING, "moved_at": MORNING}
    return Pair.objects.update_or_create(need_id=needed(club), coordinator=person, defaults=told)[0].pk


def written_to(club: Organisation, person: Person) -> int:
    """What the club wrote to the person about what it needs."""
    thread = Thread.objects.get_or_create(need_id=needed(club), person=person, pair=None, organisation=None, defaults={"made_at": MORNING})[0]
    return ThreadMessage.objects.create(thread=thread, side="asker", text="Hej", written_at=MORNING).pk


def disputed(club: Organisation, person: Person) -> int:
    """Hours of the person's that the club sees otherwise."""
    told = {"source": "manual", "state": "disputed", "minutes": 60, "made_at": MORNING, "moved_at": MORNING}
    signup = placed(club, person, "attended")
    return GivenHours.objects.update_or_create(signup_id=signup, person=person, day=MORNING.date(), defaults=told)[0].pk


def paid_back(club: Organisation, person: Person) -> int:
    """An expense of the person's that the club refused."""
    told = {"name": "En", "kind": "other", "method": "receipt", "state": "refused", "made_at": MORNING, "moved_at": MORNING}
    return Expense.objects.get_or_create(organisation=club, person=person, day=MORNING.date(), defaults=told)[0].pk


def thanked(club: Organisation, person: Person) -> int:
    """A thanks of the club's to the person."""
    told = {"text": "Tak", "made_at": MORNING}
    return ThankYou.objects.get_or_create(signup_id=placed(club, person, "attended"), day=MORNING.date(), defaults=told)[0].pk


def knows(person: Person) -> int:
    """First aid, until that morning."""
    told = {"expires_on": MORNING.date(), "told_at": MORNING}
    return Qualification.objects.update_or_create(person=person, skill="first_aid", defaults=told)[0].pk


def asked_urgently(club: Organisation, person: Person, state: str) -> int:
    """The person asked to help the club at once."""
    told = {"next_at": MORNING if state == "open" else None, "made_at": MORNING}
    call = UrgentCall.objects.update_or_create(need_id=needed(club), state=state, defaults=told)[0]
    return UrgentAsk.objects.get_or_create(call=call, person=person, defaults={"asked_at": MORNING})[0].pk


def led_by(club: Organisation, person: Person) -> int:
    """The club, with the person as one who leads it."""
    Membership.objects.update_or_create(organisation=club, person=person, defaults={"active_from": MORNING, "administrator": True})
    return club.pk


# Each event of the room as it happens to somebody, `w` being test_turned_off.World; and those somebody hears of.
MAKERS: dict[type[Event], Callable[[Any, Person], Event]] = {
    OfferAwaits: lambda w, p: OfferAwaits(offer_id=offered(p, state="unconfirmed")),
    OfferChanged: lambda w, p: OfferChanged(offer_id=offered(p)),
    NeedChanged: lambda w, p: NeedChanged(need_id=needed(w.two.club)),
    MatchMoved: lambda w, p: MatchMoved(match_id=matched(w.two.club, p, "giver"), state="giver"),
    CertificateDue: lambda w, p: CertificateDue(organisation_id=led_by(w.two.club, p), person_id=p.pk, by=MORNING.date().isoformat()),
    PlaceLacks: lambda w, p: PlaceLacks(need_id=needed(w.two.club), person_id=p.pk, at=MORNING.isoformat()),
    NewTimesWait: lambda w, p: NewTimesWait(need_id=needed(w.two.club), person_id=p.pk, number=2, at=MORNING.isoformat()),
    PairMoved: lambda w, p: PairMoved(pair_id=paired(w.two.club, p, "trial"), state="trial"),
    PairTalkDue: lambda w, p: PairTalkDue(pair_id=coordinated(w.two.club, p), key="two_weeks"),
    SearchMet: lambda w, p: SearchMet(search_id=kept_by(p), number=2),
    ShiftsGiven: lambda w, p: ShiftsGiven(need_id=needed(w.two.club), person_id=p.pk, number=3),
    SeriesChanged: lambda w, p: SeriesChanged(need_id=needed(w.two.club), person_id=p.pk, moved=2, called_off=1, at=MORNING.isoformat()),
    ShiftMoved: lambda w, p: ShiftMoved(place_id=on_a_shift(w.two.club, p, "cancelled"), state="cancelled"),
    SwapMoved: lambda w, p: SwapMoved(swap_id=asked_to_swap(w.two.club, p), state="open"),
    SubstituteAsked: lambda w, p: SubstituteAsked(ask_id=asked_to_step_in(w.two.club, p)),
    ExpenseMoved: lambda w, p: ExpenseMoved(expense_id=paid_back(w.two.club, p), state="refused"),
    HoursMoved: lambda w, p: HoursMoved(hours_id=disputed(w.two.club, p), state="disputed"),
    ThanksGiven: lambda w, p: ThanksGiven(thanks_id=thanked(w.two.club, p)),
    HelpedIn: lambda w, p: HelpedIn(person_id=p.pk),
    SignedUp: lambda w, p: SignedUp(signup_id=placed(w.two.club, p, "confirmed")),
    PlaceGivenBack: lambda w, p: PlaceGivenBack(signup_id=placed(w.two.club, p, "withdrawn")),
    TimeProposed: lambda w, p: TimeProposed(signup_id=at_another_time(w.two.club, p)),
    TimeAnswered: lambda w, p: TimeAnswered(signup_id=placed(w.two.club, p, "confirmed"), agreed=True),
    QualificationEnds: lambda w, p: QualificationEnds(qualification_id=knows(p), day=MORNING.date().isoformat()),
    UrgentAsked: lambda w, p: UrgentAsked(ask_id=asked_urgently(w.two.club, p, "open")),
    UrgentEnded: lambda w, p: UrgentEnded(call_id=UrgentAsk.objects.get(pk=asked_urgently(w.two.club, p, "filled")).call_id, state="filled"),
    ThreadWritten: lambda w, p: ThreadWritten(message_id=written_to(w.two.club, p)),
    DeclarationDue: lambda w, p: DeclarationDue(organisation_id=led_by(w.two.club, p), year=2026, missing=True),
    DeclarationGiven: lambda w, p: DeclarationGiven(organisation_id=led_by(w.two.club, p), year=2026, received=False),
    DeclarationTakenBack: lambda w, p: DeclarationTakenBack(organisation_id=led_by(w.two.club, p), year=2026),
    Pledged: lambda w, p: Pledged(pledge_id=bound_by(w.two.club, p)),
    SignupAnswered: lambda w, p: SignupAnswered(signup_id=placed(w.two.club, p, "declined"), state="declined"),
}
HEARD: set[type[Event]] = {CertificateDue, PairMoved, PairTalkDue, SearchMet, SignedUp, PlaceGivenBack, SignupAnswered}
HEARD |= {SeriesChanged, SwapMoved, PlaceLacks, NewTimesWait}
HEARD |= {MatchMoved, ShiftsGiven, ShiftMoved, SubstituteAsked, TimeProposed, TimeAnswered, ThreadWritten, ExpenseMoved, HoursMoved, ThanksGiven}
HEARD |= {DeclarationDue, Pledged, QualificationEnds, UrgentAsked, UrgentEnded}
