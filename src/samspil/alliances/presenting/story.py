"""The pages on which an alliance is told as an example."""

from typing import Any

from samspil.alliances.actions.check_up import speaks
from samspil.alliances.actions.tell import TELLING_STAGES
from samspil.alliances.domain.story import SOMEBODY_DA, TELLING_DA, Telling, draft_of, why_not_sent
from samspil.alliances.domain.words import Sector, circles
from samspil.alliances.models import Party, Story, StoryPart
from samspil.alliances.models.story import OWN, SHARED
from samspil.alliances.rooms import Room
from samspil.alliances.stories import begun_part, begun_story, parts_of, story_of
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor

HEADINGS = (
    ("done", "Hvad går det ud på?"),
    ("took", "Hvad krævede det?"),
    ("outcome", "Hvad kom der ud af det?"),
    ("obstacles", "Hvad var svært?"),
    ("advice", "Gode råd"),
)


def place(room: Room) -> dict[str, Any]:
    """What every one of these pages shows."""
    return {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative}


def page(actor: Actor, room: Room) -> dict[str, Any]:
    """Where the story stands, how it would read now, and what the viewer's parties can do."""
    story = story_of(room)
    parts = parts_of(room, story)
    draft = draft_of(story.as_text(), parts)
    yes = {part.name for part in parts if part.approved}
    speaking = [party for party in room.own(actor) if speaks(actor, room, party.organisation_id or 0)]
    return {
        **place(room),
        "story": story,
        "early": room.alliance.stage not in TELLING_STAGES,
        "state": TELLING_DA[Telling(story.state)],
        "sent": danish_date(story.sent_at.date()) if story.sent_at else "",
        "texts": [(heading, getattr(draft.text, name)) for name, heading in HEADINGS if getattr(draft.text, name)],
        "parties": [{"row": party, "circles": circles([party.sector])} for party in draft.parties],
        "silent": [(part.name, SOMEBODY_DA[part.sector].lower()) for part in parts if not part.approved],
        "own": [(party, party.name in yes) for party in speaking],
        "may_send": [party for party in speaking if party.name in yes],
        "lacking": why_not_sent(story.as_text(), parts, has_area=story.area_id is not None),
    }


def text_start(room: Room) -> dict[str, Any]:
    """What the form of the shared text begins with."""
    kept = story_of(room)
    story: Story = kept if kept.revision else begun_story(room)
    return {**{name: getattr(story, name) for name in SHARED}, "area": story.area_id, "revision": kept.revision}


def part_start(room: Room, story: Story, party: Party) -> dict[str, Any]:
    """What the form of a party's own part begins with."""
    part = StoryPart.objects.filter(story=story.pk, party=party).first() or begun_part(room, story, party)
    told = {name: getattr(part, name) for name in OWN}
    return {**told, "revision": part.revision, "story_revision": story.revision, "for_organisation": party.organisation_id}


def part_page(room: Room, party: Party) -> dict[str, Any]:
    """A party's own part with the shared text it is part of."""
    story = story_of(room)
    texts = [(heading, getattr(story, name)) for name, heading in HEADINGS if getattr(story, name)]
    return {**place(room), "party": party, "story": story, "texts": texts, "somebody": SOMEBODY_DA[Sector(party.sector)].lower()}
