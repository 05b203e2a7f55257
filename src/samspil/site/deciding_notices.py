"""Telling people what they are asked to decide in their alliances, what was decided, and what they said they would do."""

from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import FollowUpGiven, FollowUpLate, MatterDecided, MatterLate, MatterRaised
from samspil.alliances.models import FollowUp, Matter
from samspil.site.alliance_notices import people_of, tell


def matter_of(matter_id: int) -> Matter | None:
    return Matter.objects.select_related("alliance__initiative", "raised_by").filter(pk=matter_id).first()


def silent_in(matter: Matter) -> list[int]:
    """The people of the parties that must still say something and take part."""
    waiting = matter.says.filter(said_at=None, party__state=PartyState.JOINED).values_list("party__organisation", flat=True)
    return people_of(waiting)


def page_of(matter: Matter) -> str:
    return f"{matter.alliance.address}beslutninger/{matter.number}/"


def matter_raised(event: MatterRaised) -> None:
    """Those who decide learn that somebody waits for their answer."""
    one = matter_of(event.matter_id)
    if one and not one.decided_at and not one.taken_back_at:
        text = f"{one.raised_by.name} spørger i »{one.alliance.initiative.title}«: {one.text}"
        tell(silent_in(one), f"matter-raised:{one.pk}", text, page_of(one), "I bliver spurgt om noget, som I beslutter", waits=True)


def matter_decided(event: MatterDecided) -> None:
    """Everybody's people learn that it is decided; what, stands on the page."""
    one = matter_of(event.matter_id)
    if one and one.decided_at:
        text = f"Det er besluttet i »{one.alliance.initiative.title}«: {one.text}"
        joined = one.alliance.parties.filter(state=PartyState.JOINED).values_list("organisation_id", flat=True)
        tell(people_of(joined), f"matter-decided:{one.pk}", text, page_of(one), "Noget er besluttet i jeres alliance")


def matter_late(event: MatterLate) -> None:
    """Those who have not answered learn, once, that the time is over; the others read it on the page."""
    one = matter_of(event.matter_id)
    if one and not one.decided_at and not one.taken_back_at:
        text = f"I har ikke svaret i »{one.alliance.initiative.title}«, og tiden er gået: {one.text}"
        tell(silent_in(one), f"matter-late:{one.pk}", text, page_of(one), "Tiden er gået for noget, som I skal beslutte")


def task_of(follow_up_id: int) -> FollowUp | None:
    """What is still to be done by a party that takes part."""
    found = FollowUp.objects.select_related("alliance__initiative", "owner").filter(pk=follow_up_id, done_at=None, dropped="")
    return found.filter(owner__state=PartyState.JOINED).first()


def follow_up_given(event: FollowUpGiven) -> None:
    """Who does it learns that it is theirs."""
    one = task_of(event.follow_up_id)
    if one:
        text = f"{one.owner.name} skal gøre noget i »{one.alliance.initiative.title}«: {one.what}"
        tell(people_of([one.owner.organisation_id]), f"follow-up:{one.pk}", text, list_of(one), "I har fået en opgave fra en beslutning")


def follow_up_late(event: FollowUpLate) -> None:
    """Who does it learns, once, that its day is over."""
    one = task_of(event.follow_up_id)
    if one:
        text = f"Dagen er gået for noget, som {one.owner.name} skulle gøre i »{one.alliance.initiative.title}«: {one.what}"
        tell(people_of([one.owner.organisation_id]), f"follow-up-late:{one.pk}", text, list_of(one), "Dagen er gået for en opgave fra en beslutning")


def list_of(task: FollowUp) -> str:
    return f"{task.alliance.address}beslutninger/opgaver/"
