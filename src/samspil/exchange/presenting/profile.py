"""A proof as its owner, whoever checks it, and the printer see it."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate, localtime

from samspil.core.periods import danish_date
from samspil.exchange import profiles
from samspil.exchange.actions.prove_effort import Chosen, proof_by
from samspil.exchange.domain.hours import hours_words
from samspil.exchange.domain.profiles import certificate
from samspil.exchange.models import EffortProof
from samspil.exchange.profiles import read_again
from samspil.identity.actor import Actor

CHECK_AT, OWN_AT = "/behov/bevis/", "/behov/min-indsats/profil/"
NAME_OWN = "Navnet har personen selv skrevet. Samspil har ikke set legitimation."


def lines_of(actor: Actor) -> list[dict[str, Any]]:
    """The actor's proofs, each in a line."""
    return [{"proof": one, "says": says(one), "made": made_of(one)} for one in profiles.proofs_of(actor.person_id)]


def made_of(proof: EffortProof) -> str:
    """The day it was made."""
    return danish_date(localtime(proof.made_at).date())


def period_words(proof: EffortProof) -> str:
    """From the first to the last day of what it counts."""
    first, last = (date.fromisoformat(proof.data[key]) for key in ("first_day", "last_day"))
    return danish_date(first) if first == last else f"{danish_date(first)} til {danish_date(last)}"


def says(proof: EffortProof) -> str:
    """It in one line: how much, and to whom where the person chose to show it."""
    return " · ".join(part for part in (hours_words(round(proof.data["hours"] * 60)), ", ".join(proof.data.get("organisers", []))) if part)


def checked(code: str) -> dict[str, Any]:
    """What the open page says of a code: whether it holds, and of what, when and how much. Never whose it is: that stands on the paper."""
    proof = proof_by(code)
    if proof is None:
        return {"valid": False, "facts": []}
    facts = [
        ("Timer", hours_words(round(proof.data["hours"] * 60))),
        ("Periode", period_words(proof)),
        ("Givet til", ", ".join(proof.data.get("organisers", []))),
        ("Lavet", made_of(proof)),
    ]
    return {"valid": True, "facts": [(name, value) for name, value in facts if value]}


def own_proof(actor: Actor, proof_id: int) -> EffortProof:
    """The actor's own; Http404 otherwise."""
    found = EffortProof.objects.filter(pk=proof_id, person=actor.person_id).first() if actor.person_id else None
    if found is None:
        raise Http404("Det bevis findes ikke her.")
    return found


def own_file(actor: Actor, chosen: Chosen) -> dict[str, Any]:
    """The actor's own file of what they chose."""
    record = profiles.record_of(actor.person_id or 0, chosen.name, chosen.to)
    return profiles.file_of(record, chosen.parts, localdate())


def sheet(proof: EffortProof, address: str) -> dict[str, Any]:
    """What the template of a proof shows; `address` is where its code is checked."""
    found = read_again(proof.data)
    parts = [(heading, lines) for heading, lines in certificate(found) if lines != [found.name]]
    return {
        "template": "effort",
        "title": "Bevis for frivillig indsats",
        "description": "Bevis for frivillig indsats",
        "lead": found.name or "",
        "period": period_words(proof),
        "parts": [{"heading": heading, "lines": lines} for heading, lines in parts],
        "confirmed": "Timerne er bekræftet af dem, de blev givet til.",
        "code": proof.code_words,
        "check": f"Se, om beviset gælder: {address}",
        "trail": f"Lavet på Samspil den {made_of(proof)}. {NAME_OWN}",
        "foot": "Personen ejer beviset og kan trække det tilbage. Så viser koden intet.",
        "words": {"period": "Periode", "code": "Kontrolkode"},
    }
