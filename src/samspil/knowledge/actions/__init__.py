"""Errands of knowledge, one a file."""
