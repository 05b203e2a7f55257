"""Read mail that came back (RFC 3464), from a file, an mbox or standard input, and mark the addresses that cannot be reached."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from samspil.identity.actions.address_trouble import take_bounces


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a message or an mbox; - reads standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = sys.stdin.buffer.read() if options["file"] == "-" else Path(options["file"]).read_bytes()
        except OSError as error:
            raise CommandError(f"Cannot read {options['file']}: {error.strerror}.") from error
        taken = take_bounces(data, now=timezone.now())
        self.stdout.write(f"{taken.counted} failures counted, {taken.marked} addresses marked, {taken.left} messages left alone.")
