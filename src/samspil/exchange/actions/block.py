"""Want no contact with somebody, and want it again."""

from datetime import datetime

from django.db import IntegrityError, transaction

from samspil.core.refusals import Refusal
from samspil.exchange.blocks import Party
from samspil.exchange.domain.threads import Side
from samspil.exchange.models import Block
from samspil.exchange.threads import get_thread_for, name_of, side_of, two_of
from samspil.identity.actor import Actor

NOT_YOURS = Refusal("not-yours", "Det kan kun den, der har blokeret, eller organisationens administratorer.")
LEADERS = Refusal("leaders", "For en organisation kan kun dens administratorer blokere nogen. Bed en af dem om det.")
NOBODY = Refusal("nobody", "Der er ingen konto at blokere.")


@transaction.atomic
def block_in_thread(actor: Actor, thread_id: int, words: str, *, now: datetime) -> Block | Refusal:
    """Close for contact with the other side of a thread. What was promised stays until one of them gives it back."""
    thread = get_thread_for(actor, thread_id)
    side = side_of(actor, thread)
    if side is None:
        return NOT_YOURS
    two = two_of(thread)
    own, other = two.of(side), two.beside(side)
    if own.organisation and not actor.may("exchange.vet", own.organisation):
        return LEADERS
    if other == Party():
        return NOBODY
    told = {"by_person_id": own.person, "by_organisation_id": own.organisation, "person_id": other.person, "organisation_id": other.organisation}
    called = name_of(thread, Side.OTHER if side is Side.ASKER else Side.ASKER)
    try:
        with transaction.atomic():
            block = Block.objects.create(**told, called=called[:120], words=words, made_at=now)
    except IntegrityError:  # it is blocked already
        return Block.objects.get(**told)
    return block


@transaction.atomic
def lift_block(actor: Actor, block_id: int) -> Refusal | None:
    """Open for contact again. Nobody is told."""
    found = Block.objects.filter(pk=block_id).first()
    if found is None or not lifts(actor, found):
        return NOT_YOURS
    found.delete()
    return None


def lifts(actor: Actor, block: Block) -> bool:
    """Whoever blocked, or an administrator of the organisation that did."""
    if block.by_organisation_id:
        return actor.may("exchange.vet", block.by_organisation_id)
    return actor.person_id is not None and block.by_person_id == actor.person_id
