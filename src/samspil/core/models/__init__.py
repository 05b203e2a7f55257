"""Rows of core: recorded events, notices and the search index."""

from samspil.core.models.document import Document
from samspil.core.models.event import RecordedEvent
from samspil.core.models.notice import Notice

__all__ = ["Document", "Notice", "RecordedEvent"]
