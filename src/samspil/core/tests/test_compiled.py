"""Query sets compiled once give what they would give each time."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.db.models.functions import Left

from samspil.core import compiled
from samspil.core.models import RecordedEvent

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


def named() -> QuerySet[Any, Any]:
    MADE.append("named")
    return Permission.objects.filter(codename=compiled.Given("codename")).select_related("content_type").annotate(first=Left("name", 3)).order_by("pk")


def among() -> QuerySet[Any, Any]:
    MADE.append("among")
    kinds = Permission.objects.filter(content_type__any_of=compiled.Given("kinds"), content_type__model__any_of=["group", "no%such"], pk__gt=0)
    return kinds.filter(codename__startswith="add%").order_by("pk").values_list("codename", flat=True) | kinds.order_by("pk").values_list("codename", flat=True)


@pytest.mark.django_db
def test_one_statement_serves_lists_of_all_lengths_and_reads_like_in() -> None:
    MADE.clear()
    compiled.statement.cache_clear()
    group = Permission.objects.get(codename="add_group").content_type_id
    expected = [(name,) for name in Permission.objects.filter(content_type=group).order_by("pk").values_list("codename", flat=True)]
    assert len(expected) == 4
    for kinds in ([group], [group, 0], list(range(group + 1))):
        assert compiled.rows(among, kinds=kinds) == expected
    assert compiled.rows(among, kinds=[]) == []
    assert MADE == ["among"]
    assert list(Permission.objects.filter(content_type__any_of=[group]).order_by("pk").values_list("codename")) == expected


def test_only_names_and_numbers_are_written_into_a_statement() -> None:
    written = compiled.with_names(
        "a = %s AND b = %s AND c LIKE '%%x' AND d = %s AND e = %s AND f = %s", ["joined", "O'Hara; --", compiled.Place("own"), True, -7]
    )
    assert written == (
        "a = 'joined' AND b = %(value 0)s AND c LIKE '%%x' AND d = %(own)s AND e = true AND f = %(value 1)s",
        {"value 0": "O'Hara; --", "value 1": -7},
        ("own",),
    )


def told() -> QuerySet[Any, Any]:
    return RecordedEvent.objects.filter(pk=compiled.Given("pk"))


@pytest.mark.django_db
def test_instances_are_those_of_the_query_set_with_what_is_joined_and_annotated(django_assert_num_queries: Any) -> None:
    MADE.clear()
    compiled.statement.cache_clear()
    for codename in ("add_group", "change_group"):
        expected = list(Permission.objects.filter(codename=codename).select_related("content_type"))
        with django_assert_num_queries(1):
            found = compiled.objects(named, codename=codename)
            assert [(one.pk, one.codename, one.content_type, one.first) for one in found] == [(p.pk, p.codename, p.content_type, p.name[:3]) for p in expected]
    assert MADE == ["named"], "compiled once for all values"
    assert compiled.objects(named, codename="no_such") == []


@pytest.mark.django_db
def test_what_the_database_keeps_as_json_is_read_as_django_reads_it() -> None:
    compiled.statement.cache_clear()
    row = RecordedEvent.objects.create(kind="core.Test", payload={"æ": [1, None]})
    (found,) = compiled.objects(told, pk=row.pk)
    assert (found.payload, found.at) == (row.payload, row.at)
    assert not found._state.adding
    found.kind = "core.Other"
    found.save()
    assert RecordedEvent.objects.get(pk=row.pk).kind == "core.Other"


@pytest.mark.django_db
def test_a_value_that_is_not_told_is_a_mistake_seen_at_once() -> None:
    with pytest.raises(KeyError):
        compiled.objects(told)
