"""Report something that people wrote."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from samspil.core import events
from samspil.identity.actor import Actor
from samspil.moderation import queries
from samspil.moderation.domain.cases import LIFECYCLE, REPORTER
from samspil.moderation.events import ThingReported
from samspil.moderation.models import Case, Report
from samspil.moderation.queries import Message, Posted, Reported, Shown

LONGEST_SAID = 20_000


@dataclass(frozen=True, kw_only=True)
class NewReport:
    """What the form gathered; `kind` and `thing_id` say what it is about, or `secret`: that of the invitation it came by."""

    kind: str = ""
    thing_id: int = 0
    secret: str = ""
    form_key: UUID
    reason: str
    text: str
    email: str = ""


@transaction.atomic
def report_thing(actor: Actor, new: NewReport, *, now: datetime) -> Report:
    """Keep a report with what stood on the page, and tell the moderators. Sending the same form twice gives the first one back."""
    thing, said = opened(actor, new)
    # The case bears the thing's own address: that of an invitation is a secret.
    case = held_case(thing, said if isinstance(thing, Message | Posted) else queries.shown(thing), now)
    sent = Report.objects.filter(form_key=new.form_key).first()
    if sent and (sent.case_id, sent.reason, sent.text, sent.email) == (case.pk, new.reason, new.text, new.email):
        return sent
    report = Report.objects.create(
        case=case,
        form_key=uuid4() if sent else new.form_key,
        reason=new.reason,
        text=new.text,
        said=said.text[:LONGEST_SAID],
        email=new.email.strip().lower(),
        reporter_id=actor.person_id,
        received_at=now,
    )
    take_up(case, now)
    events.record(ThingReported(report_id=report.pk), actor_id=actor.person_id, municipality_code=case.municipality_id)
    return report


def opened(actor: Actor, new: NewReport) -> tuple[Reported, Shown]:
    """What is reported, and how it read to whoever reports it."""
    if new.secret:
        return queries.get_invited(new.secret)
    return queries.get_reported(actor, new.kind, new.thing_id)


def held_case(thing: Reported, said: Shown, now: datetime) -> Case:
    """The thing's one case, held until the transaction ends, and named as the thing is named now."""
    named: dict[str, Any] = {"title": said.title[:200], "address": said.address, "municipality_id": queries.municipality_of(thing)}
    named |= {"author_id": thing.author_id} if isinstance(thing, Message | Posted) else {}
    named |= {"owner_id": thing.owner_id} if isinstance(thing, Posted) else {}
    Case.objects.get_or_create(**queries.of_thing(thing), defaults={**named, "opened_at": now})
    case = Case.objects.select_for_update().get(**queries.of_thing(thing))
    for name, value in named.items():
        setattr(case, name, value)
    return case


def take_up(case: Case, now: datetime) -> None:
    """A case that was decided waits again; one that waits already has waited since the first."""
    case.state = LIFECYCLE.next(case.state, "report", REPORTER)
    case.waits_since = case.waits_since or now
    case.save()
