"""Facts funds tells."""

from dataclasses import dataclass

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class FundChanged(Event):
    """A fund was made, changed, shown or taken away."""

    fund_id: int


@dataclass(frozen=True, kw_only=True)
class CallChanged(Event):
    """A call was written, changed, published, opened, closed, opened again, handled, decided, accounted for or called off."""

    call_id: int
