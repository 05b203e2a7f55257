"""How an alliance stands in the index: only while all its parties want everybody to see it, and no moderator has hidden it."""

from django.template.loader import render_to_string
from django.utils.timezone import localtime

from samspil.alliances import rooms
from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.domain.words import circles
from samspil.alliances.models import Alliance
from samspil.alliances.models.alliance import KIND
from samspil.alliances.presenting.agreed import as_agreed
from samspil.alliances.rooms import Room
from samspil.core.search.index import Entry
from samspil.initiatives.models import Openness

ENDED = frozenset({Stage.CLOSED, Stage.WITHDRAWN})
GOING = frozenset({Stage.AGREED, Stage.RUNNING})


def entry(alliance: Alliance) -> Entry | None:
    """The index entry, or None for an alliance that is its parties' own business, or that moderators have hidden."""
    initiative = alliance.initiative
    if initiative.openness != Openness.PUBLIC or initiative.hidden_at:
        return None
    room = as_agreed(rooms.Room(alliance))
    teaser = f"{STAGE_DA[Stage(alliance.stage)]} · {alliance.purpose}"
    return Entry(
        kind=KIND,
        object_id=alliance.pk,
        audience="public",
        url=alliance.address,
        title=initiative.title,
        teaser=teaser,
        text=" ".join(words_of(alliance, room)),
        card=card(alliance, room),
        sort_on=localtime(alliance.shown_at or initiative.begun_at).date(),
        facets=facets_of(alliance, room),
        municipalities=municipalities_of(alliance, room),
    )


def municipalities_of(alliance: Alliance, room: Room) -> list[str]:
    """The municipality it belongs under first, then those that take part."""
    theirs = [party.organisation.of_municipality_id for party in room.joined if party.organisation]
    return list(dict.fromkeys([alliance.initiative.lead_id, *(code for code in theirs if code)]))


def facets_of(alliance: Alliance, room: Room) -> list[str]:
    """What the directory is narrowed by."""
    area = alliance.initiative.area
    found = [f"sector:{party.sector}" for party in room.joined] + [f"municipality:{code}" for code in municipalities_of(alliance, room)]
    found += [f"area:{area.key}"] if area else []
    found += [f"kle:{number}" for number in alliance.kle.with_group] if alliance.kle else []
    found += ["seeks:yes"] if alliance.sought and alliance.stage not in ENDED else []
    return [*found, f"stage:{alliance.stage}", *([f"kind:{alliance.kind}"] if alliance.kind else [])]


def card(alliance: Alliance, room: Room) -> str:
    """The alliance in lists."""
    initiative, sectors = alliance.initiative, {party.sector for party in room.joined}
    shown = {
        "url": alliance.address,
        "title": initiative.title,
        "text": alliance.purpose,
        "place": " · ".join(part for part in (alliance.place or initiative.lead.name, str(initiative.area or "")) if part),
        "stage": STAGE_DA[Stage(alliance.stage)],
        "going": alliance.stage in GOING,
        "circles": circles(sectors),
        "parties": number_of_parties(len(room.joined)),
    }
    return render_to_string("alliances/directory/card.html", shown)


def number_of_parties(number: int) -> str:
    """How many take part, in words."""
    return "1 part" if number == 1 else f"{number} parter"


def words_of(alliance: Alliance, room: Room) -> list[str]:
    """What stands on the page besides title and purpose, in pieces."""
    words = [alliance.target_group, alliance.place, *(party.name for party in room.joined), *(task.title for task in room.tasks)]
    words += [alliance.sought] if alliance.sought and alliance.stage not in ENDED else []
    return words + [text for party in room.joined for text in (party.brings, party.stake, party.gain, party.leaves, party.measure)]


def all_text(alliance: Alliance) -> str:
    """Everything that can be read on the page, a paragraph each."""
    return "\n\n".join(text for text in (alliance.purpose, *words_of(alliance, rooms.Room(alliance))) if text)
