"""Yearly declarations: to an association's people, and to those who receive them."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate

from samspil.exchange import declaring
from samspil.exchange.domain.declarations import DeclarationState, DeclarationVerdict
from samspil.exchange.domain.legal_notes import Certainty
from samspil.exchange.models import Declaration, Declaring
from samspil.identity.actor import Actor
from samspil.identity.models import Organisation

STATE_DA = {
    DeclarationState.MISSING: "Mangler",
    DeclarationState.ASK: "Ikke oplyst",
    DeclarationState.IN_PLACE: "I orden",
    DeclarationState.NOT_REQUIRED: "Ikke krævet",
}
CERTAINTY_DA = {
    Certainty.SURE: "",
    Certainty.LIKELY: "Det mener vi, men er ikke helt sikre.",
    Certainty.UNCLEAR: "Det er ikke klart i loven. Spørg kommunen.",
    Certainty.PRACTICE: "Sådan gør man i praksis.",
}
# A municipality's list on one page; more are found by their name.
MOST_SHOWN = 300


def page(actor: Actor, today: date) -> dict[str, Any]:
    """Every association somebody is in."""
    found = declaring.own(actor)
    said = declaring.verdicts([one.pk for one in found], today)
    given = {row.organisation_id: row for row in Declaration.objects.visible_to(actor).filter(organisation__in=found, year=today.year)}
    return {"lines": [{**line(one, said[one.pk]), **may(actor, one, given.get(one.pk), today)} for one in found], "year": str(today.year)}


def may(actor: Actor, one: Organisation, given: Declaration | None, today: date) -> dict[str, Any]:
    """What somebody can do about one of them."""
    leads = actor.may("exchange.vet", one.pk)
    back = leads and given is not None and not given.received and localdate(given.noted_at) == today
    return {"leads": leads, "give": leads and given is None, "back": back, "received": given is not None and given.received}


def line(one: Organisation, found: DeclarationVerdict) -> dict[str, Any]:
    """One association with what the rules say."""
    notes = [{"text": note.text, "law": ", ".join(note.law), "sure": CERTAINTY_DA[note.certainty]} for note in found.follows]
    state = {"state": found.state.value, "word": STATE_DA[found.state], "late": found.state is DeclarationState.MISSING or found.warn}
    sure = "" if found.state is DeclarationState.ASK else CERTAINTY_DA[found.certainty]
    return {"organisation": one, **state, "text": found.text, "law": ", ".join(found.law), "sure": sure, "follows": notes}


def for_those_who_receive(told: dict[str, Any]) -> dict[str, Any]:
    """The same in the municipality's list, where nobody is told to ask the municipality."""
    return told | ({"text": "Foreningen har ikke svaret på, om den er folkeoplysende."} if told["state"] == DeclarationState.ASK else {})


def led(actor: Actor, organisation_id: int) -> Organisation:
    """One of the associations the actor leads; Http404 for everybody else."""
    found = next((one for one in declaring.own(actor) if one.pk == organisation_id), None)
    if found is None or not actor.may("exchange.vet", organisation_id):
        raise Http404("Den side findes ikke her.")
    return found


def in_places(organisation_id: int, codes: tuple[str, ...]) -> Organisation:
    """An association of one of these municipalities; Http404 otherwise."""
    found = declaring.associations().filter(pk=organisation_id, municipality__in=codes).first()
    if found is None:
        raise Http404("Den forening findes ikke her.")
    return found


def begun(organisation: Organisation) -> dict[str, str]:
    """What the form begins with."""
    row = Declaring.objects.filter(organisation=organisation).first()
    if row is None:
        return {}
    if not row.stamp:
        return {}
    popular = "" if row.popular_education is None else "yes" if row.popular_education else "no"
    return {"popular": popular, "seeks": "yes" if row.seeks else "no", "stamp": row.stamp}


def received(actor: Actor, codes: tuple[str, ...], chosen: str, words: str, today: date) -> dict[str, Any]:
    """The municipality's list: those of one state, or whose name holds some words; what is missing first."""
    found = declaring.associations().filter(municipality__in=codes).order_by("name")
    if words:
        found = found.filter(name__icontains=words)
    rows = list(found)
    said = declaring.verdicts([one.pk for one in rows], today)
    mine = Declaration.objects.filter(organisation__in=[one.pk for one in rows], year=today.year, received=True, noted_at__date=today)
    noted = set(mine.values_list("organisation", flat=True))
    lines = [for_those_who_receive(line(one, said[one.pk])) | {"back": one.pk in noted} for one in rows]
    shown = [one for one in lines if chosen in {"", one["state"]}]
    shown.sort(key=lambda one: list(STATE_DA).index(DeclarationState(one["state"])))
    counts = [(state.value, name, sum(one["state"] == state for one in lines)) for state, name in STATE_DA.items()]
    return {"lines": shown[:MOST_SHOWN], "more": max(0, len(shown) - MOST_SHOWN), "counts": counts, "state": chosen, "words": words, "year": str(today.year)}
