"""A day of their own for tests whose shifts stand in the calendar of 2027: they say the same in any year."""

from collections.abc import Iterator

import pytest
import time_machine

from samspil.exchange.tests.making import MORNING


@pytest.fixture
def march() -> Iterator[None]:
    """It is the first of March 2027, also for the pages."""
    with time_machine.travel(MORNING):
        yield
