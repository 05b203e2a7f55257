"""What the morning does with check-ups: open those that are due, remind once, and close those that are over."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.utils.timezone import localdate

from samspil.alliances.actions.check_up import open_round
from samspil.alliances.domain.checkup import EARLY_AFTER, FEWEST, REMIND_AFTER, due, ends, outcome_of
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import CheckUpClosed, CheckUpReminded
from samspil.alliances.models import Alliance, CheckUp
from samspil.core import events


def open_due(today: date) -> int:
    """Open a round wherever one is due: six weeks after an alliance began, and half a year after its last; how many there were."""
    latest = Max("checkups__opened_on", filter=Q(checkups__opened_on__gte=F("begun_on")))
    running = Alliance.objects.filter(stage=Stage.RUNNING, begun_on__lte=today - EARLY_AFTER).exclude(checkups__in=CheckUp.objects.filter(closed_on=None))
    found = running.annotate(latest=latest).values_list("pk", "begun_on", "latest")
    return sum(open_if_due(pk, today) for pk, begun, last in list(found) if begun and due(begun, last, today))


@transaction.atomic
def open_if_due(alliance_id: int, today: date) -> bool:
    """Looked at again with the alliance held: a party may have asked for one meanwhile. An alliance of fewer than three parties is never asked."""
    alliance = Alliance.objects.select_for_update().get(pk=alliance_id)
    asked = alliance.parties.filter(state=PartyState.JOINED).count()
    last = alliance.checkups.filter(opened_on__gte=alliance.begun_on).last() if alliance.begun_on else None
    occasion = due(alliance.begun_on, last.opened_on if last else None, today) if alliance.begun_on else None
    if occasion is None or asked < FEWEST or alliance.stage != Stage.RUNNING or (last and last.closed_on is None):
        return False
    open_round(alliance, asked, occasion, today)
    return True


def remind(today: date) -> int:
    """Remind once, four days before it closes, where somebody has not answered; how many rounds there were."""
    waiting = CheckUp.objects.filter(closed_on=None, reminded_on=None, opened_on__lte=today - timedelta(days=REMIND_AFTER), closes_on__gte=today)
    return sum(remind_of(pk, today) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def remind_of(checkup_id: int, today: date) -> bool:
    held = CheckUp.objects.select_for_update().filter(pk=checkup_id, closed_on=None, reminded_on=None).first()
    if held is None:
        return False
    held.reminded_on = today
    events.change(held, ["reminded_on"], CheckUpReminded(alliance_id=held.alliance_id, checkup_id=held.pk))
    return True


def close_over(today: date) -> int:
    """Close the rounds that are over; how many there were."""
    answered = Count("replies", filter=Q(replies__party__state=PartyState.JOINED), distinct=True)
    rounds = CheckUp.objects.filter(closed_on=None).annotate(answered=answered, latest=Max("replies__written_at"))
    joined = Count("alliance__parties", filter=Q(alliance__parties__state=PartyState.JOINED), distinct=True)
    found = rounds.annotate(joined=joined).values_list("pk", "closes_on", "answered", "joined", "latest")
    over = [pk for pk, closes, answers, parties, latest in list(found) if ends(closes, localdate(latest) if latest and answers >= parties else None, today)]
    return sum(close(pk, today) for pk in over)


@transaction.atomic
def close(checkup_id: int, today: date) -> bool:
    """Keep what may be shown, and delete every single answer with who wrote it. The alliance is held, so nobody answers meanwhile."""
    alliance_id = CheckUp.objects.values_list("alliance_id", flat=True).get(pk=checkup_id)
    Alliance.objects.select_for_update().get(pk=alliance_id)
    held = CheckUp.objects.get(pk=checkup_id)
    if held.closed_on is not None:
        return False
    replies = list(held.replies.select_related("party").filter(party__state=PartyState.JOINED))
    held.outcome, held.closed_on = outcome_of([reply.as_reply() for reply in replies]).as_json(), today
    held.lines = [{"party": reply.party_id, "text": reply.line} for reply in replies if reply.line_shown]
    events.change(held, ["outcome", "closed_on", "lines"], CheckUpClosed(alliance_id=alliance_id, checkup_id=held.pk))
    held.replies.all().delete()
    return True
