"""Comments on drafts are told by our resolver, never by Wagtail: to who follows the text, as they chose, without what was said."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Comment, Page, PageSubscription
from wagtail.test.utils.form_data import inline_formset

from samspil.core import events
from samspil.core.models import Notice
from samspil.identity.actions.choose_notices import turn_everything_off
from samspil.identity.actor import actor_for
from samspil.identity.models import Person
from samspil.site.tests.editing import press, write

pytestmark = pytest.mark.django_db
SAID = "Tallet er forkert"


def comment(client: Client, page: Page) -> None:
    fields = {"text": SAID, "contentpath": "title", "position": "", "resolved": "", "replies": inline_formset([])}
    assert press(client, page, "action-save", comments=inline_formset([fields])).status_code == 302
    assert Comment.objects.filter(page=page, text=SAID).exists()


def followed_by(page: Page, person: Person) -> None:
    PageSubscription.objects.create(page=page, user=person, comment_notifications=True)


@pytest.fixture
def draft(staff_client: Callable[[str], Client]) -> tuple[Client, Page]:
    editor = staff_client("editor")
    return editor, write(editor)


def test_followers_hear_of_a_comment_not_what_it_says_and_the_writer_hears_nothing(draft: tuple[Client, Page], make_person: Callable[..., Any]) -> None:
    editor, page = draft
    follower = make_person("foelger@example.dk", "reviewer")
    followed_by(page, follower)
    mail.outbox.clear()
    comment(editor, page)
    assert mail.outbox == [], "nothing leaves in the request"
    events.deliver_waiting()
    (line,) = Notice.objects.filter(recipient_id=follower.pk)
    assert (line.theme, line.url) == ("texts", f"/redaktion/pages/{page.pk}/edit/")
    assert SAID not in line.text
    assert not Notice.objects.filter(recipient_id=Person.objects.get(email="editor@example.dk").pk).exists()


def test_who_turned_everything_off_follows_in_silence(draft: tuple[Client, Page], make_person: Callable[..., Any]) -> None:
    editor, page = draft
    follower = make_person("foelger@example.dk", "reviewer")
    followed_by(page, follower)
    turn_everything_off(actor_for(follower))
    comment(editor, page)
    events.deliver_waiting()
    assert not Notice.objects.filter(recipient_id=follower.pk).exists()
    assert mail.outbox == []


def test_saving_without_comments_tells_nobody(draft: tuple[Client, Page], make_person: Callable[..., Any]) -> None:
    editor, page = draft
    follower = make_person("foelger@example.dk", "reviewer")
    followed_by(page, follower)
    press(editor, page, "action-save")
    events.deliver_waiting()
    assert not Notice.objects.filter(recipient_id=follower.pk).exists()
