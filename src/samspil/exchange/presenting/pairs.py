"""A lasting pair as each of those it is about may see it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from samspil.core.periods import danish_date
from samspil.exchange import pairs as reading
from samspil.exchange.actions.keep_pair import LAST_TALK
from samspil.exchange.actions.pairing import coordinates, role_of
from samspil.exchange.domain.matching.pairing import Suggestion
from samspil.exchange.domain.pairs import COORDINATOR, GIVER, NO_DA, PAIR_LIFECYCLE, RECEIVER, No, NoReason, Opened, PairState, no_told, opens, until_bound
from samspil.exchange.domain.talks import TALK_DA
from samspil.exchange.domain.tastes import INTEREST_DA, TRAIT_DA, Tastes, lists_of, together
from samspil.exchange.domain.threads import between_two
from samspil.exchange.domain.words import LANGUAGE_DA, listed
from samspil.exchange.eligible import required_by
from samspil.exchange.forms.pair import HEARD_DA
from samspil.exchange.models import Need, Pair, Signup
from samspil.exchange.pledges import unbound
from samspil.identity.actor import Actor

NEXT_DA = {
    PairState.NEED: "Vælg en, der har sagt ja, og foreslå de to for hinanden.",
    PairState.SHORTLISTED: "Vælg en anden, og foreslå de to for hinanden.",
    PairState.PROPOSED: "Begge er spurgt. Ingen ved endnu, hvem den anden er.",
    PairState.ONE_YES: "Den ene har sagt ja. Nu mangler den anden.",
    PairState.BOTH_YES: "Begge har sagt ja. Aftal det første møde, og sæt en prøvetid.",
    PairState.TRIAL: "De prøver det. Tal med dem hver for sig, og skriv ned, at I har talt sammen.",
    PairState.LASTING: "De ses fast. Ring hvert halve år.",
    PairState.PAUSED: "De holder pause.",
    PairState.CLOSING: "De stopper. Tal med dem hver for sig, og spørg, om der skal findes en ny.",
    PairState.CLOSED: "Det er slut. Navn og telefon slettes tre måneder efter.",
}
FOR_THE_TWO_DA = {
    PairState.PROPOSED: "Har du lyst til at mødes? I får hinandens fornavn at vide, når I begge har sagt ja.",
    PairState.ONE_YES: "Har du lyst til at mødes? I får hinandens fornavn at vide, når I begge har sagt ja.",
    PairState.BOTH_YES: "I har begge sagt ja. Koordinatoren ringer og aftaler det første møde.",
    PairState.TRIAL: "I prøver det. Koordinatoren ringer til dig undervejs.",
    PairState.LASTING: "I ses fast. Sig til, hvis I holder pause, eller hvis noget er svært.",
    PairState.PAUSED: "I holder pause. Sig til, når I ses igen.",
    PairState.CLOSING: "I stopper nu. Koordinatoren ringer til jer hver for sig, så I kan sige farvel på en god måde.",
    PairState.CLOSED: "Det er slut. Tak for tiden sammen.",
}


def page(actor: Actor, pair: Pair) -> dict[str, Any]:
    """What the page shows somebody: no more of the other than is open to them in this state."""
    role, state, today = role_of(actor, pair), PairState(pair.state), localdate()
    opened, lead = opens(state, role), role == COORDINATOR
    waits = role == GIVER and Opened.FIRST_NAME in opened and unbound(actor.person_id, pair.need)
    opened = until_bound(opened) if waits else opened
    told = {
        "pair": pair,
        "need": pair.need,
        "role": role,
        "lead": lead,
        "next": NEXT_DA[state] if lead else FOR_THE_TWO_DA.get(state, ""),
        "errands": PAIR_LIFECYCLE.possible(state, role),
        "answered": role in pair.said,
        "until": danish_date(pair.until) if pair.until else "",
        "trial": f"{danish_date(pair.trial_begins)} til {danish_date(pair.trial_ends)}" if pair.trial_begins and pair.trial_ends else "",
        "receiver": receiver_lines(pair, opened, whole=lead) if role in {GIVER, COORDINATOR} else [],
        "giver": giver_lines(pair, opened) if role in {RECEIVER, COORDINATOR} else [],
        "may_write": not waits and may_write(pair, role),
        "waits_for_pledge": waits,
        "reasons": list(NO_DA.items()),
    }
    return told | (of_coordinator(pair, today) if lead else {})


def may_write(pair: Pair, role: str) -> bool:
    """Whether the two write to each other here: both have an account, know each other's first name, and no child is met."""
    both = pair.receiver_id and pair.giver and pair.giver.person_id
    return bool(both) and role in {GIVER, RECEIVER} and between_two(PairState(pair.state)) and required_by(pair.need) is None


