"""Errands of alliances, one a file."""
