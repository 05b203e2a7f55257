"""Mails identity sends."""

from samspil.core import mail
from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.events import RoleGiven
from samspil.identity.models import Person


def tell_of_role(event: RoleGiven) -> None:
    """Whoever got a role learns what it is and how to log in."""
    person = Person.objects.filter(pk=event.person_id, is_active=True).first()
    if person:
        mail.send("identity/mail/role_given", person.email, {"role": DANISH[Role(event.role)].lower()})
