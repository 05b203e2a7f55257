"""The deliveries of each commitment as its page tells them: those that count, and those that were taken back, with why."""

from typing import Any

from django.db.models import QuerySet

from samspil.alliances.actions.commit import KEEPING_STAGES
from samspil.alliances.actions.correct_delivery import may_correct
from samspil.alliances.domain.commitments import number_in_words
from samspil.alliances.models import Commitment, Delivery
from samspil.alliances.rooms import Room
from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor


def with_deliveries(actor: Actor, room: Room, tally: dict[str, Any]) -> dict[str, Any]:
    """The tally with `deliveries` in each row; one statement for them all."""
    by_commitment: dict[int, list[Delivery]] = {}
    for one in compiled.objects(deliveries_of, commitments=[row["pk"] for row in tally["rows"]]):
        by_commitment.setdefault(one.commitment_id, []).append(one)
    commitments = {one.pk: one for one in room.commitments}
    rows = [{**row, "deliveries": [told(actor, room, commitments[row["pk"]], one) for one in by_commitment.get(row["pk"], [])]} for row in tally["rows"]]
    return {**tally, "rows": rows}


def deliveries_of() -> QuerySet[Delivery]:
    """All deliveries of these commitments, in the order of their days."""
    return Delivery.objects.filter(commitment__any_of=Given("commitments")).order_by("day", "pk")


def told(actor: Actor, room: Room, commitment: Commitment, delivery: Delivery) -> dict[str, Any]:
    """One delivery."""
    stands = delivery.undone_at is None
    return {
        "pk": delivery.pk,
        "day": danish_date(delivery.day),
        "amount": f"{number_in_words(delivery.quantity)} {commitment.unit}",
        "evidence": delivery.evidence,
        "undone": delivery.undone_why,
        "may_correct": stands and room.alliance.stage in KEEPING_STAGES and may_correct(actor, room, commitment, delivery),
    }
