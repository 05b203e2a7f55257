"""Tie a log-in at the outside provider to one's own account, and untie it."""

from functools import partial

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity import telling
from samspil.identity.actor import Actor
from samspil.identity.events import LoginLinked, LoginUnlinked

NOT_LOGGED_IN = Refusal("not-logged-in", "Log ind først.")
SOMEBODY_ELSES = Refusal("linked-elsewhere", "Det log-ind hører til en anden konto her. Log ind på den, og fjern det dér først.")
LINKED_ALREADY = Refusal("linked-already", "Det log-ind er forbundet med din konto i forvejen.")
ANOTHER = Refusal("linked-another", "Din konto er forbundet med et andet log-ind hos samme udbyder. Fjern det først.")
NONE = Refusal("not-linked", "Det log-ind er ikke forbundet med din konto.")
ADDED, REMOVED = "Din konto kan nu åbnes med et log-ind et andet sted.", "Et log-ind et andet sted åbner ikke længere din konto."


@transaction.atomic
def link(actor: Actor, issuer: str, subject: str) -> SocialAccount | Refusal:
    """The person who is logged in ties a log-in to the account. Issuer and subject are all that is kept; whoever has it already keeps it."""
    if actor.person_id is None:
        return NOT_LOGGED_IN
    held = SocialAccount.objects.filter(provider=issuer, uid=subject).values_list("user_id", flat=True).first()
    if held is not None:
        return LINKED_ALREADY if held == actor.person_id else SOMEBODY_ELSES
    if SocialAccount.objects.filter(user_id=actor.person_id, provider=issuer).exists():
        return ANOTHER
    made = SocialAccount.objects.create(user_id=actor.person_id, provider=issuer, uid=subject, extra_data={})
    events.record(LoginLinked(person_id=actor.person_id), actor_id=actor.person_id)
    tell(actor.email, ADDED)
    return made


@transaction.atomic
def unlink(actor: Actor, issuer: str) -> Refusal | None:
    """The person unties the log-in at this provider. There is always another way in: a code to the proved address."""
    gone, _ = SocialAccount.objects.filter(provider=issuer, user_id=actor.person_id).delete() if actor.person_id else (0, {})
    if not gone:
        return NONE
    events.record(LoginUnlinked(person_id=actor.person_id or 0), actor_id=actor.person_id)
    tell(actor.email, REMOVED)
    return None


def tell(address: str, what: str) -> None:
    """One mail about the change, when it is done: whoever did not do it must know."""
    transaction.on_commit(partial(telling.needed, "identity/mail/account_event", address, {"what": what}), robust=True)
