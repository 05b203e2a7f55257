"""Tell the alliance as an example: write it together, say yes to one's own part, send it to the editors, and take the yes back."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.check_up import no_say, speaks
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of, stale
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.story import SharedText, Telling, why_not_sent
from samspil.alliances.events import StorySent, StoryTakenBack, StoryWritten
from samspil.alliances.models import Party, Story, StoryPart
from samspil.alliances.models.story import OWN
from samspil.alliances.rooms import Room
from samspil.alliances.stories import begun_part, parts_of, story_of
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

TELLING_STAGES = frozenset({Stage.RUNNING, Stage.CLOSED})
TOO_EARLY = Refusal("too-early", "I kan fortælle om alliancen, når I er gået i gang.")
WITH_EDITORS = Refusal("with-editors", "Teksten ligger hos redaktionen og kan ikke ændres imens. Tager en part sit ja tilbage, kommer den hjem igen.")
PUBLISHED = Refusal("published", "Eksemplet er offentliggjort. Skriv til redaktionen, hvis noget skal ændres eller tages ned.")
NOT_WRITTEN = Refusal("not-written", "Den fælles tekst er ikke skrevet endnu. Skriv den først, så alle siger ja til det samme.")
NO_YES = Refusal("no-yes", "Jeres part har ikke sagt ja endnu. Sig ja først, og send det så.")


def opened(actor: Actor, slug: str) -> tuple[Room, Story] | Refusal:
    """The alliance, held, and its story, for somebody who takes part, while it can be told."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    return (room, story_of(room)) if room.alliance.stage in TELLING_STAGES else TOO_EARLY


def closed_to_change(story: Story) -> Refusal | None:
    """Why nothing of the story can be changed now."""
    return {Telling.SENT.value: WITH_EDITORS, Telling.PUBLISHED.value: PUBLISHED}.get(story.state)


@transaction.atomic
def write_story(actor: Actor, slug: str, text: SharedText, area_id: int | None, *, revision: int, now: datetime) -> Story | Refusal:
    """Keep the shared text. What was said yes to is no longer so, and those parties are told."""
    found = opened(actor, slug)
    if isinstance(found, Refusal):
        return found
    room, story = found
    if story.pk and (story.as_text(), story.area_id) == (text, area_id):
        return story  # sent twice, or nothing changed
    refusal = closed_to_change(story)
    if refusal:
        return refusal
    if story.revision != revision:
        return stale(asdict(story.as_text()), story.revision)
    for name, words in asdict(text).items():
        setattr(story, name, words)
    story.area_id, story.revision = area_id, story.revision + 1
    story.save()
    story.parts.update(approved_at=None)
    events.record(StoryWritten(alliance_id=room.alliance.pk, revision=story.revision, day=localdate(now).isoformat()), actor_id=actor.person_id)
    return story


def own_part(actor: Actor, room: Room, organisation_id: int) -> Party | Refusal:
    """The party in the form, if the actor may speak for it."""
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    return party if speaks(actor, room, organisation_id) else no_say(party)


@transaction.atomic
def write_part(
    actor: Actor, slug: str, organisation_id: int, words: dict[str, str], *, yes: bool, revision: int, story_revision: int, now: datetime
) -> StoryPart | Refusal:
    """A party's own part, as it will be public when `yes`; the yes is to the shared text of `story_revision`, too."""
    found = opened(actor, slug)
    if isinstance(found, Refusal):
        return found
    room, story = found
    party = own_part(actor, room, organisation_id)
    if isinstance(party, Refusal):
        return party
    part = StoryPart.objects.filter(story=story.pk, party=party).first() or begun_part(room, story, party)
    stands = {name: getattr(part, name) for name in OWN}
    if part.pk and stands == words and yes == bool(part.approved_at):
        return part  # sent twice
    refusal = closed_to_change(story)
    if refusal:
        return refusal
    if part.revision != revision:
        return stale(stands, part.revision)
    if yes and not story.revision:
        return NOT_WRITTEN
    if yes and story.revision != story_revision:
        return Refusal("story-changed", "Den fælles tekst er ændret, mens du læste. Læs den igen, og sig så ja.")
    return keep_part(story, part, words, now if yes else None)


def keep_part(story: Story, part: StoryPart, words: dict[str, str], approved_at: datetime | None) -> StoryPart:
    if not story.pk:
        story.save()
    for name, text in words.items():
        setattr(part, name, text)
    part.story, part.approved_at, part.revision = story, approved_at, part.revision + 1
    part.save()
    return part


@transaction.atomic
def send_story(actor: Actor, slug: str, organisation_id: int, *, now: datetime) -> Story | Refusal:
    """Send what may be public to the editors; a party that has said yes does it, and sending twice sends once."""
    found = opened(actor, slug)
    if isinstance(found, Refusal):
        return found
    room, story = found
    party = own_part(actor, room, organisation_id)
    if isinstance(party, Refusal):
        return party
    if story.state != Telling.WRITING:
        return story
    if not StoryPart.objects.filter(story=story.pk, party=party).exclude(approved_at=None).exists():
        return NO_YES
    lacking = why_not_sent(story.as_text(), parts_of(room, story), has_area=story.area_id is not None)
    if lacking:
        return Refusal("not-ready", lacking)
    story.state, story.sent_at = Telling.SENT.value, now
    events.change(story, ["state", "sent_at"], StorySent(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return story


@transaction.atomic
def take_yes_back(actor: Actor, slug: str, organisation_id: int, *, now: datetime) -> StoryPart | Refusal:
    """A party's yes no longer counts. What lies with the editors comes home: their draft is removed, so that nothing of the party is published."""
    found = opened(actor, slug)
    if isinstance(found, Refusal):
        return found
    room, story = found
    party = own_part(actor, room, organisation_id)
    if isinstance(party, Refusal):
        return party
    if story.state == Telling.PUBLISHED:
        return PUBLISHED
    part = StoryPart.objects.filter(story=story.pk, party=party).first()
    if part is None or part.approved_at is None:
        return NO_YES
    part.approved_at = None
    part.save(update_fields=["approved_at"])
    if story.state == Telling.SENT:
        told = StoryTakenBack(alliance_id=room.alliance.pk, party_id=party.pk, page_id=story.page_id or 0, moment=now.isoformat())
        story.state, story.sent_at, story.page_id = Telling.WRITING.value, None, None
        events.change(story, ["state", "sent_at", "page_id"], told, actor_id=actor.person_id)
    return part
