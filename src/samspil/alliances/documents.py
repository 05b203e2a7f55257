"""How an alliance stands in the index: only while all its parties want everybody to see it, and no moderator has hidden it."""

from django.template.loader import render_to_string
from django.utils.timezone import localtime

from samspil.alliances import rooms
from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.models import Alliance
from samspil.alliances.rooms import Room
from samspil.core.search.index import Entry
from samspil.initiatives.models import Openness

KIND = "alliance"


def entry(alliance: Alliance) -> Entry | None:
    """The index entry, or None for an alliance that is its parties' own business, or that moderators have hidden."""
    initiative = alliance.initiative
    if initiative.openness != Openness.PUBLIC or initiative.hidden_at:
        return None
    room = rooms.Room(alliance)
    teaser = f"{STAGE_DA[Stage(alliance.stage)]} · {alliance.purpose}"
    line = {"url": alliance.address, "title": initiative.title, "text": alliance.purpose, "when": STAGE_DA[Stage(alliance.stage)]}
    return Entry(
        kind=KIND,
        object_id=alliance.pk,
        audience="public",
        url=alliance.address,
        title=initiative.title,
        teaser=teaser,
        text=" ".join(words_of(alliance, room)),
        card=render_to_string("core/ui/line.html", line),
        sort_on=localtime(initiative.begun_at).date(),
        facets=[f"sector:{party.sector}" for party in room.joined] + [f"municipality:{initiative.lead_id}"],
        municipalities=[initiative.lead_id],
    )


def words_of(alliance: Alliance, room: Room) -> list[str]:
    """What stands on the page besides title and purpose, in pieces."""
    words = [alliance.target_group, alliance.place, *(party.name for party in room.joined), *(task.title for task in room.tasks)]
    return words + [text for party in room.joined for text in (party.brings, party.stake, party.gain, party.leaves, party.measure)]


def all_text(alliance: Alliance) -> str:
    """Everything that can be read on the page, a paragraph each."""
    return "\n\n".join(text for text in (alliance.purpose, *words_of(alliance, rooms.Room(alliance))) if text)
