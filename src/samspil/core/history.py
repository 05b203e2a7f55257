"""Who did it, in the history of changes that the database keeps (pghistory)."""

import json
from uuid import uuid4

from django.db import connection

# What pghistory.context() prepends to every statement, said once: two commands in one statement cannot be prepared (config/settings.py).
TELL = "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"


def done_by(actor_id: int | None) -> None:
    """History rows written from now to the end of this transaction name this person."""
    if not connection.in_atomic_block:
        raise RuntimeError("history is told inside the transaction that changes something")
    with connection.cursor() as cursor:
        cursor.execute(TELL, [str(uuid4()), json.dumps({"actor": actor_id})])
