"""Query sets compiled once give what they would give each time."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.db.models.functions import Left

from samspil.core import compiled

MADE: list[str] = []


def groups(beginning: str) -> QuerySet[Any, Any]:
    MADE.append(beginning)
    return Group.objects.filter(name__startswith=beginning).order_by("-name").annotate(first=Left("name", 1)).values_list("pk", "name", "first")


def nothing() -> QuerySet[Any, Any]:
    return Group.objects.none().values_list("pk")


@pytest.mark.django_db
def test_rows_are_those_of_the_query_set_now_and_later() -> None:
    MADE.clear()
    compiled.statement.cache_clear()
    Group.objects.create(name="æbler 1")
    assert compiled.rows(groups, "æbler") == list(groups("æbler"))
    Group.objects.create(name="æbler 2")
    Group.objects.create(name="pærer % {}")
    assert [row[1:] for row in compiled.rows(groups, "æbler")] == [("æbler 2", "æ"), ("æbler 1", "æ")]
    assert [row[1] for row in compiled.rows(groups, "pærer % ")] == ["pærer % {}"]
    assert MADE == ["æbler", "æbler", "pærer % "]


@pytest.mark.django_db
def test_a_query_set_that_can_have_no_rows_has_none() -> None:
    assert compiled.rows(nothing) == []
