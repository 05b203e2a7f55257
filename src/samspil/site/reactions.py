"""What happens when something has happened: the whole list. Reactions are called at least once, so each is idempotent."""

from collections.abc import Callable
from typing import Any

from samspil.content.events import PageChanged
from samspil.core.events import Event
from samspil.knowledge import mails
from samspil.knowledge.events import EnquiryReceived
from samspil.law.events import AnswerExpiring
from samspil.site import indexing, notices

REACTIONS: dict[type[Event], list[Callable[[Any], None]]] = {
    PageChanged: [indexing.renew_page],
    EnquiryReceived: [notices.enquiry_received, mails.tell_desk_and_sender],
    AnswerExpiring: [notices.answer_expiring],
}
