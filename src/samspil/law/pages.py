"""The finished parts of a legal answer's page: made when it changes, each morning, for the preview, and when no stored parts are fresh."""

from datetime import date

from django.utils import timezone

from samspil.content.abbreviations import with_glossary
from samspil.core.stored import Parts, parts_of
from samspil.law import presenting
from samspil.law.models import LegalAnswer


def parts(answer: LegalAnswer, today: date) -> Parts:
    """The parts of an answer's page as they stand today: the page says how long the answer is still valid."""
    return with_glossary(parts_of("law/answer.html", presenting.answer(answer, today)))


def parts_today(answer: LegalAnswer) -> Parts:
    """The same, today: for the preview."""
    return parts(answer, timezone.localdate())
