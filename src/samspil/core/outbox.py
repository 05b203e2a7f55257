"""The worker's reader of the outbox: events are delivered as soon as they call, or seconds after, and tried again when they fail.

A delivery is one transaction, so a killed worker leaves an event either delivered or waiting for the next worker; there is
nothing to rescue. Several workers may read: whoever locks an event's row delivers it (docs/decisions/0013).
"""

import threading
import time
from collections.abc import Iterable

import psycopg
import structlog
from django.db import Error, connection

from samspil.core import events
from samspil.core.listening import calls

log = structlog.get_logger(__name__)
CHANNEL = "samspil_event"
# How often the reader looks unasked: for events that call nobody, for failed ones, and for those whose call was not heard.
PATIENCE_S = 2.0
LONGEST_PAUSE_S = 3600.0


class Outbox(threading.Thread):
    """Reads until `stop`; a lost database is asked for again each second."""

    def __init__(self) -> None:
        super().__init__(name="outbox", daemon=True)
        self.over = threading.Event()
        self.at_work = threading.Lock()
        # When a failed event may be tried again, and how often it has failed. Forgotten with the process: a new worker tries at once.
        self.failures: dict[int, tuple[float, int]] = {}

    def run(self) -> None:
        """Deliver what waits, then what comes."""
        while not self.over.is_set():
            try:
                for _ in calls(CHANNEL, PATIENCE_S):
                    if self.over.is_set():
                        break
                    self.deliver(events.waiting())
            except (psycopg.Error, Error, OSError) as error:
                log.warning("outbox_deaf", error=type(error).__name__)
                self.begin_again()
            except Exception:  # a reader that ended while its worker lives would be missed by nobody
                log.exception("outbox_failed")
                self.begin_again()

    def begin_again(self) -> None:
        """Forget the connection, and catch breath."""
        connection.close()
        self.over.wait(1)

    def stop(self) -> None:
        """Let the delivery that is under way end, and begin no other."""
        self.over.set()
        with self.at_work:
            pass

    def deliver(self, ids: Iterable[int]) -> None:
        """Deliver these events; one that fails keeps no other waiting. Raises django.db.Error when the database is gone."""
        for event_id in ids:
            due, times = self.failures.get(event_id, (0.0, 0))
            if time.monotonic() < due:
                continue
            with self.at_work:
                if self.over.is_set():
                    return
                self.try_one(event_id, times)

    def try_one(self, event_id: int, times_before: int) -> None:
        """Deliver one event, or put it off: 4, 16, 64 … seconds, at most an hour."""
        try:
            events.deliver(event_id)
        except Exception:
            if not connection.is_usable():
                raise
            self.failures[event_id] = (time.monotonic() + min(4.0 ** (times_before + 1), LONGEST_PAUSE_S), times_before + 1)
            log.exception("event_failed", event_id=event_id, times=times_before + 1)
        else:
            self.failures.pop(event_id, None)
