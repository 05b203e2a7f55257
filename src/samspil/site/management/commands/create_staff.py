"""Make the first staff account: a person with the administrator's role, who logs in with a code by mail and sets up a second step."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from samspil.identity.actions.forget_secrets import forget_secrets, has_proved_address
from samspil.identity.domain.roles import Role
from samspil.identity.models import Person


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", default=Role.ADMINISTRATOR.value, choices=[role.value for role in Role])

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except Exception as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        person = Person.objects.filter(email=email).first() or Person.objects.create_user(email)
        if not has_proved_address(person):
            forget_secrets(person)
        address, _ = EmailAddress.objects.get_or_create(user=person, email=email)
        address.verified = True
        address.save(update_fields=["verified"])
        address.set_as_primary(conditional=True)
        person.groups.add(Group.objects.get(name=options["role"]))
        self.stdout.write(f"{email} is {options['role']}. Log in at /konto/log-ind/kode/ and set up the second step.")
