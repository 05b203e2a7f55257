"""Somebody asks to come into an organisation, and its administrators answer."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.events import MemberAsked, MemberCame, MemberLeft
from samspil.identity.models import Membership, Organisation
from samspil.identity.responsible import is_led

NOT_YOURS = Refusal("not-administrator", "Det kan kun organisationens administratorer.")


def held(organisation_id: int) -> Organisation | None:
    """The organisation, while nobody else changes who is in it or merges it; None when it became part of another. Held before any other row of it:
    two who hold the same rows the other way round wait for each other. Held so that others may still name it in rows of theirs (`no_key`): an errand in
    an alliance that names it would wait for whoever holds it and wants the alliance next."""
    return Organisation.objects.standing().select_for_update(no_key=True).filter(pk=organisation_id).first()


@transaction.atomic
def ask_to_join(actor: Actor, organisation_id: int, *, now: datetime) -> Membership | Refusal:
    """Ask to come in; asking twice is asking once."""
    if actor.person_id is None:
        return Refusal("not-logged-in", "Log ind først, så ved vi, hvem der spørger.")
    organisation = held(organisation_id)
    if organisation is None:
        return Refusal("no-organisation", "Organisationen findes ikke længere.")
    membership, new = Membership.objects.get_or_create(person_id=actor.person_id, organisation=organisation, defaults={"asked_at": now})
    if membership.active_from:
        return Refusal("is-member", f"Du er allerede med i {organisation.name}.")
    if new or not is_led(organisation.pk):  # whoever answered may be gone since: then others are told, once
        events.record(MemberAsked(membership_id=membership.pk), actor_id=actor.person_id, municipality_code=organisation.municipality_id)
    return membership


@transaction.atomic
def answer_member(actor: Actor, membership_id: int, *, yes: bool, now: datetime) -> Membership | Refusal:
    """An administrator lets somebody in, or says no; a no leaves nothing behind. Answering what was answered changes nothing."""
    membership = Membership.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=membership_id).first()
    if membership is None or not actor.belongs_to(membership.organisation_id, MemberRole.ADMINISTRATOR):
        return NOT_YOURS
    if membership.active_from:
        return membership
    history.done_by(actor.person_id)
    told: type[MemberCame | MemberLeft] = MemberCame if yes else MemberLeft
    fact = told(organisation_id=membership.organisation_id, person_id=membership.person_id)
    events.record(fact, actor_id=actor.person_id, municipality_code=membership.organisation.municipality_id)
    if yes:
        membership.active_from = now
        membership.save(update_fields=["active_from"])
    else:
        membership.delete()
    return membership
