"""How an alliance stands in the index: only while all its parties want everybody to see it."""

from django.template.loader import render_to_string
from django.utils.timezone import localtime

from samspil.alliances import queries
from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.models import Alliance
from samspil.core.search.index import Entry
from samspil.initiatives.models import Openness

KIND = "alliance"


def entry(alliance: Alliance) -> Entry | None:
    """The index entry, or None for an alliance that is its parties' own business."""
    initiative = alliance.initiative
    if initiative.openness != Openness.PUBLIC:
        return None
    room = queries.room_of(alliance)
    teaser = f"{STAGE_DA[Stage(alliance.stage)]} · {alliance.purpose}"
    words = [alliance.target_group, *(party.name for party in room.joined), *(task.title for task in room.tasks)]
    words += [text for party in room.joined for text in (party.brings, party.stake, party.gain)]
    line = {"url": alliance.address, "title": initiative.title, "text": alliance.purpose, "when": STAGE_DA[Stage(alliance.stage)]}
    return Entry(
        kind=KIND,
        object_id=alliance.pk,
        audience="public",
        url=alliance.address,
        title=initiative.title,
        teaser=teaser,
        text=" ".join(words),
        card=render_to_string("core/ui/line.html", line),
        sort_on=localtime(initiative.begun_at).date(),
        facets=[f"sector:{party.sector}" for party in room.joined] + [f"municipality:{initiative.lead_id}"],
        municipalities=[initiative.lead_id],
    )
