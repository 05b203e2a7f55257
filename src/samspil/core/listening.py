"""A connection that only listens for PostgreSQL's notifications."""

from collections.abc import Iterator

import psycopg
from django.db import connection

# A listener only waits, so a connection that a firewall dropped would never be missed; the system asks after it (libpq, seconds).
ALIVE = {"keepalives": 1, "keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
NOT_FOR_LISTENERS = {"cursor_factory", "context", "prepare_threshold"}


def calls(channel: str, patience_s: float | None = None) -> Iterator[None]:
    """Yield once when the connection listens, and then each time it is called, or has waited `patience_s` seconds in vain.

    Raises psycopg.Error or OSError when the connection cannot be had or breaks.
    """
    options = {name: value for name, value in connection.get_connection_params().items() if name not in NOT_FOR_LISTENERS}
    with psycopg.connect(**options | ALIVE, autocommit=True) as listener:
        listener.execute(f"LISTEN {channel}")
        while True:
            yield
            for _ in listener.notifies(timeout=patience_s, stop_after=1):
                pass
