"""Addresses of applications: the applicant's and the caseworker's. Each stands below a call's own address."""

from django.urls import URLPattern, URLResolver

APPLY: list[URLPattern | URLResolver] = []
OWN: list[URLPattern | URLResolver] = []
CASES: list[URLPattern | URLResolver] = []
