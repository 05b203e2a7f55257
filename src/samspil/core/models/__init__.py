"""Rows of core: recorded events, notices, the search index and stored pages."""

from samspil.core.models.document import Document
from samspil.core.models.event import RecordedEvent
from samspil.core.models.notice import Notice
from samspil.core.models.stored_page import StoredPage

__all__ = ["Document", "Notice", "RecordedEvent", "StoredPage"]
