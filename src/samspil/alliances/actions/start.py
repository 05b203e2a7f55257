"""Start an alliance, from scratch or like an example."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from samspil.alliances.actions.working import NOT_YOUR_PARTY
from samspil.alliances.domain.terms import STANDARD
from samspil.alliances.domain.words import PartyState, TaskRole
from samspil.alliances.events import AllianceStarted
from samspil.alliances.models import Alliance, Beginning, Party, StandingQuestion, Task, WrittenTerms
from samspil.alliances.templates_of import Source
from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.core.text import address_of
from samspil.identity.actor import Actor
from samspil.identity.models import Municipality, Organisation
from samspil.initiatives.models import Initiative, Participation

LONGEST_SLUG = 100
MOST_HELD = 50
# Addresses of the room itself (urls.py).
RESERVED = {"start", "invitation", "foelg", "foelger", "moedekalender"}


@dataclass(frozen=True, kw_only=True)
class NewAlliance:
    """What the form gathered. `for_organisation` is None when a person starts it in their own name; `like_url` is the example it is like, or "";
    `beginning` another alliance or a template."""

    title: str
    purpose: str
    target_group: str
    municipality_code: str
    for_organisation: int | None = None
    area_id: int | None = None
    like_url: str = ""
    beginning: Source | None = None


@transaction.atomic
def start_alliance(actor: Actor, new: NewAlliance, *, now: datetime) -> Alliance | Refusal:
    """Begin an alliance; the organisation it is begun for is its first party."""
    if not actor.may("alliances.start"):
        return Refusal("log-in", "Log ind for at starte en alliance.")
    organisation = Organisation.objects.standing().filter(pk=new.for_organisation).first() if new.for_organisation else None
    if new.for_organisation and (organisation is None or not actor.memberships.get(organisation.pk)):
        return NOT_YOUR_PARTY
    closed = why_closed(new.municipality_code)
    if closed:
        return closed
    if organisation is None and Initiative.objects.filter(holder=actor.person_id).count() >= MOST_HELD:
        return Refusal("too-many", "Du har startet mange alliancer i dit eget navn. Start den næste for en organisation.")
    history.done_by(actor.person_id)
    try:
        with transaction.atomic():
            initiative = begin_initiative(actor, new, organisation, now)
    except IntegrityError:  # somebody took its address at the same moment
        return Refusal("again", "Der kom en anden i vejen. Prøv igen.")
    alliance = Alliance.objects.create(initiative=initiative, purpose=new.purpose, target_group=new.target_group, like_url=new.like_url)
    party = None
    if organisation:
        texts = {"name": organisation.name, "sector": organisation.sector, "state": PartyState.JOINED.value}
        told: dict[str, Any] = {"organisation": organisation, "keeper_id": actor.person_id, "asked_at": now, "answered_at": now}
        party = Party.objects.create(alliance=alliance, **told, **texts)
    if new.beginning:
        take_over(alliance, party, new.beginning)
    events.record(AllianceStarted(alliance_id=alliance.pk), actor_id=actor.person_id, municipality_code=initiative.lead_id)
    return alliance


def take_over(alliance: Alliance, party: Party | None, source: Source) -> None:
    """What the alliance begins with: kind, tasks (the first party answers for those of its sector) and terms. The rest stands beside the forms."""
    pattern = source.pattern
    Beginning.objects.create(alliance=alliance, title=source.title, content=pattern.written())
    alliance.kind, alliance.questions, alliance.unanswered = pattern.kind, len(pattern.questions), len(pattern.questions)
    alliance.save(update_fields=["kind", "questions", "unanswered"])
    StandingQuestion.objects.bulk_create(StandingQuestion(alliance=alliance, text=text) for text in pattern.questions)
    for told in pattern.tasks:
        task = Task.objects.create(alliance=alliance, title=told.title, volunteers=bool(told.line), line=told.line)
        if party and party.sector == told.sector:
            task.parts.create(party=party, role=TaskRole.RESPONSIBLE.value)
    if pattern.terms:
        WrittenTerms.objects.create(alliance=alliance, **{**STANDARD.written, **pattern.terms})


def why_closed(municipality_code: str) -> Refusal | None:
    """Why no alliance can begin in this municipality: it is not served here, or it has chosen so."""
    home = Municipality.objects.open().filter(code=municipality_code).first()
    if home is None:
        return Refusal("no-municipality", "Vælg den kommune, det foregår i.")
    if home.alliances_open:
        return None
    text = f"{home.name} Kommune har lukket for nye alliancer her. Skriv til kommunen, eller vælg en anden kommune, hvis det også foregår der."
    return Refusal("municipality-closed", text)


def begin_initiative(actor: Actor, new: NewAlliance, organisation: Organisation | None, now: datetime) -> Initiative:
    """The thread's row, with a name of its own in addresses."""
    initiative = Initiative.objects.create(
        title=new.title,
        slug=free_slug(new.title),
        lead_id=new.municipality_code,
        area_id=new.area_id,
        state=Alliance._meta.get_field("stage").get_default(),
        holder_id=None if organisation else actor.person_id,
        begun_at=now,
    )
    if organisation:
        Participation.objects.create(initiative=initiative, organisation=organisation)
    return initiative


def free_slug(title: str) -> str:
    """The title as it stands in addresses, with a number when others have the same."""
    own = address_of(title)[:LONGEST_SLUG].strip("-") or "alliance"
    taken = set(Initiative.objects.filter(slug__startswith=own).values_list("slug", flat=True)) | RESERVED
    return next(name for name in (own, *(f"{own}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
