"""Migrations are complete and stand in one line per room."""

import io
from collections import Counter

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house.places import rooms


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_migrations_of_a_room_form_one_line() -> None:
    graph = MigrationLoader(None).graph
    forks: list[str] = []
    for room in rooms():
        of_room = [key for key in graph.nodes if key[0] == room]
        parents = Counter(parent.key for key in of_room for parent in graph.node_map[key].parents if parent.key[0] == room)
        forks += [f"{room}.{name}" for (_, name), children in parents.items() if children > 1]
        assert len(graph.leaf_nodes(room)) == (1 if of_room else 0), room
    assert not forks
