"""Renew an agreement: an amendment that moves the end of its period; or look at it and let it stand."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.amend import NOT_IN_FORCE, Proposal, propose, why_no_say
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.actions.write_terms import OUTSIDE, keep, standing
from samspil.alliances.domain.lifecycle import IN_FORCE
from samspil.alliances.events import AgreementReviewed, AllianceChanged
from samspil.alliances.models import AgreementVersion, Amendment
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

AMENDING = Refusal("amending", "Aftalen er ved at blive ændret. Gør ændringen færdig, eller drop den, før I siger, at aftalen står, som den er.")


@dataclass(frozen=True)
class Renewal:
    """What stood in the form: for whom, the new last day, the day of the next look (or None), and why they go on."""

    for_organisation: int
    last_day: date
    review_on: date | None
    why: str


@transaction.atomic
def renew_agreement(actor: Actor, slug: str, renewal: Renewal, *, now: datetime) -> Amendment | Refusal:
    """Propose that the agreement holds longer. The amendment is begun with the new days written; the parties may change more before they sign."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, renewal.for_organisation)
    refusal = why_no_say(actor, room, party) or why_not(room, renewal, now)
    if refusal or party is None:
        return refusal or NOT_YOUR_PARTY
    what = f"Aftalen skal gælde til {danish_date(renewal.last_day)}"
    amendment = propose(actor, room, party, Proposal(renewal.for_organisation, what, renewal.why), now)
    if not isinstance(amendment, Refusal):
        write_days(room, renewal)
        events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return amendment


def why_not(room: Room, renewal: Renewal, now: datetime) -> Refusal | None:
    """Days that lie backwards, or where nothing holds."""
    first, last = room.alliance.initiative.first_day, room.alliance.initiative.last_day
    if room.in_force is None or room.alliance.stage not in IN_FORCE:
        return NOT_IN_FORCE
    if room.amendment is None and last and renewal.last_day <= last:
        return Refusal("backwards", f"Aftalen gælder allerede til {danish_date(last)}. Skriv en senere dag, eller afslut alliancen, hvis den skal slutte.")
    if renewal.last_day <= localdate(now):
        return Refusal("backwards", "Den nye sidste dag er gået. Skriv en dag, der ligger forude.")
    review = renewal.review_on
    return OUTSIDE if review and (review > renewal.last_day or (first and review < first)) else None


def write_days(room: Room, renewal: Renewal) -> None:
    """The new end of the period, and the day of the next look."""
    initiative, stands = room.alliance.initiative, standing(room)
    initiative.last_day = renewal.last_day
    initiative.save(update_fields=["last_day"])
    room.alliance.revision += 1
    room.alliance.save(update_fields=["revision"])
    if stands.terms.review_on != renewal.review_on:
        keep(room, replace(stands.terms, review_on=renewal.review_on), stands.revision + 1)


@transaction.atomic
def let_it_stand(actor: Actor, slug: str, organisation_id: int, *, now: datetime) -> AgreementVersion | Refusal:
    """A party says that they have looked at the agreement together and let it stand; the others are told. Twice on a day is once."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party, version = party_of(actor, room, organisation_id), room.in_force
    refusal = why_no_say(actor, room, party)
    if refusal or party is None:
        return refusal or NOT_YOUR_PARTY
    if version is None or room.alliance.stage not in IN_FORCE:
        return NOT_IN_FORCE
    if room.amendment:
        return AMENDING
    if version.reviewed_at is None or localdate(version.reviewed_at) != localdate(now):
        version.reviewed_at = now
        told = AgreementReviewed(alliance_id=room.alliance.pk, version_id=version.pk, party_id=party.pk, day=localdate(now).isoformat())
        events.change(version, ["reviewed_at"], told, actor_id=actor.person_id)
    return version
