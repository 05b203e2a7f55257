"""Who did it, in the history of changes that the database keeps (pghistory)."""

import json
from uuid import uuid4

from django.db import connection
from django.db.models import Func, TextField, Value

from samspil.core.compiled import Given

# What pghistory.context() prepends to every statement, said once: two commands in one statement cannot be prepared (config/settings.py).
TELL = "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"


def done_by(actor_id: int | None) -> None:
    """History rows written from now to the end of this transaction name this person."""
    if not connection.in_atomic_block:
        raise RuntimeError("history is told inside the transaction that changes something")
    with connection.cursor() as cursor:
        cursor.execute(TELL, [str(uuid4()), json.dumps({"actor": actor_id})])


def noted() -> dict[str, Func]:
    """The same as part of a compiled query set that holds what is to be changed: two annotations, told by `note`. Saves the statement of `done_by`."""
    return {"noted": setting("pghistory.context_id", "note"), "noted_who": setting("pghistory.context_metadata", "note_who")}


def note(actor_id: int | None) -> dict[str, str]:
    """What such a query set is told when it is run, inside the transaction that changes something."""
    if not connection.in_atomic_block:
        raise RuntimeError("history is told inside the transaction that changes something")
    return {"note": str(uuid4()), "note_who": json.dumps({"actor": actor_id})}


def setting(name: str, given: str) -> Func:
    """A setting of the database, from now to the end of the transaction."""
    return Func(Value(name), Given(given), Value(True), function="set_config", output_field=TextField())
