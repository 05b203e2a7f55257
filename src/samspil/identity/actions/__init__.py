"""Errands of identity, one a file."""
