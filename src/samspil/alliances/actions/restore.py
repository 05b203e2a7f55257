"""Put the rows of an alliance back to what an agreement's content says: an amendment came to nothing. What was delivered meanwhile is kept."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from samspil.alliances.actions.working import renew_openness
from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.words import Aim, PartyState, Share
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import Commitment, DecisionRule, Party, Task, TaskPart, WrittenTerms
from samspil.alliances.rooms import Room
from samspil.content.models import KleNumber, WelfareArea
from samspil.core import events
from samspil.initiatives.models import Participation

CAME_TO_NOTHING = "Ændringen af aftalen, som parten skulle med i, blev ikke til noget."
OF_ALLIANCE = ("purpose", "target_group", "place", "kind", "notice_months")
PROMISED = ("party", "receiver", "kind", "what", "quantity", "unit", "first_day", "due_day", "revision")
# What an agreement holds of a party beside its name; the rows call it the same.
TEXTS = (*(name.value for name in (*Share, *Aim)), "gives", "for_relatives")


def restore(room: Room, stood: dict[str, Any], was_beside: dict[str, Any], *, now: datetime) -> None:
    """`stood` is a content of the newest form (Amendment.stood), `was_beside` what `beside` gave, or empty: then it stays as it is. Revisions rise, so that
    a form opened meanwhile is told so."""
    put_back_beside(room, was_beside)
    for put_back in RESTORED:
        put_back(room, stood, now)
    renew_openness(room)
    events.record(AllianceChanged(alliance_id=room.alliance.pk))


def restore_description(room: Room, stood: dict[str, Any], now: datetime) -> None:
    """Title and period stand on the initiative, the rest on the alliance."""
    alliance, initiative = room.alliance, room.alliance.initiative
    initiative.title, initiative.first_day, initiative.last_day = stood["title"], day(stood["first"]), day(stood["last"])
    initiative.save(update_fields=["title", "first_day", "last_day", "area"])
    for name in OF_ALLIANCE:
        setattr(alliance, name, stood[name])
    alliance.law_texts = stood["law"]
    alliance.revision += 1
    alliance.save(update_fields=[*OF_ALLIANCE, "kle", "concerns_relatives", "law_texts", "revision"])


def beside(room: Room) -> dict[str, Any]:
    """What a description says that no agreement holds: welfare area, KLE number, whether it concerns relatives. Kept while the agreement is amended."""
    alliance = room.alliance
    return {"area_id": alliance.initiative.area_id, "kle_id": alliance.kle_id, "concerns_relatives": alliance.concerns_relatives}


def put_back_beside(room: Room, was_beside: dict[str, Any]) -> None:
    """The same, on the rows in memory; an area or number that is gone since is none. Amendments from before it was kept have none of it."""
    alliance, was = room.alliance, {**beside(room), **was_beside}
    if was["area_id"] != alliance.initiative.area_id:
        alliance.initiative.area = WelfareArea.objects.filter(pk=was["area_id"]).first()
    if was["kle_id"] != alliance.kle_id:
        alliance.kle = KleNumber.objects.filter(pk=was["kle_id"]).first()
    alliance.concerns_relatives = was["concerns_relatives"]


def restore_parties(room: Room, stood: dict[str, Any], now: datetime) -> None:
    """Each party's words. Whoever came or was asked in the amendment is out again."""
    before = {party["id"]: party for party in stood["parties"]}
    for party in room.standing:
        if party.pk not in before:
            put_out(room, party, now)
            continue
        texts = {name: before[party.pk][name] for name in TEXTS}
        if texts != {name: getattr(party, name) for name in TEXTS}:
            for name, text in texts.items():
                setattr(party, name, text)
            party.revision += 1
            party.save(update_fields=[*TEXTS, "revision"])


def put_out(room: Room, party: Party, now: datetime) -> None:
    """One that had not answered was never there; one that had joined stays in the history."""
    Participation.objects.filter(initiative=room.alliance.initiative, organisation=party.organisation_id).delete()
    if party.state == PartyState.INVITED:
        party.delete()
        room.parties = [other for other in room.parties if other is not party]
    else:
        party.state, party.reason, party.answered_at = PartyState.LEFT.value, CAME_TO_NOTHING, now
        party.save(update_fields=["state", "reason", "answered_at"])


