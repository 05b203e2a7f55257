"""Write the shifts of a roster again, in other weeks: an earlier roster is the template of the next."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.timezone import localtime

from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.write_roster import ALL_PAST, FULL, MOST_SHIFTS, held
from samspil.exchange.actions.writing import NOT_YOURS
from samspil.exchange.domain.copies import Written, copied, weeks_between
from samspil.exchange.domain.matching.clocks import local
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.models import Need, Roster, Shift
from samspil.identity.actor import Actor

ZONE = ZoneInfo("Europe/Copenhagen")
A_DAY = timedelta(days=1)
NOTHING = Refusal("empty", "Der er ingen vagter i den vagtplan mellem de dage. Vælg en anden vagtplan eller andre dage.")
THERE = Refusal("there", "De vagter står i vagtplanen allerede.")


@dataclass(frozen=True, kw_only=True)
class CopyWords:
    """What the form gathered: whose roster, the days of it that are taken (None: all there are), and a day in the week where the copy begins."""

    source: int
    since: date | None = None
    until: date | None = None
    first: date


@dataclass(frozen=True)
class Copy:
    """What would be written, by time; how many of the source are over by then, and how many stand there already."""

    shifts: list[Shift]
    past: int
    there: int


@transaction.atomic
def copy_roster(actor: Actor, need_id: int, words: CopyWords, *, now: datetime) -> int | Refusal:
    """Write them; how many. Nobody is put on them, and pressing twice writes nothing twice."""
    need = held(actor, need_id)
    if isinstance(need, Refusal):
        return need
    plan = copy_of(actor, need, words, now)
    if isinstance(plan, Refusal):
        return plan
    if Shift.objects.filter(need=need, starts_at__gt=now, cancelled_at=None).count() + len(plan.shifts) > MOST_SHIFTS:
        return FULL
    history.done_by(actor.person_id)
    Roster.objects.get_or_create(need=need)
    return len(Shift.objects.bulk_create(plan.shifts))


def copy_of(actor: Actor, need: Need, words: CopyWords, now: datetime) -> Copy | Refusal:
    """What would be written; nothing is. The first shift that is taken comes in the chosen week, the others as many weeks later."""
    source = Need.objects.filter(pk=words.source, kind=NeedKind.SHIFTS).first()
    if source is None or not actor.may("exchange.work", source):
        return NOT_YOURS
    taken = written(source, words)
    if not taken:
        return NOTHING
    weeks = weeks_between(taken[0].begins, midnight(words.first))
    times = [(shift, local(time.start), local(time.end), time.note) for shift, time in copied(taken, weeks)]
    coming = [one for one in times if one[1] > now]
    if not coming:
        return ALL_PAST
    standing = set(Shift.objects.filter(need=need, cancelled_at=None, starts_at__gt=now).values_list("role", "starts_at"))
    fresh = [made(need, *one) for one in coming if (one[0].role, one[1]) not in standing]
    return Copy(fresh, len(times) - len(coming), len(coming) - len(fresh)) if fresh else THERE


def written(source: Need, words: CopyWords) -> list[Written]:
    """The shifts that are taken, by time; those that were called off are not."""
    rows = Shift.objects.filter(need=source, cancelled_at=None)
    if words.since:
        rows = rows.filter(starts_at__gte=midnight(words.since))
    if words.until:
        rows = rows.filter(starts_at__lt=midnight(words.until + A_DAY))
    return [
        Written(one.role, one.seats, localtime(one.starts_at), localtime(one.ends_at), tuple(one.requires), one.note)
        for one in rows.order_by("starts_at", "pk")[:MOST_SHIFTS]
    ]


def midnight(day: date) -> datetime:
    """When a Danish day begins."""
    return datetime.combine(day, time(), ZONE)


def made(need: Need, shift: Written, begins: datetime, ends: datetime, note: str) -> Shift:
    """One shift of the copy."""
    told = {"role": shift.role, "seats": shift.seats, "requires": list(shift.requires), "note": shift.note if shift.note else note}
    return Shift(need=need, starts_at=begins, ends_at=ends, **told)
