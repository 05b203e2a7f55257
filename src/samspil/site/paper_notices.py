"""Telling whoever ordered a municipality's agreements on paper that they are packed."""

from samspil.alliances.domain.papers import OrderState
from samspil.alliances.events import PapersEnded
from samspil.alliances.models import PaperOrder
from samspil.identity.domain.telling import Theme
from samspil.site import notices

READY, FAILED = "Aftalerne, du bestilte, er klar til at hente", "Aftalerne, du bestilte, kunne ikke pakkes. Bestil dem igen"


def papers_ended(event: PapersEnded) -> None:
    """The person alone; one who cancelled knows."""
    order = PaperOrder.objects.filter(pk=event.order_id, state__in=[OrderState.READY.value, OrderState.FAILED.value]).first()
    if order:
        text = READY if order.state == OrderState.READY else FAILED
        notices.tell([order.person_id], "papers", f"papers:{order.pk}", text, order.address, about=text, theme=Theme.DESK)
