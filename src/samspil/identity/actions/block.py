"""Block a person, and open for them again."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.core.text import clean
from samspil.identity.actor import Actor
from samspil.identity.domain.roles import Role
from samspil.identity.ending import end_all_sessions
from samspil.identity.events import PersonBlocked, PersonUnblocked
from samspil.identity.models import Person

NOT_YOURS = Refusal("not-administrator", "Kun en administrator kan spærre en konto.")


@transaction.atomic
def block(actor: Actor, email: str, reason: str, *, now: datetime) -> Person | Refusal:
    """An administrator blocks an account and says why: it logs in nowhere, and its sessions end at once."""
    if not actor.may("identity.block_people"):
        return NOT_YOURS
    person = Person.objects.select_for_update().filter(email=email.strip().lower()).first()
    if person is None:
        return Refusal("no-such-person", "Der er ingen konto med den e-mail.")
    if person.pk == actor.person_id:
        return Refusal("yourself", "Du kan ikke spærre din egen konto.")
    if person.blocked_at:
        return Refusal("blocked-already", "Kontoen er allerede spærret.")
    if len(clean(reason)) < 3:
        return Refusal("no-reason", "Skriv kort hvorfor. Det står i loggen.")
    if is_last_administrator(person.pk):
        return Refusal("last-administrator", "Det er den sidste administrator. Giv først en anden rollen.")
    person.blocked_at, person.blocked_reason, person.is_active = now, clean(reason)[:200], False
    history.done_by(actor.person_id)
    person.save(update_fields=["blocked_at", "blocked_reason", "is_active"])
    end_all_sessions(person, now=now)
    events.record(PersonBlocked(person_id=person.pk), actor_id=actor.person_id)
    return person


@transaction.atomic
def unblock(actor: Actor, person_id: int) -> Person | Refusal:
    """An administrator lets a blocked person log in again."""
    if not actor.may("identity.block_people"):
        return NOT_YOURS
    person = Person.objects.select_for_update().filter(pk=person_id).exclude(blocked_at=None).first()
    if person is None:
        return Refusal("not-blocked", "Kontoen er ikke spærret.")
    person.blocked_at, person.blocked_reason, person.is_active = None, "", True
    history.done_by(actor.person_id)
    person.save(update_fields=["blocked_at", "blocked_reason", "is_active"])
    events.record(PersonUnblocked(person_id=person.pk), actor_id=actor.person_id)
    return person


def is_last_administrator(person_id: int) -> bool:
    """True when nobody else could give roles if this person were gone."""
    administrators = Person.objects.filter(groups__name=Role.ADMINISTRATOR.value, is_active=True)
    return administrators.filter(pk=person_id).exists() and not administrators.exclude(pk=person_id).exists()
