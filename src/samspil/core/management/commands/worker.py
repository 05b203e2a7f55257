"""Work: read the outbox of events, and run the jobs (procrastinate's worker), until told to stop."""

import os
from typing import Any

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from samspil.core import events
from samspil.core.outbox import Outbox

log = structlog.get_logger(__name__)
# Where processors are few, what can wait gives way to people who wait for a page.
NICE = 5


class Command(BaseCommand):
    """Ends by SIGTERM or SIGINT when what is under way is done."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits, and stop")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            events.deliver_waiting()
            call_command("procrastinate", "worker", "--one-shot")
            return
        os.nice(NICE)
        outbox = Outbox()
        outbox.start()
        try:
            call_command("procrastinate", "worker")
        finally:
            outbox.stop()
            log.info("worker_ended")
