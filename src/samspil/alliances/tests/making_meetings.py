"""Rows of questions, what follows from them, and meetings, for tests that need one of each."""

from datetime import date, timedelta

from django.utils import timezone

from samspil.alliances.models import FollowUp, Matter, Meeting, Say
from samspil.alliances.tests.making import Two

DAY = date(2027, 2, 1)


def meeting(two: Two, *, cancelled: bool = False) -> int:
    """A meeting the firm called."""
    now, title = timezone.now(), "Aflyst" if cancelled else "Status"
    told = {"begins": now + timedelta(hours=20), "ends": now + timedelta(hours=21), "called_by": two.party(two.firm), "called_at": now, "changed_at": now}
    told |= {"cancelled_at": now if cancelled else None, "reminded_on": DAY}
    return Meeting.objects.get_or_create(alliance=two.alliance, title=title, defaults=told)[0].pk


def matter(two: Two, number: int, *, decided: bool = False) -> int:
    """A question of the firm that the club decides; the second one is decided."""
    now = timezone.now()
    told = {"text": "Må vi?", "raised_by": two.party(two.firm), "raised_at": now, "about": "Køb", "days": 3, "due_day": DAY}
    told |= {"outcome": "yes", "decision": "Ja.", "decided_on": DAY, "decided_at": now} if decided else {}
    found = Matter.objects.get_or_create(alliance=two.alliance, number=number, defaults=told)[0]
    Say.objects.get_or_create(matter=found, party=two.party(two.club))
    return found.pk


def follow_up(two: Two) -> int:
    """What the club does because of a decision."""
    told = {"what": "Bestil nøgler", "owner": two.party(two.club), "due_day": DAY, "written_at": timezone.now()}
    return FollowUp.objects.get_or_create(alliance=two.alliance, matter_id=matter(two, 2, decided=True), defaults=told)[0].pk
