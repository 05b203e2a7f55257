"""Rows of initiatives: the thread, and who takes part in it."""

from samspil.initiatives.models.initiative import Initiative, Openness, Participation

__all__ = ["Initiative", "Openness", "Participation"]
