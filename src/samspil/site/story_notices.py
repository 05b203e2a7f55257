"""Telling the parties how it goes with the example of their alliance."""

from samspil.alliances.domain.story import Telling
from samspil.alliances.domain.words import PartyState
from samspil.alliances.events import StoryAnswered, StoryTakenBack, StoryWritten
from samspil.alliances.models import Party, Story
from samspil.site.alliance_notices import people_of, tell


def story_of(alliance_id: int) -> Story | None:
    return Story.objects.select_related("alliance__initiative").filter(alliance=alliance_id).first()


def parties_of(story: Story) -> list[int | None]:
    return list(Party.objects.filter(alliance=story.alliance_id, state=PartyState.JOINED).values_list("organisation_id", flat=True))


def story_written(event: StoryWritten) -> None:
    """All parties can say yes to their part of what stands there now; once a day at most, however often it is mended."""
    story = story_of(event.alliance_id)
    if story and story.state == Telling.WRITING and story.revision == event.revision:
        text = f"Fortællingen om »{story.alliance.initiative.title}« venter på jeres ja"
        key = f"story-written:{story.pk}:{event.day}"
        tell(people_of(parties_of(story)), key, text, f"{story.alliance.address}fortael/", "En fortælling om jeres alliance venter på jeres ja", waits=True)


def story_taken_back(event: StoryTakenBack) -> None:
    """The others learn that it has come home from the editors."""
    story = story_of(event.alliance_id)
    if story and story.state == Telling.WRITING:
        text = f"En part har taget sit ja tilbage, så fortællingen om »{story.alliance.initiative.title}« er kommet hjem fra redaktionen"
        people = people_of(parties_of(story))
        tell(people, f"story-taken-back:{story.pk}:{event.moment}", text, f"{story.alliance.address}fortael/", "Fortællingen om jeres alliance er kommet hjem")


def story_answered(event: StoryAnswered) -> None:
    """All parties learn that it was published, taken down or not used."""
    story = story_of(event.alliance_id)
    if story and story.state == event.state:
        title = story.alliance.initiative.title
        text = {
            Telling.PUBLISHED.value: f"»{title}« er nu et eksempel, som alle kan læse",
            Telling.SENT.value: f"Redaktionen har taget eksemplet om »{title}« ned for nu",
            Telling.WRITING.value: f"Redaktionen har ikke brugt fortællingen om »{title}«. I kan rette den og sende den igen",
        }[event.state]
        url = event.page_url or f"{story.alliance.address}fortael/"
        tell(people_of(parties_of(story)), f"story-answered:{story.pk}:{event.state}:{event.moment}", text, url, "Nyt om eksemplet om jeres alliance")
