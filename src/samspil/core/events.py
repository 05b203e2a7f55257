"""Events: a room tells in its own transaction what happened; a worker calls the reactions that site lists.

At least once: a reaction may be called again after a crash, so reactions are idempotent. A reaction gets the event
and the recorded row; if it raises, the event stays undelivered and is tried again.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any, ClassVar

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction
from django.db.models import Field, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery
from django.utils import timezone
from django.utils.module_loading import import_string

from samspil.core.models import RecordedEvent

log = structlog.get_logger(__name__)
KINDS: dict[str, type["Event"]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of every event. Fields are ids and plain JSON values; text of people does not belong here.

    `concerns_everybody` is False for events that change nothing on public pages: kept pages may stay, and the worker finds them within seconds.
    """

    kind: ClassVar[str] = ""
    concerns_everybody: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        room = cls.__module__.split(".")[1]
        cls.kind = f"{room}.{cls.__name__}"
        KINDS[cls.kind] = cls


Reaction = Callable[[Any], None]

# One statement: the fact and, where it concerns everybody, the calls to the workers' outboxes (core/outbox.py) and to the page
# caches of all processes, which are heard when the transaction commits. What concerns one desk is found by the outboxes
# when they next look: a call wakes every listener of the database, which costs more than the row itself.
CALL = "CASE WHEN %s THEN pg_notify('samspil_event', '') END, CASE WHEN %s THEN pg_notify('samspil_changed', '') END"
RECORD = f"""
INSERT INTO core_recordedevent (kind, payload, actor_id, municipality_code, at) VALUES (%s, %s::jsonb, %s, %s, now()) RETURNING id, {CALL}
"""  # noqa: S608  # our own constant
INSERT_AND_RECORD = f"""
WITH kept AS ({{insert}} RETURNING id)
INSERT INTO core_recordedevent (kind, payload, actor_id, municipality_code, at)
SELECT %s::text, jsonb_build_object(%s::text, kept.id), %s::bigint, %s::text, now() FROM kept
RETURNING (SELECT id FROM kept), {CALL}
"""  # noqa: S608  # our own constant

CHANGE_AND_RECORD = f"""
WITH kept AS ({{update}} RETURNING 1)
INSERT INTO core_recordedevent (kind, payload, actor_id, municipality_code, at)
SELECT %s::text, %s::jsonb, %s::bigint, %s::text, now() FROM kept RETURNING id, {CALL}
"""  # noqa: S608  # our own constant


def record(event: Event, *, actor_id: int | None = None, municipality_code: str = "") -> int:
    """Write `event` to the outbox in the caller's transaction, and wake whoever it concerns; the id of the recorded row."""
    with connection.cursor() as cursor:
        cursor.execute(RECORD, [event.kind, json.dumps(asdict(event)), actor_id, municipality_code, *[event.concerns_everybody] * 2])
        row: tuple[int, ...] = cursor.fetchone()
    return row[0]


def insert(row: Model, event_class: type["Event"], *, actor_id: int | None = None, municipality_code: str = "") -> bool:
    """Insert a new row and record the event that has its id as its only field, in one statement: for what people send in great numbers.

    False, and nothing is written, when a unique key of the row is taken; waits for a transaction that is about to take it. Fields that have a value from the
    database keep that one.
    """
    (name,) = (field.name for field in fields(event_class))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in inserted_fields(type(row))]
    with connection.cursor() as cursor:
        told = [event_class.kind, name, actor_id, municipality_code, *[event_class.concerns_everybody] * 2]
        cursor.execute(insert_and_record(type(row)), [*values, *told])
        found = cursor.fetchone()
    row.pk = found[0] if found else None
    return found is not None