def restore_tasks(room: Room, stood: dict[str, Any], now: datetime) -> None:
    """Tasks with their roles, under the numbers they had."""
    own = Task.objects.filter(alliance=room.alliance)
    own.exclude(pk__in=[task["id"] for task in stood["tasks"]]).delete()
    revisions = dict(own.values_list("pk", "revision"))
    rows = [Task(pk=said["id"], alliance=room.alliance, title=said["title"], revision=revisions.get(said["id"], 0) + 1) for said in stood["tasks"]]
    for task, said in zip(rows, stood["tasks"], strict=True):
        task.help = Volunteers(**said["volunteers"]) if said["volunteers"] else None
    upsert(Task, rows, ("title", "volunteers", "line", "contact", "revision"))
    TaskPart.objects.filter(task__alliance=room.alliance).delete()
    TaskPart.objects.bulk_create(TaskPart(task_id=task["id"], party_id=role["party"], role=role["role"]) for task in stood["tasks"] for role in task["roles"])


def restore_terms(room: Room, stood: dict[str, Any], now: datetime) -> None:
    """The terms, where any others than the standard ones were ever written."""
    said = dict(stood["terms"])
    review, data = said.pop("review"), said.pop("data")
    written = WrittenTerms.objects.filter(alliance=room.alliance).first()
    if written:
        values = {
            **said,
            "imposed": stood.get("imposed", False),
            "review_on": day(review),
            "data_role": data["role"],
            "data_party_id": data["party"] if data["role"] == "single" else None,
        }
        for name, value in {**values, "revision": written.revision + 1}.items():
            setattr(written, name, value)
        written.save()


def restore_commitments(room: Room, stood: dict[str, Any], now: datetime) -> None:
    """What was promised; each under its number, so that its deliveries stay with it. What parties promised who left long ago stays too."""
    own = Commitment.objects.filter(alliance=room.alliance)
    own.filter(party__in=[party.pk for party in room.standing]).exclude(pk__in=[promise["id"] for promise in stood["promises"]]).delete()
    revisions = dict(own.values_list("pk", "revision"))
    upsert(Commitment, [promised(room, said, revisions.get(said["id"], 0) + 1) for said in stood["promises"]], PROMISED)


def promised(room: Room, said: dict[str, Any], revision: int) -> Commitment:
    """The row of a promise, as it shall stand."""
    days = {"first_day": day(said["first"]), "due_day": day(said["due"])}
    words = {"kind": said["kind"], "what": said["what"], "quantity": Decimal(said["quantity"]), "unit": said["unit"]}
    return Commitment(pk=said["id"], alliance=room.alliance, party_id=said["party"], receiver_id=said["receiver"], revision=revision, **words, **days)


def upsert(model: "type[Task | Commitment]", rows: Sequence[Task | Commitment], names: Sequence[str]) -> None:
    """The rows as they are, also those that were taken away meanwhile."""
    manager: Any = model._default_manager
    manager.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=names)


def restore_rules(room: Room, stood: dict[str, Any], now: datetime) -> None:
    """Who decides what, in the order it stood; nothing else hangs on a rule's row."""
    own = DecisionRule.objects.filter(alliance=room.alliance)
    latest = max((rule.revision for rule in own), default=0)
    own.delete()
    DecisionRule.objects.bulk_create(DecisionRule(alliance=room.alliance, **named(rule), revision=latest + 1) for rule in stood["decision_rules"])


def named(rule: dict[str, Any]) -> dict[str, Any]:
    """The fields of a rule as its row calls them."""
    return {"about": rule["about"], "decides_id": rule["decides"], "days": rule["days"]}


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# What is put back, in this order: one line for each kind of rows that an agreement's content is made of.
RESTORED: tuple[Callable[[Room, dict[str, Any], datetime], None], ...] = (
    restore_description,
    restore_tasks,
    restore_terms,
    restore_commitments,
    restore_rules,
    restore_parties,  # last: the others ask who takes part
)
