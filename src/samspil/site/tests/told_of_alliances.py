"""What the events of alliances are about, for the test that tries them all on somebody who turned everything off."""

from samspil.alliances.models import CheckUp, Story
from samspil.alliances.tests.making import Two
from samspil.site.tests.promises import MORNING


def checked(two: Two, *, closed: bool) -> int:
    """A round of the check-up."""
    day = MORNING.date()
    told = {"closed_on": day if closed else None, "outcome": {"answered": 0, "spreads": {}} if closed else None}
    begun = {"occasion": "asked", "asked": 2, "opened_on": day, "closes_on": day}
    return CheckUp.objects.update_or_create(alliance=two.alliance, defaults={**begun, **told})[0].pk


def story(two: Two, state: str) -> int:
    """The alliance, with a story that is here."""
    Story.objects.update_or_create(alliance=two.alliance, defaults={"state": state})
    return two.alliance.pk
