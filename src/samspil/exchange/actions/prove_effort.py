"""Make a proof of what one gave, and take it back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core.refusals import Refusal
from samspil.exchange import profiles
from samspil.exchange.domain.profiles import ProfilePart
from samspil.exchange.models import EffortProof
from samspil.identity.actor import Actor

# Without signs that are taken for each other. 31 signs at 12 places: nobody finds one by trying.
SIGNS, LENGTH = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 12
MOST_PROOFS = 20
NOT_IN = Refusal("not-in", "Log ind først. Et bevis laver man af sin egen indsats.")
NOTHING = Refusal("nothing", "Der er ingen bekræftede timer at vise endnu. Skriv timer, eller bed dem, du hjalp, om at bekræfte dem.")
NO_HOURS = Refusal("no-hours", "Vælg »Timer i alt«. Et bevis siger, hvor meget du gav.")
NO_NAME = Refusal("no-name", "Skriv det navn, der skal stå på beviset.")
TOO_MANY = Refusal("too-many", "Du har mange beviser. Træk et af de gamle tilbage først.")
NOT_YOURS = Refusal("not-yours", "Det bevis er ikke dit, eller også er det trukket tilbage.")


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What somebody chose to show, the name on it, and of whom: one organisation by its name, "" for all."""

    parts: Sequence[ProfilePart]
    name: str = ""
    to: str = ""


@transaction.atomic
def make_proof(actor: Actor, chosen: Chosen, *, now: datetime) -> EffortProof | Refusal:
    """A proof of confirmed hours as they stand now, with a code others can check it by."""
    if actor.person_id is None:
        return NOT_IN
    if ProfilePart.HOURS not in chosen.parts:
        return NO_HOURS
    if not chosen.name:
        return NO_NAME
    record = profiles.record_of(actor.person_id, chosen.name, chosen.to)
    if profiles.period_of(record.entries) is None:
        return NOTHING
    if EffortProof.objects.filter(person=actor.person_id).count() >= MOST_PROOFS:
        return TOO_MANY
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    data = profiles.file_of(record, [*chosen.parts, ProfilePart.NAME], localdate(now))
    return EffortProof.objects.create(person_id=actor.person_id, code=code, data=data, made_at=now)


@transaction.atomic
def take_proof_back(actor: Actor, proof_id: int) -> str | Refusal:
    """The row goes, and its code says nothing from now on."""
    found = EffortProof.objects.filter(pk=proof_id, person=actor.person_id) if actor.person_id else EffortProof.objects.none()
    number, _ = found.delete()
    return "Beviset er trukket tilbage. Koden viser ikke længere noget." if number else NOT_YOURS


def proof_by(code: str) -> EffortProof | None:
    """The proof of a code as somebody typed it: small letters, spaces and hyphens are all the same."""
    bare = "".join(sign for sign in code.upper() if sign in SIGNS)
    return EffortProof.objects.filter(code=bare).first() if len(bare) == LENGTH else None
