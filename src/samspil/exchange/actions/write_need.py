"""Write a need, and change it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange.actions.seating import offer_what_is_free, taken_of
from samspil.exchange.actions.writing import NOT_YOURS, TAKEN, Stale, acting_for, free_slug, where
from samspil.exchange.domain.needs import LIFECYCLE, MOST_SEATS, OWNER, SHOWN, NeedState, last_day
from samspil.exchange.events import NeedChanged
from samspil.exchange.models import Need
from samspil.identity.actor import Actor
from samspil.initiatives.models import Initiative

# Addresses of the list itself (urls.py).
ROOMS = {
    "bord",
    "soegninger",
    "par",
    "attester",
    "beskeder",
    "blokeret",
    "min-indsats",
    "timer",
    "bevis",
    "udgifter",
    "kvalifikationer",
    "haster",
    "erklaering",
}
RESERVED = frozenset({"skriv", "mine", "nyt.atom", "kalender.ics", "naer"} | ROOMS)
MOST_SHOWN = 200
TOO_MANY = Refusal("too-many", "I har mange åbne behov. Luk dem, der er dækket, og skriv så det næste.")
NOT_IN = Refusal("initiative", "I er ikke med i den alliance. Vælg en anden, eller ingen.")
SEATS = Refusal("seats", f"Skriv, hvor mange I har brug for: fra 1 til {MOST_SEATS}. Er der brug for flere, så del det i flere behov.")
TAKEN_SEATS = Refusal("taken", "Flere har allerede sagt ja. Sig først nej til dem, der ikke er plads til.")
PAST = Refusal("past", "Det ligger i fortiden. Vælg en dag, der kommer.")
BACKWARDS = Refusal("backwards", "Det slutter, før det begynder. Går det over midnat, så skriv næste dags dato.")
OF_CHILDREN = ("child_contact", "child_field", "child_comes")
NEW_REVISION = "En anden har rettet behovet imens. Se, hvad der står nu, og gem igen."


@dataclass(frozen=True, kw_only=True)
class NeedWords:
    """What the form gathered about a need; field names are Need's. `facts` are answers to law's facts, by key."""

    kind: str
    title: str
    text: str
    for_whom: str
    postcode: str
    municipality_code: str
    seats: int = 1
    place: str = ""
    whens: tuple[str, ...] = ()
    when_words: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    duration: str = ""
    languages: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    learns: str = ""
    contact: str = ""
    access: str = ""
    confidential: str = ""
    min_age: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    child_contact: str = ""
    child_field: str = ""
    child_comes: str = ""
    unnamed: bool = False
    area_id: int | None = None
    initiative_id: int | None = None
    ends_on: date | None = None


@transaction.atomic
def write_need(actor: Actor, for_organisation: int, words: NeedWords, *, now: datetime) -> Need | Refusal:
    """Keep a new need as a draft of the organisation."""
    organisation = acting_for(actor, for_organisation)
    if organisation is None or isinstance(organisation, Refusal):
        return organisation or NOT_YOURS
    told = fields_of(words, organisation.pk, now)
    if isinstance(told, Refusal):
        return told
    if Need.objects.filter(organisation=organisation, state__in=[NeedState.DRAFT, NeedState.OPEN]).count() >= MOST_SHOWN:
        return TOO_MANY
    history.done_by(actor.person_id)
    begun: dict[str, Any] = {"organisation": organisation, "poster_id": actor.person_id, "state": NeedState.DRAFT, "made_at": now}
    try:
        with transaction.atomic():
            need = Need.objects.create(slug=free_slug(Need, words.title, RESERVED), **told, **begun)
    except IntegrityError:  # somebody took its address at the same moment
        return TAKEN
    tell(actor, need)
    return need


@transaction.atomic
def change_need(actor: Actor, need_id: int, words: NeedWords, *, revision: int, now: datetime) -> Need | Refusal:
    """Write the need's words anew; `revision` is the one the form was opened with."""
    need = held(actor, need_id)
    if isinstance(need, Refusal):
        return need
    try:
        LIFECYCLE.next(need.state, "change", OWNER)
    except NotPossible as error:
        return Refusal("state", str(error))
    if need.revision != revision:
        names = ("title", "text", "for_whom", "when_words", "duration", "learns", "access", "contact", "confidential", "place")
        return Stale("stale", NEW_REVISION, revision=need.revision, stands=tuple((name, str(getattr(need, name))) for name in names))
    told = fields_of(words, need.organisation_id or 0, now)
    if isinstance(told, Refusal):
        return told
    if words.seats < taken_of(need):
        return TAKEN_SEATS
    history.done_by(actor.person_id)
    for name, value in {**told, "revision": revision + 1}.items():
        setattr(need, name, value)
    need.save()
    if need.state in SHOWN:
        offer_what_is_free(need, actor.person_id, now)
    tell(actor, need)
    return need


def held(actor: Actor, need_id: int) -> Need | Refusal:
    """The need's row, held, if the actor acts for whose it is."""
    need = Need.objects.select_for_update(of=("self",)).filter(pk=need_id).first()
    return need if need and actor.may("exchange.work", need) else NOT_YOURS


def tell(actor: Actor, need: Need) -> None:
    events.record(NeedChanged(need_id=need.pk), actor_id=actor.person_id, municipality_code=need.municipality_id)


def why_not(words: NeedWords, organisation_id: int, now: datetime) -> Refusal | None:
    """Why these words may not stand."""
    if not 1 <= words.seats <= MOST_SEATS:
        return SEATS
    if words.starts_at and words.ends_at and words.ends_at <= words.starts_at:
        return BACKWARDS
    if (words.starts_at and words.starts_at <= now) or (words.ends_on and words.ends_on < localdate(now)):
        return PAST
    in_it = Initiative.objects.filter(pk=words.initiative_id or 0, participations__organisation=organisation_id, participations__joined=True)
    return NOT_IN if words.initiative_id and not in_it.exists() else None


def fields_of(words: NeedWords, organisation_id: int, now: datetime) -> dict[str, Any] | Refusal:
    """The row's fields as the words say."""
    refused = why_not(words, organisation_id, now)
    place = refused or where(words.postcode, words.municipality_code)
    if isinstance(place, Refusal):
        return place
    plain = ("kind", "title", "text", "for_whom", "seats", "place", "when_words", "starts_at", "ends_at", "duration", "learns", "contact", "access")
    told = {name: getattr(words, name) for name in (*plain, "confidential", "min_age", "facts", "unnamed", "area_id", "initiative_id", *OF_CHILDREN)}
    told |= {"whens": list(words.whens), "languages": list(words.languages), "requires": list(words.requires)}
    wanted = words.ends_on or (localdate(words.ends_at or words.starts_at) if words.starts_at else None)
    return told | place | {"ends_on": last_day(localdate(now), wanted)}
