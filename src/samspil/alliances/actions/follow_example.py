"""What an alliance learns of the page editors have of its story. Told by site, because the page is another room's."""

from django.utils.timezone import now

from samspil.alliances.domain.story import Telling
from samspil.alliances.events import StoryAnswered
from samspil.alliances.models import Story
from samspil.core import events


def drafted(story: Story, page_id: int) -> None:
    """Editors have a draft."""
    story.page_id = page_id
    story.save(update_fields=["page_id"])


def published(story: Story, page_id: int, url: str) -> None:
    """Everybody can read it at this address; the parties are told, once."""
    if (story.state, story.page_url) == (Telling.PUBLISHED.value, url):
        return
    story.state, story.page_id, story.page_url = Telling.PUBLISHED.value, page_id, url
    told(story, url)


def taken_down(story: Story) -> None:
    """It lies with the editors again."""
    if story.state == Telling.PUBLISHED:
        story.state, story.page_url = Telling.SENT.value, ""
        told(story, "")


def gone(story: Story) -> None:
    """Editors have removed it; the story is the parties' again, and they are told."""
    story.state, story.page_id, story.page_url, story.sent_at = Telling.WRITING.value, None, "", None
    told(story, "")


def told(story: Story, url: str) -> None:
    """Save it with the alliance's own link, and record what happened."""
    story.save(update_fields=["state", "page_id", "page_url", "sent_at"])
    story.alliance.told_url = url
    story.alliance.save(update_fields=["told_url"])
    events.record(StoryAnswered(alliance_id=story.alliance_id, state=story.state, page_url=url, moment=now().isoformat()))
