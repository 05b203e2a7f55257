"""Facts law tells."""

from dataclasses import dataclass

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AnswerExpiring(Event):
    """A legal answer runs out within 30 days, or has run out."""

    answer_id: int
