"""From an alliance to an example and back: drafted, reviewed, published, and begun from again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from samspil.alliances.actions.show import show_alliance
from samspil.alliances.actions.tell import send_story, take_yes_back
from samspil.alliances.events import StorySent, StoryTakenBack
from samspil.alliances.models import Alliance, Story
from samspil.alliances.tests.making import fine, now, who
from samspil.alliances.tests.making_more import Three, running_three
from samspil.alliances.tests.test_telling import TEXT, say_yes, sent, told, write
from samspil.content.events import PageChanged
from samspil.core import events
from samspil.core.models import Notice, RecordedEvent
from samspil.core.pagecache import STORE
from samspil.knowledge.models import Example
from samspil.site.alliance_examples import follow_page, make_draft, period, remove_draft

pytestmark = pytest.mark.django_db


def drafted(make_person: Any) -> tuple[Three, Example]:
    three = sent(make_person)
    events.deliver_waiting()
    return three, Example.objects.get(pk=story_of(three).page_id)


def story_of(three: Three) -> Story:
    return Story.objects.get(alliance=three.alliance)


def delivered() -> None:
    """What happened, and what followed from it."""
    events.deliver_waiting()
    events.deliver_waiting()


def approved(reviewer: Client, page: Example) -> None:
    """A reviewer publishes it."""
    task = page.current_workflow_task_state
    assert task is not None
    reviewer.post(f"/redaktion/pages/workflow/action/{page.pk}/approve/{task.pk}/", {"comment": ""})
    delivered()
    STORE.clear()


def read(address: str) -> str:
    reply = Client().get(address)
    assert reply.status_code == 200, address
    text: str = reply.content.decode()
    return text


def test_an_alliance_becomes_an_example_that_others_begin_from(make_person: Any, staff_client: Callable[[str], Client]) -> None:
    three, page = drafted(make_person)
    for person, one in three.everybody:
        fine(show_alliance(who(person), three.slug, one.pk, shown=True))
    assert not page.live, "editors read it first"
    reviewer = staff_client("reviewer")
    assert page.title in reviewer.get("/bord/").content.decode()
    assert staff_client("editor").get(f"/redaktion/pages/{page.pk}/edit/").status_code == 200
    approved(reviewer, page)
    address = f"/eksempler/{page.slug}/"
    text = read(address)
    for shown in (three.club.name, "Grøntsager", "20 aftener", "Spørg tidligt", "Et uddannelsessted", "Alliancen, der fortæller", three.address):
        assert shown in text, shown
    assert three.school.name not in text
    assert f'href="{address}"' in read(three.address)
    for person, _ in three.everybody:
        assert Notice.objects.filter(recipient_id=person.pk, text__contains="er nu et eksempel").count() == 1
    client = Client()
    client.force_login(make_person("nabokommune@example.dk"), backend="samspil.identity.backend.PersonBackend")
    start = client.get(f"/alliancer/start/?fra={page.slug}")
    assert TEXT.title in start.content.decode(), "start en alliance som denne"


def test_the_years_of_what_is_told_are_said_as_people_say_them() -> None:
    assert [period(2025, None), period(2025, 2026), period(2026, 2026)] == ["siden 2025", "2025–2026", "2026"]


def test_a_draft_is_made_once_and_not_when_it_came_home_before(make_person: Any) -> None:
    three, page = drafted(make_person)
    make_draft(StorySent(alliance_id=three.alliance.pk))
    assert Example.objects.filter(initiative=three.alliance.initiative).count() == 1
    fine(take_yes_back(who(three.chair), three.slug, three.club.pk, now=now()))
    make_draft(StorySent(alliance_id=three.alliance.pk))
    events.deliver_waiting()
    assert not Example.objects.filter(pk=page.pk).exists(), "with all its versions"
    assert Notice.objects.filter(recipient_id=three.owner.pk, text__contains="er kommet hjem fra redaktionen").count() == 1
    fine(say_yes(three, three.chair, three.club, revision=1))
    fine(send_story(who(three.chair), three.slug, three.club.pk, now=now()))
    events.deliver_waiting()
    assert Example.objects.filter(initiative=three.alliance.initiative).count() == 1


def test_the_draft_takes_a_free_address(make_person: Any) -> None:
    pages = [drafted(make_person)[1] for _ in range(2)]
    assert pages[0].slug != pages[1].slug
    three = sent(make_person)
    Example.objects.filter(pk=pages[0].pk).update(slug=three.slug)
    events.deliver_waiting()
    assert Example.objects.get(pk=story_of(three).page_id).slug == f"{three.slug}-2"


def test_what_was_published_the_moment_before_a_yes_was_taken_back_stays_and_is_known_to_be_public(make_person: Any) -> None:
    three, page = drafted(make_person)
    fine(take_yes_back(who(three.chair), three.slug, three.club.pk, now=now()))
    RecordedEvent.objects.update(delivered_at=now())
    Example.objects.filter(pk=page.pk).update(live=True)
    remove_draft(StoryTakenBack(alliance_id=three.alliance.pk, party_id=three.party(three.club).pk, page_id=page.pk, moment="2026-11-22"))
    assert (story_of(three).state, story_of(three).page_url) == ("published", f"/eksempler/{page.slug}/")


def test_the_alliance_follows_its_example_down_and_away(make_person: Any, staff_client: Callable[[str], Client]) -> None:
    three, page = drafted(make_person)
    approved(staff_client("reviewer"), page)
    Example.objects.get(pk=page.pk).unpublish()
    delivered()
    assert (story_of(three).state, Alliance.objects.get(pk=three.alliance.pk).told_url) == ("sent", "")
    follow_page(PageChanged(page_id=page.pk, page_type="knowledge.example"))
    assert Notice.objects.filter(recipient_id=three.chair.pk, text__contains="taget eksemplet").count() == 1, "told once"
    Example.objects.get(pk=page.pk).delete()
    delivered()
    assert (story_of(three).state, story_of(three).page_id) == ("writing", None)
    assert Notice.objects.filter(recipient_id=three.chair.pk, text__contains="har ikke brugt fortællingen").count() == 1
    follow_page(PageChanged(page_id=page.pk, page_type="knowledge.example"))
    follow_page(PageChanged(page_id=page.pk, page_type="knowledge.article"))


def test_all_parties_are_asked_for_their_yes_when_it_is_written(make_person: Any) -> None:
    three = told(make_person)
    fine(write(three, TEXT.__class__(**{**vars(TEXT), "took": "Et år"}), revision=1))
    events.deliver_waiting()
    for person, _ in three.everybody:
        assert Notice.objects.filter(recipient_id=person.pk, text__contains="venter på jeres ja").count() == 1


def test_what_parties_write_is_text_and_never_markup(make_person: Any) -> None:
    three = running_three(make_person)
    fine(write(three, TEXT.__class__(**{**vars(TEXT), "done": "<script>x</script>\n\nSlut"})))
    for person, one in three.everybody:
        fine(say_yes(three, person, one))
    fine(send_story(who(three.chair), three.slug, three.club.pk, now=now()))
    events.deliver_waiting()
    page = Example.objects.get(pk=story_of(three).page_id)
    assert page.done == "<p>&lt;script&gt;x&lt;/script&gt;</p>\n\n<p>Slut</p>"
    assert page.get_latest_revision_as_object().parties.count() == len(three.everybody)
