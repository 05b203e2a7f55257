"""The citizen of the demonstration gave hours, was thanked, and waits for a trip to be paid. Made once, and nobody is told of it."""

import pytest

from samspil.core.models import Notice, RecordedEvent
from samspil.exchange.models import Expense, GivenHours, ThankYou
from samspil.site import demonstration, demonstration_efforts, demonstration_exchange

pytestmark = pytest.mark.django_db


def test_it_is_made_once_and_nobody_is_told() -> None:
    demonstration.load_people()
    for _ in range(2):
        demonstration_exchange.load_exchange()
        demonstration_efforts.load_efforts()
    assert [row.state for row in GivenHours.objects.all()] == ["confirmed"]
    assert ThankYou.objects.count() == 1
    assert [(row.state, row.oere) for row in Expense.objects.all()] == [("asked", 14 * 394)]
    assert not RecordedEvent.objects.filter(delivered_at=None, kind__startswith="exchange.").exists()
    assert not Notice.objects.filter(kind__in=["hours", "thanks", "expense"]).exists()