def of_coordinator(pair: Pair, today: date) -> dict[str, Any]:
    """What only the coordinator sees: who could be proposed, who has not answered, talks and noes."""
    due = reading.due_of(pair, today)
    said = pair.said
    giver = pair.giver.person if pair.giver else None
    return {
        "shortlist": shortlist(pair) if pair in reading.sought([pair]) else [],
        "heard": list(HEARD_DA.items()),
        "write_receiver": pair.receiver_id is None and RECEIVER not in said,
        "write_giver": giver is not None and not giver.email and GIVER not in said,
        "waits_for": listed(name for side, name in ((GIVER, "den, der har tilbudt sig"), (RECEIVER, "den, det handler om")) if side not in said),
        "due": [{"key": talk.key, "day": danish_date(talk.day), "text": TALK_DA[talk.kind]} for talk in due],
        "coming": [{"day": danish_date(talk.day), "text": TALK_DA[talk.kind]} for talk in reading.talks_of(pair, today) if talk.day > today],
        "held": [{"day": danish_date(talk.held_on), "worry": talk.worry} for talk in pair.talks.all()],
        "last_held": any(talk.key == LAST_TALK for talk in pair.talks.all()),
        "noes": [no_line(one) for one in pair.noes.all()],
    }


def no_line(one: Any) -> str:
    """A no as the coordinator reads it."""
    who = {GIVER: "Den, der havde tilbudt sig", RECEIVER: "Den, det handler om", COORDINATOR: "Koordinatoren"}.get(one.by, "")
    return f"{who}: {no_told(No(one.by, PairState(one.at), NoReason(one.reason), one.words), COORDINATOR)}"


def receiver_lines(pair: Pair, opened: frozenset[Opened], *, whole: bool) -> list[tuple[str, str]]:
    """The one it is about, as far as it is open."""
    named = " ".join(part for part in (pair.first_name, pair.surname if Opened.CONTACT in opened else "") if part)
    lines = [
        ("Navn", named if Opened.FIRST_NAME in opened else ""),
        ("Telefon", pair.phone if Opened.CONTACT in opened else ""),
        ("Cirka hvor", pair.near if Opened.AREA in opened else ""),
    ]
    if Opened.AREA in opened or whole:
        lines += [("Vil gerne", pair.about), *taste_lines(pair.tastes)]
    return [(name, text) for name, text in lines if text]


def giver_lines(pair: Pair, opened: frozenset[Opened]) -> list[tuple[str, str]]:
    """Whoever is proposed or met, as far as it is open."""
    giver = pair.giver
    if giver is None:
        return []
    lines = [("Navn", giver.name if Opened.FIRST_NAME in opened else ""), ("Telefon", giver.phone if Opened.CONTACT in opened else "")]
    if Opened.AREA in opened:
        lines += taste_lines(reading.tastes_of(giver))
    return [(name, text) for name, text in lines if text]


