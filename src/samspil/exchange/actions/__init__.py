"""Errands of exchange, one a file."""
