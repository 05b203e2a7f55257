"""Give and take roles."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actions.forget_secrets import forget_secrets, has_proved_address
from samspil.identity.actor import Actor
from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.events import RoleGiven, RoleTaken
from samspil.identity.models import Person

NOT_YOURS = Refusal("not-administrator", "Kun en administrator kan give og tage roller.")


@transaction.atomic
def give(actor: Actor, email: str, role: Role) -> Person | Refusal:
    """An administrator gives the person with this address a role; an unknown address gets an account that a code by mail opens."""
    if not actor.may("identity.manage_roles"):
        return NOT_YOURS
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        person = Person.objects.create_user(email)
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    elif not has_proved_address(person):
        forget_secrets(person)
    if person.groups.filter(name=role.value).exists():
        return Refusal("has-it", f"{person.email} er allerede {DANISH[role].lower()}.")
    history.done_by(actor.person_id)
    person.groups.add(Group.objects.get(name=role.value))
    events.record(RoleGiven(person_id=person.pk, role=role.value), actor_id=actor.person_id)
    return person


@transaction.atomic
def take(actor: Actor, person_id: int, role: Role) -> Person | Refusal:
    """An administrator takes a role from somebody; refused when it would leave nobody who can give it back."""
    if not actor.may("identity.manage_roles"):
        return NOT_YOURS
    group = Group.objects.select_for_update().get(name=role.value)
    person = group.user_set.filter(pk=person_id).first()
    if person is None:
        return Refusal("has-it-not", "Personen har ikke den rolle.")
    if role is Role.ADMINISTRATOR and not group.user_set.filter(is_active=True).exclude(pk=person_id).exists():
        return Refusal("last-administrator", "Det er den sidste administrator. Giv først en anden rollen.")
    history.done_by(actor.person_id)
    person.groups.remove(group)
    events.record(RoleTaken(person_id=person.pk, role=role.value), actor_id=actor.person_id)
    return person
