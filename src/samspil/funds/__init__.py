"""Puljer: money that people apply for, and a vote anybody can recount."""
