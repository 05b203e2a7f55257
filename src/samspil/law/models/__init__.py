"""Rows of law: legal answers and what belongs to them."""

from samspil.law.models.answer import AnswerLaw, AnswerWay, LegalAnswer

__all__ = ["AnswerLaw", "AnswerWay", "LegalAnswer"]
