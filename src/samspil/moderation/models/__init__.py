"""Rows of moderation: a case of one thing, its reports, decisions and appeals."""

from samspil.moderation.models.case import Appeal, Case, Decision, Report

__all__ = ["Appeal", "Case", "Decision", "Report"]
