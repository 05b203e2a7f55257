"""The pages of amendments: what one changes, who must say yes, what became of earlier ones, and two versions side by side."""

from typing import Any

from django.utils.timezone import localdate

from samspil.alliances import queries
from samspil.alliances.domain.agreement import FORM, content_of
from samspil.alliances.domain.amending import AMENDMENT_DA, AmendmentState
from samspil.alliances.domain.comparing import Change, Group, compare
from samspil.alliances.domain.lifecycle import IN_FORCE
from samspil.alliances.domain.missing import listed, missing
from samspil.alliances.models import AgreementVersion, Amendment
from samspil.alliances.presenting.tables import MOST_SHOWN
from samspil.alliances.rooms import Room
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor

CHANGE_DA = {Change.ADDED: "Ny", Change.REMOVED: "Taget ud", Change.CHANGED: "", Change.SAME: ""}
DRAFT = "udkast"


def page(actor: Actor, room: Room) -> dict[str, Any]:
    """The page of the amendment that is open, or of proposing one."""
    amendment = room.amendment
    return {
        "holds": room.in_force,
        "may_amend": room.alliance.stage in IN_FORCE,
        "open_to_change": room.open_to_change,
        "open": shown(room, amendment) if amendment else None,
        "earlier": [earlier(one, room) for one in queries.ended_amendments_of(room)],
        "who": listed([party.name for party in room.standing]) if room.standing else "",
        "over_on": danish_date(room.plan.last) if room.plan.last else "",
    }


def shown(room: Room, amendment: Amendment) -> dict[str, Any]:
    """The open one: what it changes so far, and what is lacking before it can be signed."""
    lacking = missing(room.plan)
    return {
        "pk": amendment.pk,
        "by": amendment.party.name,
        "what": amendment.what,
        "why": amendment.why,
        "begun": amendment.begun_at,
        "state": AMENDMENT_DA[AmendmentState(amendment.state)],
        "waits": room.waiting,
        "groups": told(compare(amendment.stood, content_of(room.plan))),
        "lacking": lacking[:MOST_SHOWN],
        "new": [party.name for party in room.standing if party.pk not in {one["id"] for one in amendment.stood["parties"]}],
    }


def earlier(amendment: Amendment, room: Room) -> dict[str, Any]:
    """One that is over, with what came of it. `compare` holds the numbers of the versions before and after, where there was one; `again` is its number
    where a new one can begin with its text: it came to nothing, and the same version holds."""
    numbers = sorted(version.number for version in amendment.versions.all())
    return {
        "what": amendment.what,
        "why": amendment.why,
        "by": amendment.party.name,
        "begun": amendment.begun_at,
        "ended": amendment.ended_at,
        "state": AMENDMENT_DA[AmendmentState(amendment.state)],
        "agreed": amendment.state == AmendmentState.AGREED,
        "ended_for": amendment.ended_for.name if amendment.ended_for else "",
        "reason": amendment.end_reason,
        "compare": (amendment.based_on.number, numbers[-1]) if numbers else None,
        "again": amendment.pk if numbers and may_begin_again(amendment, room) else None,
    }


def may_begin_again(amendment: Amendment, room: Room) -> bool:
    """True when a new amendment of the version that holds can begin with this one's text."""
    holds, came_to = room.in_force, max(amendment.versions.all(), key=lambda version: version.number)
    return bool(holds and holds.pk == amendment.based_on_id and came_to.agreed_at is None and came_to.content["form"] == FORM and room.amendment is None)


def begun_with(earlier: dict[str, Any]) -> dict[str, Any]:
    """What the form begins with."""
    return {name: earlier[name] for name in ("what", "why", "again")}


def told(groups: list[Group]) -> list[dict[str, Any]]:
    """Differences as a template shows them, with the word of each change."""
    return [
        {"heading": group.heading, "things": [{"name": one.name, "word": CHANGE_DA[one.change], "fields": one.differences} for one in group.things]}
        for group in groups
    ]


def of_version(version: AgreementVersion | None) -> dict[str, Any] | None:
    """What a version made by an amendment changes in the one it amends; None for the first agreement."""
    amendment = version.amendment if version else None
    if version is None or amendment is None:
        return None
    before = amendment.based_on
    return {
        "what": amendment.what,
        "why": amendment.why,
        "by": amendment.party.name,
        "number": before.number,
        "groups": told(compare(before.content, version.content)),
    }


def comparison(room: Room, versions: list[AgreementVersion], first: str, second: str) -> dict[str, Any]:
    """Two versions side by side, and all there are to choose among; the draft is one of them while something can be written."""
    contents = {str(version.number): version.content for version in versions}
    choices = [(str(version.number), f"Version {version.number} – {standing_of(version)}") for version in versions]
    if room.open_to_change:
        contents[DRAFT] = content_of(room.plan)
        choices.append((DRAFT, "Udkastet, som det står nu"))
    names = list(contents)
    two = (first if first in contents else names[max(len(names) - 2, 0)], second if second in contents else names[-1]) if names else ("", "")
    groups = told(compare(contents[two[0]], contents[two[1]])) if names else []
    words = dict(choices)
    return {"choices": choices, "first": two[0], "second": two[1], "first_word": words.get(two[0], ""), "second_word": words.get(two[1], ""), "groups": groups}


def standing_of(version: AgreementVersion) -> str:
    """How a version stands, in words."""
    if version.agreed_at is None:
        return "venter på underskrift" if version.closed_at is None else "blev ikke til noget"
    since = danish_date(localdate(version.agreed_at))
    return f"gælder fra {since}" if version.closed_at is None else f"gjaldt fra {since} til {danish_date(localdate(version.closed_at))}"
