"""Facts knowledge tells."""

from dataclasses import dataclass

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EnquiryReceived(Event):
    """Somebody wrote to a desk."""

    enquiry_id: int


@dataclass(frozen=True, kw_only=True)
class EnquiryMoved(Event):
    """Staff took, answered or reopened an enquiry."""

    enquiry_id: int
    state: str
