"""What the desk shows of orders of agreements on paper."""

from collections.abc import Sequence
from typing import Any

from django.template.defaultfilters import filesizeformat

from samspil.alliances import orders
from samspil.alliances.domain.papers import KEPT, STATE_DA, OrderState, far
from samspil.alliances.models import PaperOrder
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor


def overview(actor: Actor, refused: str = "") -> dict[str, Any]:
    """The municipalities one can order for, with how many agreements each has, and one's own orders."""
    homes = orders.municipalities_of(actor)
    numbers = [(one, orders.agreements_of(actor, one.code).count()) for one in homes]
    places = [{"code": one.code, "name": one.name, "number": number, "words": f"{in_words(number)} med en aftale."} for one, number in numbers]
    return {"section": "desk", "places": places, "orders": [row(one) for one in orders.orders_of(actor)], "refused": refused, "days": KEPT.days}


def row(order: PaperOrder) -> dict[str, Any]:
    """An order in the list."""
    state = OrderState(order.state)
    return {"url": order.address, "place": order.municipality.name, "ordered_at": order.ordered_at, "state": STATE_DA[state], "words": in_words(order.total)}


def page(order: PaperOrder) -> dict[str, Any]:
    """One order: how far it is, and what can be done with it."""
    state = OrderState(order.state)
    return {
        "section": "desk",
        "order": order,
        "state": state.value,
        "word": STATE_DA[state],
        "total": order.total,
        "done": order.done,
        "far": far(order.done, order.total),
        "packed": in_words(order.total - len(order.left_out)),
        "left_out": left_out(order.left_out),
        "size": filesizeformat(order.size),
        "deleted_on": danish_date((order.ended_at + KEPT).date()) if order.ended_at else "",
    }


def left_out(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Which alliances are not in it, by number alone: whoever ordered may not see all of them any more; and why."""
    return [{"number": row["number"], "why": row["why"]} for row in rows]


def in_words(number: int) -> str:
    """How many alliances."""
    return "1 alliance" if number == 1 else f"{number:,} alliancer".replace(",", ".")
