"""Raise a question for the alliance to decide, and take back one that nobody has answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from samspil.alliances import matters
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, closed_now, party_of
from samspil.alliances.domain.deciding import STANDARD_RULE, Rule, due_day
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.events import MatterRaised
from samspil.alliances.models import DecisionRule, Matter, Party, Say
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

OVER = frozenset({Stage.CLOSED, Stage.WITHDRAWN})
MOST_OPEN = 50
SENT_TWICE = timedelta(minutes=2)
NO_TEXT = Refusal("no-text", "Skriv, hvad I skal beslutte.")
GONE = Refusal("no-matter", "Det spørgsmål findes ikke her.")
NO_RULE = Refusal("no-rule", "Den regel findes ikke længere. Vælg igen, hvem der beslutter.")
NOBODY = Refusal("nobody-decides", "Den part, der skal beslutte det, er gået ud af alliancen. Vælg »Alt andet«, så beslutter alle.")
MANY = Refusal("many-matters", f"Der er {MOST_OPEN} spørgsmål, som ikke er besluttet. Beslut eller træk nogle af dem tilbage først.")
ANSWERED = Refusal("answered", "Nogen har svaret, så spørgsmålet kan ikke trækkes tilbage. Er det forkert, så rejs et nyt, der retter det.")


@dataclass(frozen=True)
class NewMatter:
    """What the form gathered. `rule_id` is None for what falls under no rule; `corrects` is the number of an earlier question, or None."""

    text: str
    rule_id: int | None = None
    corrects: int | None = None


@transaction.atomic
def raise_matter(actor: Actor, slug: str, for_organisation: int, new: NewMatter, *, now: datetime) -> Matter | Refusal:
    """The party asks; its rule says who answers and by when. A form that is sent twice asks once."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, for_organisation)
    if party is None:
        return NOT_YOUR_PARTY
    if room.alliance.stage in OVER:
        return closed_now(room)
    again = Matter.objects.filter(alliance=room.alliance, raised_by=party, text=new.text.strip(), raised_at__gt=now - SENT_TWICE, taken_back_at=None).first()
    return again or asked(actor, room, party, new, now)


def asked(actor: Actor, room: Room, party: Party, new: NewMatter, now: datetime, *, quietly: bool = False) -> Matter | Refusal:
    """The question, with those who must answer it; `quietly` when it is decided as it is written, so that nobody is asked."""
    rule = rule_of(room, new.rule_id)
    deciding = deciders(room, rule) if rule else []
    refusal = why_not(room, new, rule, deciding)
    earlier = Matter.objects.filter(alliance=room.alliance, number=new.corrects).first() if new.corrects else None
    if refusal or rule is None or (new.corrects and earlier is None):
        return refusal or GONE
    last = Matter.objects.filter(alliance=room.alliance).aggregate(last=Max("number"))["last"] or 0
    matter = Matter.objects.create(
        alliance=room.alliance,
        number=last + 1,
        text=new.text.strip(),
        raised_by=party,
        raised_at=now,
        written_by_id=actor.person_id,
        about=rule.about,
        days=rule.days,
        due_day=due_day(localdate(now), rule.days),
        corrects=earlier,
    )
    Say.objects.bulk_create(Say(matter=matter, party=one) for one in deciding)
    if not quietly:
        events.record(MatterRaised(alliance_id=room.alliance.pk, matter_id=matter.pk), actor_id=actor.person_id)
    return matter


def rule_of(room: Room, rule_id: int | None) -> Rule | None:
    """The rule that was chosen, as it stands; None when it is gone."""
    if rule_id is None:
        return STANDARD_RULE
    found = DecisionRule.objects.filter(alliance=room.alliance, pk=rule_id).first()
    return holding(room, found.as_rule()) if found else None


def holding(room: Room, rule: Rule) -> Rule:
    """While the agreement is amended, its rules hold as they were agreed; by one that is only proposed nothing is decided yet."""
    if room.amendment is None:
        return rule
    agreed = {said["about"]: Rule(said["about"], said["decides"], said["days"]) for said in room.amendment.stood["decision_rules"]}
    return agreed.get(rule.about, STANDARD_RULE)


def deciders(room: Room, rule: Rule) -> list[Party]:
    """Who must say something: the rule's party while it takes part, or all."""
    return [party for party in room.joined if rule.decides in {None, party.pk}]


def why_not(room: Room, new: NewMatter, rule: Rule | None, deciding: list[Party]) -> Refusal | None:
    """Why it cannot be asked."""
    if not new.text.strip():
        return NO_TEXT
    if rule is None:
        return NO_RULE
    if not deciding:
        return NOBODY
    waiting = Matter.objects.filter(alliance=room.alliance, decided_at=None, taken_back_at=None).count()
    return MANY if waiting >= MOST_OPEN else None


@transaction.atomic
def take_back(actor: Actor, slug: str, number: int, *, now: datetime) -> Matter | Refusal:
    """The party that asked takes its question back while nobody has answered; it stays in the log as taken back."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = matters.matters_of(room).filter(number=number).first()
    if found is None:
        return GONE
    if found.raised_by_id not in {party.pk for party in room.own(actor)}:
        return NOT_YOUR_PARTY
    if any(one.verdict for one in matters.said_to(found)) or found.decided_at:
        return ANSWERED
    if found.taken_back_at is None:
        found.taken_back_at = now
        found.save(update_fields=["taken_back_at"])
    return found
