"""Facts law tells."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AnswerExpiring(Event):
    """A legal answer runs out within 30 days, or has run out."""

    concerns_everybody: ClassVar[bool] = False

    answer_id: int
