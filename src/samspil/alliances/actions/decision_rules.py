"""Write who decides what, and within how many days: part of what is agreed."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from samspil.alliances import matters
from samspil.alliances.actions.working import begin, change, stale
from samspil.alliances.domain.deciding import ALL_DA, Rule, days_in_words, why_impossible
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import DecisionRule
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

MOST_RULES = 30
GONE = Refusal("no-rule", "Reglen er taget væk, mens du skrev. Skriv den som en ny, hvis I stadig vil have den.")
FULL = Refusal("many-rules", f"En aftale kan have {MOST_RULES} regler. Læg nogle af dem sammen.")
NOT_HERE = Refusal("decides", "Den, der beslutter, skal være en part i alliancen. Vælg igen.")
TAKEN = Refusal("about", "Der er allerede en regel om det. Ret den, eller kald den nye noget andet.")


@dataclass(frozen=True)
class NewRule:
    """What the form gathered; `decides_id` is a party, or None: all parties."""

    about: str
    decides_id: int | None
    days: int


@transaction.atomic
def save_rule(actor: Actor, slug: str, rule_id: int | None, new: NewRule, *, revision: int = 0, now: datetime) -> DecisionRule | Refusal:
    """A new rule (`rule_id` None) or a changed one. An agreement that waits is taken back, as by any change of what is agreed."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    rules = matters.rules_of(room)
    found = next((one for one in rules if one.pk == rule_id), None)
    stands = found or next((one for one in rules if same(one, new)), None)
    if stands and same(stands, new):
        return stands  # nothing changed, or a form that was sent twice
    refusal = why_not(room, rules, found, rule_id, new)
    if refusal:
        return refusal
    if found and found.revision != revision:
        return stale({"about": in_words(room, found)}, found.revision)
    refusal = change(room, "edit", now=now)
    if refusal:
        return refusal
    kept = found or DecisionRule(alliance=room.alliance, revision=0)
    for name, value in {**asdict(new), "revision": kept.revision + 1}.items():
        setattr(kept, name, value)
    kept.save()
    events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return kept


def same(one: DecisionRule, new: NewRule) -> bool:
    """True when exactly this is the rule already."""
    return asdict(new) == {name: getattr(one, name) for name in asdict(new)}


def in_words(room: Room, rule: DecisionRule) -> str:
    """The rule as one line."""
    who = next((party.name for party in room.parties if party.pk == rule.decides_id), ALL_DA)
    return f"{rule.about}: {who}, {days_in_words(rule.days)}"


def why_not(room: Room, rules: list[DecisionRule], found: DecisionRule | None, rule_id: int | None, new: NewRule) -> Refusal | None:
    """Why it cannot be a rule."""
    if rule_id is not None and found is None:
        return GONE
    if found is None and len(rules) >= MOST_RULES:
        return FULL
    if new.decides_id is not None and new.decides_id not in {party.pk for party in room.joined}:
        return NOT_HERE
    if any(one.about.casefold() == new.about.casefold() and one != found for one in rules):
        return TAKEN
    impossible = why_impossible(new.days)
    return Refusal("impossible", impossible) if impossible else None


@transaction.atomic
def remove_rule(actor: Actor, slug: str, rule_id: int, *, now: datetime) -> Rule | Refusal | None:
    """Take a rule away before it is agreed; taking away what is gone changes nothing."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = next((one for one in matters.rules_of(room) if one.pk == rule_id), None)
    if found is None:
        return None
    refusal = change(room, "edit", now=now)
    if refusal:
        return refusal
    removed = found.as_rule()
    found.delete()
    events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return removed