def change(row: Model, names: Sequence[str], event: Event, *, actor_id: int | None = None, municipality_code: str = "") -> int:
    """Save these fields of a row and record the event, in one statement; the id of the recorded row. Raises DatabaseError when the row is gone."""
    model = type(row)
    values = [field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in fields_named(model, tuple(names))]
    told = [event.kind, json.dumps(asdict(event)), actor_id, municipality_code, *[event.concerns_everybody] * 2]
    with connection.cursor() as cursor:
        cursor.execute(change_and_record(model, tuple(names)), [*values, row.pk, *told])
        found: tuple[int, ...] | None = cursor.fetchone()
    if found is None:
        raise DatabaseError(f"{model.__name__} {row.pk} is gone")
    return found[0]


@cache
def change_and_record(model: type[Model], names: tuple[str, ...]) -> str:
    """The statement of `change` for these fields."""
    columns = ", ".join(f'"{field.column}" = %s' for field in fields_named(model, names))
    update = f'UPDATE "{model._meta.db_table}" SET {columns} WHERE id = %s'  # noqa: S608  # names of our own models
    return CHANGE_AND_RECORD.format(update=update)


@cache
def fields_named(model: type[Model], names: tuple[str, ...]) -> "list[Field[Any, Any]]":
    """The fields with these names; raises ValueError when the model's own table lacks one."""
    found = {field.name: field for field in own_fields(model)}
    if not found.keys() >= set(names):
        raise ValueError(f"{model.__name__} has not all of {', '.join(names)}")
    return [found[name] for name in names]


def own_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """The fields a new row is given."""
    return [field for field in model._meta.local_concrete_fields if not field.primary_key]


def inserted_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """Those of them that the database has no value for."""
    return [field for field in own_fields(model) if not field.has_db_default()]


@cache
def insert_and_record(model: type[Model]) -> str:
    """The statement of `insert` for rows of this model; it is always the same, so Django writes it once a process."""
    query = InsertQuery(model, on_conflict=OnConflict.IGNORE)
    query.insert_values(inserted_fields(model), [model()])
    ((statement, _),) = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
    return INSERT_AND_RECORD.format(insert=statement)


def announce_change() -> None:
    """Tell the page caches of all processes, when this transaction commits, that public pages may have changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('samspil_changed', '')")


def reactions_to(event_class: type[Event]) -> Iterable[Reaction]:
    """The functions that site lists for this kind of event, in order."""
    listed: Mapping[type[Event], list[Reaction]] = import_string(settings.SAMSPIL_REACTIONS)
    return listed.get(event_class, [])


def deliver(event_id: int) -> bool:
    """Call the reactions of one event and mark it delivered, all in one transaction; False when another has delivered it or is at it."""
    with transaction.atomic():
        row = RecordedEvent.objects.select_for_update(skip_locked=True).filter(pk=event_id, delivered_at=None).first()
        if row is None:
            return False
        event_class = KINDS.get(row.kind)
        if event_class is None:
            log.warning("event_of_no_class", kind=row.kind, event_id=event_id)
        else:
            for reaction in reactions_to(event_class):
                reaction(event_class(**row.payload))
        row.delivered_at = timezone.now()
        row.save(update_fields=["delivered_at"])
        if event_class is None or event_class.concerns_everybody:
            announce_change()
    return True


def waiting(limit: int = 10_000) -> list[int]:
    """The ids of the events that wait, oldest first."""
    return list(RecordedEvent.objects.filter(delivered_at=None).order_by("id").values_list("pk", flat=True)[:limit])


def deliver_waiting() -> int:
    """Deliver what waits, oldest first, and return how many; used at set-up and in tests. The worker's way is core/outbox.py."""
    return sum(deliver(event_id) for event_id in waiting())


def settle(event_class: type[Event], **about: Any) -> None:
    """Mark waiting events of one kind as delivered: for whoever has just done for all what the reactions do for one.

    `about`: only those whose fields have these values.
    """
    RecordedEvent.objects.filter(kind=event_class.kind, delivered_at=None, payload__contains=about).update(delivered_at=timezone.now())
