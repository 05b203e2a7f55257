"""Mails identity sends."""

from samspil.identity import telling
from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.events import PersonBlocked, RoleGiven
from samspil.identity.models import Person


def tell_of_role(event: RoleGiven) -> None:
    """Whoever got a role learns what it is and how to log in: without it the role cannot be used, so it always goes."""
    person = Person.objects.filter(pk=event.person_id, is_active=True).first()
    if person:
        telling.needed("identity/mail/role_given", person.email, {"role": DANISH[Role(event.role)].lower()})


def tell_of_block(event: PersonBlocked) -> None:
    """Whoever is blocked is told so, and where to complain: the law on digital services asks for it (article 17), so it always goes."""
    person = Person.objects.filter(pk=event.person_id).exclude(blocked_at=None).first()
    if person:
        telling.needed("identity/mail/blocked", person.email, {})
