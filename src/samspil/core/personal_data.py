"""The register of personal data: what is kept of a person, how they get it, and what happens to it when the account goes.

Each room declares its holdings (`personal_data.py`); site joins the lists (settings.SAMSPIL_PERSONAL_DATA). A house test finds every table that
can name a person and fails when no holding speaks of it.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from samspil.core.models import Notice, RecordedEvent
from samspil.core.refusals import Refusal

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Subject:
    """Whose data it is: the account's number, and the addresses the person has proved."""

    person_id: int
    addresses: tuple[str, ...]


def nothing(subject: Subject) -> Rows:
    """For what holds numbers alone, or what would harm if it were handed out (`why` says which)."""
    return []


def leave(subject: Subject) -> None:
    """For what goes by itself with the account, or stays because it names nobody (`fate` says which)."""


def no_objection(subject: Subject) -> Refusal | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One kind of personal data. `title`, `why` and `fate` are Danish, for the person: what it is, why it is kept, what happens at deletion.

    `tables` are the database tables it speaks of. `objection` may refuse the deletion (the last administrator of something), before anything is done;
    `hold` locks, before the account is, what other errands lock before they write the person's number: two who hold the same rows the other way round
    wait for each other. `shred` deletes or anonymises, inside the deletion's transaction, while the account still exists, and may hand things over to others.
    `staff`: only who works here has any of it.
    """

    key: str
    title: str
    why: str
    fate: str
    tables: tuple[str, ...]
    export: Callable[[Subject], Rows] = nothing
    shred: Callable[[Subject], None] = leave
    objection: Callable[[Subject], Refusal | None] = no_objection
    hold: Callable[[Subject], None] = leave
    staff: bool = False


def holdings() -> Sequence[Holding]:
    """Every room's holdings, in the order the person reads them and deletion runs through them."""
    listed: Sequence[Holding] = import_string(settings.SAMSPIL_PERSONAL_DATA)
    return listed


def rows_of(query: "QuerySet[Any]", *fields: str) -> Rows:
    """The rows of a query as plain values, for an export."""
    rows: Rows = json.loads(json.dumps(list(query.values(*fields)), cls=DjangoJSONEncoder))
    return rows


def export_notices(subject: Subject) -> Rows:
    return rows_of(Notice.objects.filter(recipient_id=subject.person_id), "created_at", "text", "url", "read_at", "mailed_at")


def shred_notices(subject: Subject) -> None:
    Notice.objects.filter(recipient_id=subject.person_id).delete()


def export_events(subject: Subject) -> Rows:
    return rows_of(
        RecordedEvent.objects.filter(Q(actor_id=subject.person_id) | Q(payload__person_id=subject.person_id)).order_by("pk"), "at", "kind", "payload"
    )


def joined(*lists: Iterable[Holding]) -> tuple[Holding, ...]:
    """Lists of holdings as one."""
    return tuple(holding for each in lists for holding in each)


HOLDINGS = (
    Holding(
        key="notices",
        title="Beskeder på din side",
        why="Så du ser, hvad der er nyt for dig.",
        fate="Slettes med det samme.",
        tables=("core_notice",),
        export=export_notices,
        shred=shred_notices,
    ),
    Holding(
        key="events",
        title="Det, du har gjort her",
        why="Så andre får besked, og så det kan ses, hvad der er sket. Kun tal, ingen tekster og ingen navne.",
        fate="Bliver i op til tre år med nummeret på din konto. Når kontoen er slettet, viser nummeret ikke, hvem du var.",
        tables=("core_recordedevent", "procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers"),
        export=export_events,
    ),
)
