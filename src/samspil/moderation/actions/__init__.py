"""Errands of moderation, one a file."""
