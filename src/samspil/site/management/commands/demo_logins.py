"""Print the demonstration log-ins, with a code for the second step that works now."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.management.base import BaseCommand

from samspil.identity.models import Person
from samspil.site import demonstration


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO or not Person.objects.filter(email=demonstration.email_of("redaktoer")).exists():
            return
        code = format_hotp_value(hotp_value(demonstration.TOTP_SECRET, int(time.time()) // 30))
        for name in demonstration.PEOPLE:
            second = f"  (code now: {code})" if name in demonstration.SECOND_STEP else ""
            self.stdout.write(f"  {demonstration.email_of(name)}  {demonstration.PASSWORD}{second}")
        self.stdout.write("  a fresh code: ./samspil manage demo_logins")
