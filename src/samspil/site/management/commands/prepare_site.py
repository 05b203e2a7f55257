"""Migrate the database, load content and, unless told otherwise, the demonstration."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from samspil.alliances.models.desk_line import renew_all_desk_lines
from samspil.site import demonstration, demonstration_alliances, demonstration_efforts, demonstration_exchange, preparing, reference


class Command(BaseCommand):
    """Idempotent; safe to interrupt."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="without the made-up municipality's people")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        written = preparing.prepare()
        if settings.DEMO and not options["no_demo"]:
            demonstration.load_people()
            demonstration_alliances.load_alliances()
            demonstration_exchange.load_exchange()
            demonstration_efforts.load_efforts()
        else:
            demonstration.close_people()
        renew_all_desk_lines()
        reference.renew(reference.ORGANISATION)
        self.stdout.write(", ".join(f"{number} {name}" for name, number in written.items()))
