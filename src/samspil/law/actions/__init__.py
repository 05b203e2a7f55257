"""Errands of law, one a file."""
