"""Rows of core: recorded events, notices, the search index, what searches did not find, and stored pages."""

from samspil.core.models.document import Document
from samspil.core.models.event import RecordedEvent
from samspil.core.models.grams import DocumentGrams, GramList
from samspil.core.models.missed_search import MissedSearch
from samspil.core.models.notice import Notice
from samspil.core.models.stored_page import StoredPage

__all__ = ["Document", "DocumentGrams", "GramList", "MissedSearch", "Notice", "RecordedEvent", "StoredPage"]
