"""Everything that can name a person stands in the register of personal data (site/personal_data.py), with how it is exported and deleted."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import EmailField, Field, Model
from pghistory.models import Context, Event

from samspil.core.personal_data import Holding, nothing
from samspil.identity.models import Person
from samspil.site.personal_data import HOLDINGS, NOT_PERSONAL
from tests.house.places import ROOT, SOURCE

# Columns that hold a person's number without a foreign key, or an address or name in plain text.
NAMES = re.compile(r"^(e_?mail|recipient_id|actor_id|person_id|user_id|owner_id|author_id|\w+_by_id|\w*email\w*|first_name|last_name|phone\w*)$")
# The machinery keeps people where no column says so: in payloads, arguments and sealed sessions.
WITHOUT_A_COLUMN = {"identity_session", "core_recordedevent", "procrastinate_jobs", "pghistory_context", "core_notice"}


def points_to_a_person(field: "Field[object, object]") -> bool:
    target = field.related_model if field.is_relation else None
    return isinstance(target, type) and issubclass(target, Person)


def names_people(model: type[Model]) -> bool:
    """True when a column of the model's own can name a person, or the model is a history of one that can."""
    fields = [field for field in model._meta.local_concrete_fields if getattr(field, "column", None)]
    if any(points_to_a_person(field) or isinstance(field, EmailField) or NAMES.match(str(field.column)) for field in fields):
        return True
    tracked = getattr(model, "pgh_tracked_model", None)
    return bool(issubclass(model, Context)) or (issubclass(model, Event) and tracked is not None and names_people(tracked))


def tables_with_people() -> set[str]:
    """Every table that can name a person: models of ours and of libraries, their histories, and the machinery's."""
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy and model._meta.managed is not None]
    return {model._meta.db_table for model in models if names_people(model)} | {Person._meta.db_table} | WITHOUT_A_COLUMN


def spoken_of() -> set[str]:
    return {table for holding in HOLDINGS for table in holding.tables}


def test_the_search_for_people_finds_those_of_all_kinds() -> None:
    expected = {"identity_person", "account_emailaddress", "identity_rolemembershipevent", "knowledge_enquiry", "knowledge_enquiryevent",
                "wagtailcore_comment", "identity_person_groups", "identity_addresstrouble", "identity_noticechoice"}  # fmt: skip
    assert expected <= tables_with_people()


def test_every_table_that_can_name_a_person_is_in_the_register_or_says_why_not() -> None:
    missing = tables_with_people() - spoken_of() - set(NOT_PERSONAL)
    assert not missing, f"declare a Holding in the room's personal_data.py for {sorted(missing)}"


@pytest.mark.django_db
def test_the_register_speaks_of_tables_that_are_there_and_of_each_once() -> None:
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    listed = [table for holding in HOLDINGS for table in holding.tables]
    assert not set(listed) - there
    assert not set(NOT_PERSONAL) - there
    assert len(listed) == len(set(listed))
    assert not set(listed) & set(NOT_PERSONAL)


def test_every_room_with_a_table_of_people_declares_its_own_holdings() -> None:
    for holding in HOLDINGS:
        rooms = ("identity", "core", "knowledge", "content", "law", "alliances", "exchange", "funds")
        own = [room for room in rooms if any(table.startswith(f"{room}_") for table in holding.tables)]
        for room in own:
            assert holding in vars(__import__(f"samspil.{room}.personal_data", fromlist=["HOLDINGS"]))["HOLDINGS"], (holding.key, room)


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda holding: holding.key)
def test_a_holding_tells_a_person_in_plain_words_what_it_is_and_what_becomes_of_it(holding: Holding) -> None:
    assert re.fullmatch(r"[a-z][a-z-]+", holding.key)
    assert len(holding.title) > 5
    assert len(holding.why) > 10
    assert re.search(r"[Ss]lettes|[Bb]liver|slettet", holding.fate)
    assert holding.export is not nothing or not holding.tables, "what is kept can be taken along"


def test_keys_are_files_names_and_stand_once() -> None:
    keys = [holding.key for holding in HOLDINGS]
    assert len(keys) == len(set(keys))


def test_each_holding_stands_in_the_privacy_page_by_its_tables() -> None:
    told = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    machinery = {"procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers"}  # numbers of jobs, no arguments
    assert not [table for table in spoken_of() - machinery if f"`{table}`" not in told]


def test_a_new_table_with_an_address_would_be_noticed() -> None:
    assert Path(SOURCE / "site" / "personal_data.py").exists()
    without = tuple(holding for holding in HOLDINGS if holding.key != "enquiries")
    left = tables_with_people() - {table for holding in without for table in holding.tables} - set(NOT_PERSONAL)
    assert left == {"knowledge_enquiry", "knowledge_enquiryevent"}
