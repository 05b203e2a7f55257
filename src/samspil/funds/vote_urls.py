"""Addresses of the citizens' vote: the voter's and the desk's. Each stands below a call's own address."""

from django.urls import URLPattern, URLResolver

VOTE: list[URLPattern | URLResolver] = []
VOTE_DESK: list[URLPattern | URLResolver] = []
