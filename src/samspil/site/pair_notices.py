"""Telling people about lasting pairs: the two, and whoever coordinates. No name stands in a line: names stand on the page of the pair."""

from samspil.exchange.domain.pairs import NO_BEFORE, PairState
from samspil.exchange.domain.talks import TALK_DA, TalkKind
from samspil.exchange.events import PairMoved, PairTalkDue
from samspil.exchange.models import Pair
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership
from samspil.site import notices

ABOUT = "Der er nyt om et par"
# What the two read, and what the coordinator reads, when a pair comes to a state; and whether somebody waits for them.
TWO_DA = {
    PairState.PROPOSED: ("Vil du gerne mødes? %s", True),
    PairState.BOTH_YES: ("I har begge sagt ja: %s. Koordinatoren ringer", False),
    PairState.TRIAL: ("I er i gang: %s. Se, hvordan I får fat i hinanden", True),
    PairState.LASTING: ("I ses fast: %s", False),
    PairState.PAUSED: ("Der er pause: %s", False),
    PairState.CLOSING: ("I stopper nu: %s. Koordinatoren ringer til jer hver for sig", True),
    PairState.CLOSED: ("Det er slut: %s. Tak for tiden sammen", False),
}
LEAD_DA = {
    PairState.SHORTLISTED: ("Det blev et nej, eller ingen svarede: %s. Se, hvem der ellers passer", True),
    PairState.ONE_YES: ("Den ene har sagt ja: %s", False),
    PairState.BOTH_YES: ("Begge har sagt ja: %s. Aftal det første møde", True),
    PairState.CLOSING: ("To stopper: %s. Tal med dem hver for sig", True),
    PairState.PAUSED: ("To holder pause: %s", False),
}


def found(pair_id: int) -> Pair | None:
    return Pair.objects.select_related("need", "giver").filter(pk=pair_id).first()


def leads(pair: Pair) -> list[int]:
    """Whoever coordinates it, while they act for the organisation; else its administrators."""
    members = Membership.objects.active().filter(organisation=pair.need.organisation_id)
    own = members.filter(person=pair.coordinator_id).values_list("person", flat=True)
    return list(own) or list(members.filter(administrator=True).values_list("person", flat=True))


def pair_moved(event: PairMoved) -> None:
    pair = found(event.pair_id)
    if pair is None or pair.state != event.state:
        return
    state, title = PairState(pair.state), pair.need.title
    key = f"pair:{pair.pk}:{state}:{pair.moved_at.isoformat()}"
    if state in TWO_DA:
        text, waits = TWO_DA[state]
        two = [person for person in (pair.receiver_id, pair.giver.person_id if pair.giver else None) if person]
        notices.tell(two, "pair", key, text % title, pair.address, about=ABOUT, theme=Theme.HELPING, waits=waits)
    if state in LEAD_DA:
        text, waits = LEAD_DA[state]
        notices.tell(leads(pair), "pair", f"{key}:lead", text % title, pair.address, about=ABOUT, theme=Theme.HELPING, waits=waits)
    if event.former_id:
        text = f"{title}: {NO_BEFORE}" if state == PairState.SHORTLISTED else f"{title}: Tak for tiden sammen."
        notices.tell([event.former_id], "pair", f"{key}:former", text, pair.need.address, about=ABOUT, theme=Theme.HELPING, waits=False)


def talk_due(event: PairTalkDue) -> None:
    """The coordinator hears that a talk is due."""
    pair = found(event.pair_id)
    if pair:
        kind = TalkKind.HALF_YEAR if event.key.startswith(TalkKind.HALF_YEAR) else TalkKind(event.key)
        text = f"Tid til en snak: {pair.need.title}. {TALK_DA[kind]}"
        about = "En snak med et par skal holdes"
        notices.tell(
            leads(pair), "pair-talk", f"talk:{pair.pk}:{event.key}:{pair.trial_begins}", text, pair.address, about=about, theme=Theme.HELPING, waits=True
        )
