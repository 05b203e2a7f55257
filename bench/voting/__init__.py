"""Counting votes beside pabutools."""
