"""What the parties say to each other, and who takes over from whom, as the tests of notices need it."""

from datetime import UTC, datetime

from django.utils import timezone

from samspil.alliances.models import Alliance, Conversation, Handover, Message, Party
from samspil.alliances.tests.making import Two
from samspil.core.models import Notice
from samspil.identity.models import Person

MORNING = datetime(2026, 11, 23, 6, 3, tzinfo=UTC)


def said(two: Two) -> int:
    """A message of the firm to the others; the next is told of again, because the line of the day is gone."""
    Notice.objects.filter(dedupe_key__startswith="messages:").delete()
    subject = Conversation.objects.get_or_create(alliance=two.alliance, key="")[0]
    return Message.objects.create(alliance=two.alliance, conversation=subject, party=two.party(two.firm), text="Hej", written_at=MORNING).pk


def given_on(two: Two, person: Person) -> int:
    """A baton of the club that this person takes over."""
    return Handover.objects.create(alliance=two.alliance, party=two.party(two.club), given_to=person, given_at=timezone.now()).pk


def left_by_contact(two: Two) -> int:
    """The club, which nobody is turned to for any more."""
    Party.objects.filter(pk=two.party(two.club).pk).update(keeper=None, keeper_gone_at=timezone.now())
    return two.party(two.club).pk


def left_by_holder(two: Two, *, taken: bool) -> int:
    """An alliance whose holder is gone; the firm takes over, or nobody has."""
    Alliance.objects.filter(pk=two.alliance.pk).update(holder_gone_at=timezone.now(), carrier=two.party(two.firm) if taken else None)
    return two.alliance.pk
