"""The thread stays small, and is seen by those it concerns."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samspil.alliances.tests.making import joined, who
from samspil.core.viewers import PUBLIC
from samspil.identity.actor import Actor
from samspil.initiatives.models import Initiative, Openness

pytestmark = pytest.mark.django_db
COLUMNS = {"id", "title", "slug", "lead", "area", "first_day", "last_day", "state", "openness", "holder", "begun_at", "hidden_at"}


def test_the_row_has_these_columns_and_never_more_than_twelve() -> None:
    assert {field.name for field in Initiative._meta.concrete_fields} == COLUMNS
    assert len(COLUMNS) <= 12


def test_its_only_behaviour_is_who_sees_it() -> None:
    own = {name for name, value in vars(Initiative).items() if callable(value) and not name.startswith("_") and value.__module__ == Initiative.__module__}
    assert own <= {"DoesNotExist", "MultipleObjectsReturned"}


def test_those_who_take_part_see_it_and_others_only_when_it_is_open(make_person: Any) -> None:
    two = joined(make_person)
    stranger = who(make_person("fremmed@example.dk"))
    assert Initiative.objects.visible_to(who(two.chair)).count() == 1
    assert Initiative.objects.visible_to(who(two.owner)).count() == 1
    assert not Initiative.objects.visible_to(stranger).exists()
    assert not Initiative.objects.visible_to(PUBLIC).exists()
    Initiative.objects.update(openness=Openness.PUBLIC.value)
    assert Initiative.objects.visible_to(stranger).count() == Initiative.objects.visible_to(PUBLIC).count() == 1


def test_whoever_holds_it_in_the_own_name_sees_it(make_person: Any) -> None:
    two, person = joined(make_person), make_person("ejer@example.dk")
    Initiative.objects.update(holder=person)
    assert Initiative.objects.visible_to(who(person)).get() == two.alliance.initiative
    assert not Initiative.objects.visible_to(Actor(person_id=person.pk + 1)).exists()


def test_it_never_ends_before_it_begins(make_person: Any) -> None:
    joined(make_person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.update(first_day="2027-02-01", last_day="2027-01-31")
