"""From an alliance to an example: the draft editors get, and what the alliance learns of it. The rooms do not know each other; this file knows both."""

from django.utils.html import linebreaks
from django.utils.timezone import localdate

from samspil.alliances import stories
from samspil.alliances.actions import follow_example
from samspil.alliances.domain.story import Draft, Telling, draft_of
from samspil.alliances.events import StorySent, StoryTakenBack
from samspil.alliances.models import Story
from samspil.alliances.rooms import Room
from samspil.content import loading
from samspil.content.events import PageChanged
from samspil.content.models import SectionPage
from samspil.core.periods import danish_date
from samspil.knowledge.domain.words import Evidence, Grade, ThreadStage
from samspil.knowledge.models import Example, ExampleParty, ExampleSource, ExampleStep

EXAMPLE = "knowledge.example"
TEXTS = ("done", "took", "outcome", "obstacles", "advice")


def held(**which: int) -> Story | None:
    """The story, held until the transaction ends."""
    stories_ = Story.objects.select_for_update(of=("self",)).select_related("alliance__initiative__lead", "alliance__kle", "area")
    return stories_.filter(**which).first()


def make_draft(event: StorySent) -> None:
    """Editors get a draft in review, with what may be public just now; once, and not when a yes was taken back meanwhile."""
    story = held(alliance=event.alliance_id)
    if story is None or story.state != Telling.SENT or story.page_id:
        return
    room = Room(story.alliance)
    page = example_of(room, story, draft_of(story.as_text(), stories.parts_of(room, story)))
    section = loading.section("eksempler", "Eksempler")
    page.slug = free_slug(section, story.alliance.slug)
    section.add_child(instance=page)
    page.save_revision()
    workflow = page.get_workflow()
    if workflow:
        workflow.start(page, None)
    follow_example.drafted(story, page.pk)


def free_slug(section: SectionPage, slug: str) -> str:
    """The alliance's name in addresses, or the first of its kind that no other page has."""
    taken = set(Example.objects.child_of(section).filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(one for one in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)


def example_of(room: Room, story: Story, draft: Draft) -> Example:
    """The example, not saved: what is told is the parties' own, so it stands as told or counted and under editorial check."""
    alliance, initiative = story.alliance, story.alliance.initiative
    begun = alliance.begun_on or initiative.begun_at.date()
    page = Example(
        title=draft.text.title,
        teaser=draft.text.teaser,
        place=draft.text.place,
        live=False,
        main_area=story.area,
        year_from=begun.year,
        period=period(begun.year, alliance.ended_at.year if alliance.ended_at else None),
        evidence=Evidence.COUNTED.value if draft.counted else Evidence.TOLD.value,
        grade=Grade.B.value,
        checked_on=localdate(),
        initiative=initiative,
        alliance_key=alliance.pk,
        **{name: linebreaks(getattr(draft.text, name), autoescape=True) if getattr(draft.text, name) else "" for name in TEXTS},
    )
    page.areas = [story.area] if story.area else []
    page.kle = [alliance.kle] if alliance.kle else []
    page.municipalities = [initiative.lead]
    page.parties = [
        ExampleParty(sort_order=n, name=one.name, sector=one.sector.value, brings=one.brings, gains=one.gains) for n, one in enumerate(draft.parties)
    ]
    page.steps = [ExampleStep(sort_order=n, stage=stage, text=text) for n, (stage, text) in enumerate(steps(room).items())]
    page.sources = [ExampleSource(text="Parterne i alliancen har selv fortalt det på Samspil", date=danish_date(localdate()))]
    return page


def period(first: int, last: int | None) -> str:
    """The years as readers see them; `last` is None while it goes on."""
    if last is None:
        return f"siden {first}"
    return f"{first}" if first == last else f"{first}–{last}"


def steps(room: Room) -> dict[str, str]:
    """The way from need to effect, as far as the alliance has come."""
    alliance = room.alliance
    told = {ThreadStage.NEED.value: f"Begyndt {danish_date(alliance.initiative.begun_at.date())}", ThreadStage.FOUND.value: f"{len(room.joined)} parter"}
    if alliance.agreed_at:
        told[ThreadStage.AGREED.value] = f"Underskrevet {danish_date(alliance.agreed_at.date())}"
    if alliance.begun_on:
        told[ThreadStage.DOING.value] = f"Siden {danish_date(alliance.begun_on)}"
    return {**told, ThreadStage.TOLD.value: f"Fortalt {danish_date(localdate())}"}


def remove_draft(event: StoryTakenBack) -> None:
    """The draft goes with all its versions, so that no word of the party stays with the editors. One that was published the moment before stays:
    the story is public again, and editors see what the party writes to them."""
    page = Example.objects.filter(pk=event.page_id).first() if event.page_id else None
    if page is None:
        return
    story = held(alliance=event.alliance_id)
    if page.live and story:
        follow_example.published(story, page.pk, address(page))
    elif not page.live:
        page.delete()


def follow_page(event: PageChanged) -> None:
    """The alliance learns that its example was published, taken down or removed."""
    story = held(page_id=event.page_id) if event.page_type == EXAMPLE else None
    if story is None:
        return
    page = Example.objects.filter(pk=event.page_id).first()
    if page is None:
        follow_example.gone(story)
    elif page.live:
        follow_example.published(story, page.pk, address(page))
    else:
        follow_example.taken_down(story)


def address(page: Example) -> str:
    """Where everybody reads it."""
    return f"/eksempler/{page.slug}/"
