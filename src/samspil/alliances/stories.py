"""The story of an alliance: as it is kept, or begun from what the alliance has written already."""

from samspil.alliances.domain.commitments import number_in_words
from samspil.alliances.domain.story import LONGEST_TEASER, OwnPart
from samspil.alliances.domain.words import Sector
from samspil.alliances.models import Lesson, Party, Story, StoryPart
from samspil.alliances.rooms import Room

MOST_OWN = 300


def story_of(room: Room) -> Story:
    """The story that is kept, or an empty one that is not."""
    return Story.objects.filter(alliance=room.alliance).first() or Story(alliance=room.alliance)


def begun_story(room: Room) -> Story:
    """What the alliance has written already, as the first wording; nothing that is one party's own."""
    alliance, initiative = room.alliance, room.alliance.initiative
    tasks = [task.title for task in room.tasks]
    about = [alliance.purpose, f"Det er for: {alliance.target_group}." if alliance.target_group else ""]
    about += [f"Parterne deles om: {', '.join(tasks)}."] if tasks else []
    return Story(
        alliance=alliance,
        title=initiative.title,
        teaser=shortened(alliance.purpose, LONGEST_TEASER),
        place=alliance.place or initiative.lead.name,
        area=initiative.area,
        done="\n\n".join(one for one in about if one),
    )


def begun_part(room: Room, story: Story, party: Party) -> StoryPart:
    """A party's part as it has written it already: what it brings and gains, what it has delivered, and what it learnt."""
    lesson = Lesson.objects.filter(party=party).values_list("text", flat=True).first() or ""
    told = {"brings": party.brings, "gains": party.gain, "delivered": delivered(room, party), "learnt": lesson}
    return StoryPart(story=story, party=party, **{name: shortened(text, MOST_OWN) for name, text in told.items()})


def delivered(room: Room, party: Party) -> str:
    """What the party has delivered of its commitments, in numbers."""
    own = [one for one in room.commitments if one.party_id == party.pk]
    sums = [(one, one.as_promise(room.pieces[one.pk]).done) for one in own]
    return ", ".join(f"{number_in_words(done)} {one.unit}: {one.what}" for one, done in sums if done)


def parts_of(room: Room, story: Story) -> list[OwnPart]:
    """All parties that take part, each with what is kept of its own part; one that has written nothing has not said yes."""
    kept = {part.party_id: part for part in StoryPart.objects.filter(story=story.pk)}
    return [kept.get(party.pk, StoryPart(party=party)).as_part(party.name, Sector(party.sector)) for party in room.joined]


def shortened(text: str, most: int) -> str:
    """The text in one line of at most `most` letters, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
