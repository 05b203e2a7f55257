"""Facts knowledge tells."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EnquiryReceived(Event):
    """Somebody wrote to a desk."""

    concerns_everybody: ClassVar[bool] = False

    enquiry_id: int


@dataclass(frozen=True, kw_only=True)
class EnquiryMoved(Event):
    """Staff took, gave back, answered or reopened an enquiry."""

    concerns_everybody: ClassVar[bool] = False

    enquiry_id: int
    state: str