def taste_lines(tastes: Tastes) -> list[tuple[str, str]]:
    """What somebody likes, speaks, has at home and cannot be with."""
    return [
        ("Kan lide", listed(name for key, name in INTEREST_DA.items() if key in tastes.interests)),
        ("Taler", listed(name for key, name in LANGUAGE_DA.items() if key in tastes.languages)),
        ("I hjemmet", listed(name.lower() for key, name in TRAIT_DA.items() if key in tastes.traits)),
        ("Kan ikke med", listed(name.lower() for key, name in TRAIT_DA.items() if key in tastes.wont)),
    ]


def keyed(pairs: Sequence[Pair], givers: Sequence[Signup]) -> tuple[dict[str, Tastes], dict[str, Tastes], list[tuple[str, str]]]:
    """Both sides and who is kept apart, as the domain reads them."""
    receivers = {f"r{pair.pk}": pair.tastes for pair in pairs}
    return receivers, {f"g{one.pk}": reading.tastes_of(one) for one in givers}, [(f"r{pair}", f"g{place}") for pair, place in reading.apart(pairs)]


def shortlist(pair: Pair) -> list[dict[str, Any]]:
    """Those of the need who fit best, with reasons."""
    givers = reading.free_givers(pair.need)
    of_key = {f"g{one.pk}": one for one in givers}
    return [suggested(one, of_key[one.who]) for one in lists_of(*keyed([pair], givers))[f"r{pair.pk}"]]


def suggested(one: Suggestion, giver: Signup) -> dict[str, Any]:
    return {"giver": giver, "because": of_them(one.because)}


def of_them(because: Sequence[str]) -> str:
    """Reasons written to the two, as a third reads them."""
    return " · ".join(one.replace("I ", "De ", 1) for one in because)


def of_need(actor: Actor, need: Need) -> dict[str, Any]:
    """The need's own page about pairs: those there are, those who wait, and a proposal for all at once."""
    pairs, today = reading.pairs_of(actor, need), localdate()
    return {
        "need": need,
        "lines": [line(actor, pair, today) for pair in pairs],
        "givers": reading.free_givers(need),
        "cohort": cohort([pair for pair in reading.sought(pairs) if coordinates(actor, pair)], reading.free_givers(need)),
        "room": sum(pair.state != PairState.CLOSED for pair in pairs) < need.seats,
    }


def line(actor: Actor, pair: Pair, today: date) -> dict[str, Any]:
    """A pair in a list; the name is for its coordinator and the organisation's administrators."""
    lead = coordinates(actor, pair)
    due = reading.due_of(pair, today)
    return {
        "pair": pair,
        "name": pair.first_name if lead and pair.first_name else "En, der søges til",
        "next": NEXT_DA[PairState(pair.state)] if lead else "Koordineres af en anden hos jer.",
        "lead": lead,
        "due": f"En snak skulle have været holdt {danish_date(due[0].day)}" if due and lead else "",
        "urgent": lead and any(talk.worry for talk in pair.talks.all()),
    }


def cohort(pairs: Sequence[Pair], givers: Sequence[Signup]) -> list[dict[str, Any]]:
    """All who are sought to and all who wait put together at once, where there are several of both."""
    if len(pairs) < 2 or len(givers) < 2:
        return []
    of_key = {f"g{one.pk}": one for one in givers}
    receivers, others, kept_apart = keyed(pairs, givers)
    found, lists = together(receivers, others, kept_apart), lists_of(receivers, others, kept_apart, most=len(givers))
    because = {who: {one.who: of_them(one.because) for one in lists[who]} for who in receivers}
    return [{"pair": pair, "giver": of_key[found[key]], "because": because[key][found[key]]} for pair in pairs if (key := f"r{pair.pk}") in found]


def desk_lines(actor: Actor) -> list[dict[str, Any]]:
    """The organisations' pairs that are not over, those with something due first."""
    today = localdate()
    lines = [line(actor, pair, today) for pair in reading.pairs_of_organisations(actor)]
    return sorted(lines, key=lambda one: (not one["urgent"], not one["due"]))
