"""From draft to published: editors write and send, reviewers publish or send back, and then everybody sees it everywhere at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowState

from samspil.content.jobs import publish_scheduled
from samspil.content.models import HomePage
from samspil.core import events
from samspil.core.models import Document, Notice, RecordedEvent
from samspil.identity.models import Person
from samspil.knowledge.models import Example
from samspil.site import preparing
from samspil.site.tests.editing import TITLE, fresh, press, write

pytestmark = pytest.mark.django_db
ADDRESS = "/eksempler/skrivestuen/"


@pytest.fixture
def editor(staff_client: Callable[[str], Client]) -> Client:
    return staff_client("editor")


@pytest.fixture
def reviewer(staff_client: Callable[[str], Client]) -> Client:
    return staff_client("reviewer")


def seen_by_everybody(client: Client) -> list[bool]:
    """Page, list, search, municipality, feed."""
    events.deliver_waiting()
    lists = ["/eksempler/?kommune=0000", "/soeg/?q=skrivestuen", "/kommuner/noerrevang/", "/eksempler/nyt.atom"]
    return [client.get(ADDRESS).status_code == 200, *(TITLE in client.get(path).content.decode() for path in lists)]


def approve(reviewer: Client, page: Example, errand: str = "approve", comment: str = "") -> None:
    state = page.current_workflow_task_state
    reply = reviewer.post(f"/redaktion/pages/workflow/action/{page.pk}/{errand}/{state.pk}/", {"comment": comment} if comment else {})
    assert reply.status_code in {200, 302}, reply.content


def test_an_editor_saves_a_draft_nobody_else_sees(editor: Client, client: Client) -> None:
    page = write(editor)
    assert not page.live
    assert seen_by_everybody(client) == [False] * 5


@pytest.mark.parametrize("button", ["action-publish", "action-publish-schedule"])
def test_an_editor_cannot_publish(editor: Client, client: Client, button: str) -> None:
    page = write(editor, button)
    assert not page.live
    press(editor, page, button)
    assert not fresh(page).live
    assert "Udgiv" not in editor.get(f"/redaktion/pages/{page.pk}/edit/").content.decode().partition("<footer")[2].partition("</footer>")[0]


def test_a_text_sent_to_review_is_published_when_approved(editor: Client, reviewer: Client, client: Client) -> None:
    page = write(editor, "action-submit")
    assert page.current_workflow_state.workflow.name == preparing.REVIEW
    approve(reviewer, page)
    assert fresh(page).live
    assert seen_by_everybody(client) == [True] * 5


def test_a_correction_goes_the_same_way_and_the_old_text_stays_until_then(editor: Client, reviewer: Client, client: Client) -> None:
    page = write(editor, "action-submit")
    approve(reviewer, page)
    press(editor, page, "action-submit", title="Skrivestuen er flyttet")
    assert seen_by_everybody(client) == [True] * 5
    assert "er flyttet" not in client.get(ADDRESS).content.decode()
    approve(reviewer, fresh(page))
    events.deliver_waiting()
    assert "Skrivestuen er flyttet" in client.get(ADDRESS).content.decode()
    assert "Skrivestuen er flyttet" in client.get("/eksempler/?kommune=0000").content.decode()


def test_an_editor_cannot_approve(editor: Client, staff_client: Callable[[str], Client]) -> None:
    page = write(editor, "action-submit")
    state = page.current_workflow_task_state
    reply = editor.post(f"/redaktion/pages/workflow/action/{page.pk}/approve/{state.pk}/")
    assert reply.headers["Location"] == "/redaktion/", "Wagtail sends home whoever may not"
    assert not fresh(page).live
    assert fresh(page).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_reviewers_hear_of_it_without_a_word_of_the_text(editor: Client, make_person: Callable[..., Any]) -> None:
    make_person("fagfaelle@example.dk", "reviewer")
    write(editor, "action-submit")
    events.deliver_waiting()
    told: list[Any] = [message for message in mail.outbox if message.to == ["fagfaelle@example.dk"]]
    assert [message.subject for message in told] == ["En tekst venter på gennemsyn"]
    assert "Skrivestuen" not in str(told[0].body) + str(told[0].alternatives)
    assert not [message for message in mail.outbox if message.to == ["editor@example.dk"]]
    notice = Notice.objects.get(recipient_id=Person.objects.get(email="fagfaelle@example.dk").pk)
    assert "Skrivestuen" not in notice.text


def test_the_editor_hears_how_it_went(editor: Client, reviewer: Client) -> None:
    page = write(editor, "action-submit")
    approve(reviewer, page, "reject", comment="Kilden mangler en dato")
    events.deliver_waiting()
    assert not fresh(page).live
    message = next(message for message in mail.outbox if message.to == ["editor@example.dk"])
    assert message.subject == "Din tekst er sendt tilbage"
    assert "Kilden" not in str(message.body)
    press(editor, page, "action-submit")
    approve(reviewer, fresh(page))
    events.deliver_waiting()
    assert [message.subject for message in mail.outbox if message.to == ["editor@example.dk"]] == ["Din tekst er sendt tilbage", "Din tekst er udgivet"]


def test_delivering_an_event_again_mails_nobody_twice(editor: Client, make_person: Callable[..., Any]) -> None:
    make_person("fagfaelle@example.dk", "reviewer")
    write(editor, "action-submit")
    events.deliver_waiting()
    sent = len(mail.outbox)
    RecordedEvent.objects.filter(kind="content.ReviewAsked").update(delivered_at=None)
    events.deliver_waiting()
    assert len(mail.outbox) == sent


def test_a_reviewer_publishes_at_a_time(reviewer: Client, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = write(reviewer)
    soon = timezone.localtime(timezone.now() + timedelta(hours=1))
    press(reviewer, page, "action-publish", go_live_at=soon.strftime("%d.%m.%Y %H:%M"))
    publish_scheduled(timestamp=0)
    assert not fresh(page).live
    later = timezone.now() + timedelta(hours=2)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: later)
        publish_scheduled(timestamp=0)
    assert fresh(page).live
    assert seen_by_everybody(client) == [True] * 5


def test_a_text_is_taken_back_at_a_time(reviewer: Client, client: Client) -> None:
    page = write(reviewer, "action-publish")
    assert seen_by_everybody(client) == [True] * 5
    Example.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    publish_scheduled(timestamp=0)
    assert seen_by_everybody(client) == [False] * 5


def test_a_text_taken_back_or_deleted_is_gone_everywhere(reviewer: Client, client: Client) -> None:
    page = write(reviewer, "action-publish")
    reviewer.post(f"/redaktion/pages/{page.pk}/unpublish/")
    assert seen_by_everybody(client) == [False] * 5
    press(reviewer, page, "action-publish")
    assert seen_by_everybody(client) == [True] * 5
    reviewer.post(f"/redaktion/pages/{page.pk}/delete/")
    assert not Example.objects.filter(pk=page.pk).exists()
    assert seen_by_everybody(client) == [False] * 5
    assert not Document.objects.exclude(audience="nobody").filter(url=ADDRESS).exists()


def test_a_new_address_leads_on_from_the_old_one(reviewer: Client, client: Client, django_capture_on_commit_callbacks: Any) -> None:
    page = write(reviewer, "action-publish")
    with django_capture_on_commit_callbacks(execute=True):
        press(reviewer, page, "action-publish", slug="skrivestuen-flyttet")
    events.deliver_waiting()
    moved = client.get(ADDRESS)
    assert (moved.status_code, moved.headers["Location"]) == (301, "/eksempler/skrivestuen-flyttet/")
    assert client.get("/eksempler/skrivestuen-flyttet/").status_code == 200
    assert ADDRESS not in client.get("/eksempler/?kommune=0000").content.decode()


def test_setting_up_review_again_changes_nothing() -> None:
    before = list(Workflow.objects.order_by("pk").values()), list(GroupApprovalTask.objects.order_by("pk").values("name", "active"))
    preparing.set_up_review(HomePage.objects.get())
    assert (list(Workflow.objects.order_by("pk").values()), list(GroupApprovalTask.objects.order_by("pk").values("name", "active"))) == before
    assert [workflow.name for workflow in Workflow.objects.filter(active=True)] == [preparing.REVIEW]
    assert HomePage.objects.get().get_workflow().name == preparing.REVIEW
    assert set(Group.objects.values_list("name", flat=True)) >= {"editor", "reviewer", "administrator"}
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
