"""A party goes out by one request while one of its people delivers in another. Commits, because only other connections race."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import Http404
from django.utils.timezone import localdate

from samspil.alliances.actions.commit import deliver
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.domain.words import PartyState
from samspil.alliances.models import Alliance, Commitment, Delivery, Party
from samspil.alliances.tests.making import agreed, member, now, who
from samspil.core.models import RecordedEvent
from samspil.core.refusals import Refusal
from tests.hostile.test_agreeing_at_once import at_once, committed, proved

__all__ = ["committed"]


@pytest.mark.parametrize("round_", range(4))
def test_what_is_delivered_while_its_party_goes_out_is_kept_whole_or_refused_whole(round_: int) -> None:
    two, _ = agreed(proved)
    other = member(proved, f"kollega{round_}@example.dk", two.firm, administrator=True)
    Alliance.objects.filter(pk=two.alliance.pk).update(stage="running", begun_on=localdate())
    about = {"kind": "hours", "what": "Timer", "quantity": Decimal(10), "unit": "timer", "due_day": localdate() + timedelta(9)}
    promise = Commitment.objects.create(alliance=two.alliance, party=two.party(two.firm), **about)
    told = RecordedEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    piece = Delivered(localdate(), Decimal(4))

    def hand_in() -> object:
        try:
            return deliver(who(other), two.slug, promise.pk, piece, now=now())
        except Http404 as gone:
            return gone

    delivered, left = at_once(
        hand_in,
        lambda: leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi har ikke folk nok", now=now()),
    )
    assert isinstance(left, Party), left
    assert isinstance(delivered, Delivery | Refusal | Http404), "an answer, and no error"
    assert Party.objects.get(pk=left.pk).state == PartyState.LEFT
    kept = Delivery.objects.filter(commitment=promise).count()
    assert kept == isinstance(delivered, Delivery)
    events = RecordedEvent.objects.filter(pk__gt=told)
    assert events.filter(kind="alliances.CommitmentDelivered").count() == kept
    assert events.filter(kind="alliances.PartyLeft").count() == 1
    assert Commitment.objects.get(pk=promise.pk).missed_reason.startswith("Parten er gået ud"), "the rest of it is explained"
    assert isinstance(hand_in(), Http404), "who is out delivers no more, and sees nothing of it"
    assert Delivery.objects.filter(commitment=promise).count() == kept
