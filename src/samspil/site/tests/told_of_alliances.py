"""What the events of alliances are about, for the test that tries them all on somebody who turned everything off."""

from samspil.alliances.models import CheckUp, LawyersReply, PaperOrder, Story
from samspil.alliances.tests.making import Two
from samspil.identity.models import Person
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


def replied(two: Two) -> int:
    """The firm's answer to a question, as if it were a municipality."""
    told = {"question": "Hvad gælder?", "text": "Det her.", "role": "Juridisk konsulent", "answered_on": MORNING.date(), "written_at": MORNING}
    return int(LawyersReply.objects.update_or_create(alliance=two.alliance, key="k", defaults={**told, "party": two.party(two.firm)})[0].pk)


def packed(person: Person) -> int:
    """An order of the person's that is ready to be fetched."""
    told = {"municipality_id": "0000", "alliances": [], "state": "ready", "ordered_at": MORNING}
    return int(PaperOrder.objects.get_or_create(person=person, defaults=told)[0].pk)
