"""A review is answered with words that reach the one who wrote the text, and the page says what happened."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from samspil.content.reviewing import ANSWER_FIRST, SAY_WHAT
from samspil.core import events
from samspil.core.models import Notice
from samspil.identity.models import Person
from samspil.knowledge.models import Example
from samspil.site.tests.editing import TITLE, fresh, press, read, section, write

pytestmark = pytest.mark.django_db
SAID = "Kilden mangler en dato"


@pytest.fixture
def editor(staff_client: Callable[[str], Client]) -> Client:
    return staff_client("editor")


@pytest.fixture
def reviewer(staff_client: Callable[[str], Client]) -> Client:
    return staff_client("reviewer")


def answer(client: Client, page: Example, errand: str, **fields: str) -> Any:
    """The answer given from a list."""
    return client.post(f"/redaktion/pages/workflow/action/{page.pk}/{errand}/{page.current_workflow_task_state.pk}/", fields)


def answer_in_form(client: Client, page: Example, errand: str, gathered: str) -> Any:
    """The answer given on the form, as the dialog sends it."""
    return press(client, page, "action-workflow-action", **{"workflow-action-name": errand, "workflow-action-extra-data": gathered})


def said(reply: Any) -> str:
    return read(" ".join(str(message) for message in get_messages(reply.wsgi_request))).strip()


def form(client: Client, page: Example) -> str:
    return read(client.get(f"/redaktion/pages/{page.pk}/edit/").content.decode())


def status(page: Example) -> str:
    return str(WorkflowState.objects.filter(object_id=str(page.pk)).latest("pk").status)


def test_what_the_reviewer_wrote_stands_on_the_desk_and_above_the_form(editor: Client, reviewer: Client) -> None:
    page = write(editor, "action-submit")
    answer(reviewer, page, "reject", comment=SAID)
    assert SAID in read(editor.get("/bord/").content.decode())
    shown = form(editor, page)
    assert "Sendt tilbage: noget skal rettes" in shown
    assert SAID in shown
    assert "reviewer@example.dk" in shown


def test_the_notice_leads_to_what_the_reviewer_wrote(editor: Client, reviewer: Client) -> None:
    page = write(editor, "action-submit")
    answer(reviewer, page, "reject", comment=SAID)
    events.deliver_waiting()
    notice = Notice.objects.get(recipient_id=Person.objects.get(email="editor@example.dk").pk)
    assert SAID not in notice.text
    assert SAID in read(editor.get(notice.url).content.decode())


def test_a_text_sent_again_no_longer_shows_what_was_said(editor: Client, reviewer: Client) -> None:
    page = write(editor, "action-submit")
    answer(reviewer, page, "reject", comment=SAID)
    press(editor, page, "action-submit")
    assert SAID not in form(editor, page)
    assert SAID not in read(editor.get("/bord/").content.decode())


@pytest.mark.parametrize("comment", ["", "   "])
def test_sending_back_without_words_is_refused(editor: Client, reviewer: Client, comment: str) -> None:
    page = write(editor, "action-submit")
    reply = answer(reviewer, page, "reject", comment=comment)
    assert SAY_WHAT in said(reply)
    assert status(page) == WorkflowState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("gathered", ["", "{}", '{"comment": " "}', "[]", "no json"])
def test_sending_back_on_the_form_without_words_is_refused_and_keeps_what_was_typed(editor: Client, reviewer: Client, gathered: str) -> None:
    page = write(editor, "action-submit")
    reply = press(reviewer, page, "action-workflow-action", place="Et nyt sted", **{"workflow-action-name": "reject", "workflow-action-extra-data": gathered})
    assert reply.status_code == 200
    assert SAY_WHAT in read(reply.content.decode())
    assert reply.context["form"]["place"].value() == "Et nyt sted"
    assert status(page) == WorkflowState.STATUS_IN_PROGRESS


def test_the_dialog_asks_again_for_words(editor: Client, reviewer: Client) -> None:
    page = write(editor, "action-submit")
    address = f"/redaktion/pages/workflow/collect_action_data/{page.pk}/reject/{page.current_workflow_task_state.pk}/"
    reply = reviewer.post(address, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"}).json()
    assert reply["step"] == "action"
    assert SAY_WHAT in read(reply["html"])
    assert reviewer.post(address, {"comment": SAID}).json() == {"step": "success", "cleaned_data": {"comment": SAID}}


def test_the_green_line_says_to_whom_a_text_was_sent_back(editor: Client, reviewer: Client) -> None:
    page = write(editor, "action-submit")
    reply = answer_in_form(reviewer, page, "reject", json.dumps({"comment": SAID}))
    assert said(reply) == f"»{TITLE}« er sendt tilbage til editor@example.dk."
    assert status(page) == WorkflowState.STATUS_NEEDS_CHANGES


def test_the_green_line_says_that_an_approved_text_is_out_and_where(editor: Client, reviewer: Client) -> None:
    page = write(editor, "action-submit")
    reply = answer_in_form(reviewer, page, "approve", "{}")
    assert said(reply) == f"»{TITLE}« er godkendt og udgivet. Se på sitet"
    assert fresh(page).url in "".join(str(message) for message in get_messages(reply.wsgi_request))
    assert fresh(page).live


def test_a_text_approved_for_later_says_when_it_comes_out(editor: Client, reviewer: Client) -> None:
    when = timezone.localtime(timezone.now() + timedelta(days=400)).replace(month=12, day=3, hour=8, minute=0)
    page = write(editor, "action-submit", go_live_at=when.strftime("%d.%m.%Y %H:%M"))
    assert said(answer(reviewer, page, "approve")) == f"»{TITLE}« er godkendt og udgives 3. december {when.year} kl. 8.00."
    assert not fresh(page).live
    assert f"Udgives 3. december {when.year} kl. 8.00" in read(editor.get("/bord/").content.decode())


def test_the_reviewer_sees_what_waits_with_both_answers_and_no_way_around(editor: Client, reviewer: Client) -> None:
    page = write(editor, "action-submit")
    reply = reviewer.get(f"/redaktion/pages/{page.pk}/edit/").content.decode()
    assert "Venter på dit gennemsyn" in read(reply)
    banner = read(reply.partition('id="gennemsyn"')[2].partition("</section>")[0])
    assert "Godkend, og udgiv" in banner
    assert "Send tilbage" in banner
    assert 'name="action-publish"' not in reply
    assert "Venter på dit gennemsyn" not in form(editor, page)


def test_a_reviewer_publishes_at_once_what_is_in_no_review(reviewer: Client) -> None:
    page = write(reviewer)
    reply = reviewer.get(f"/redaktion/pages/{page.pk}/edit/").content.decode()
    assert 'name="action-publish"' in reply
    assert 'id="gennemsyn"' not in reply


def publish_many(client: Client, *pages: Page, below: bool = False) -> Any:
    """Publishing marked pages from a list."""
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/redaktion/bulk/wagtailcore/page/publish/?{ids}&next=/redaktion/", {"include_descendants": "on"} if below else {})


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_publishing_around_a_review_is_refused_and_keeps_what_was_typed(editor: Client, staff_client: Callable[[str], Client], role: str) -> None:
    page = write(editor, "action-submit")
    reply = press(staff_client(role), page, "action-publish", place="Et nyt sted")
    assert reply.status_code == 200
    assert ANSWER_FIRST in read(reply.content.decode())
    assert reply.context["form"]["place"].value() == "Et nyt sted"
    assert not fresh(page).live
    assert status(page) == WorkflowState.STATUS_IN_PROGRESS


def test_publishing_many_at_once_is_no_way_around_a_review(editor: Client, reviewer: Client) -> None:
    waiting, draft = write(editor, "action-submit"), write(editor, slug="en-anden", title="En anden skrivestue")
    reply = publish_many(reviewer, waiting, draft)
    assert said(reply) == f"Intet er udgivet. Til gennemsyn er: {TITLE}. Godkend dem, eller send dem tilbage først."
    assert not fresh(waiting).live
    assert not fresh(draft).live
    assert status(waiting) == WorkflowState.STATUS_IN_PROGRESS


def test_publishing_a_section_with_all_below_it_is_no_way_around_a_review(editor: Client, reviewer: Client) -> None:
    waiting = write(editor, "action-submit")
    assert "Intet er udgivet" in said(publish_many(reviewer, section("eksempler"), below=True))
    assert not fresh(waiting).live


def test_texts_that_are_in_no_review_are_published_together(editor: Client, reviewer: Client) -> None:
    draft = write(editor)
    publish_many(reviewer, draft)
    assert fresh(draft).live


def test_a_text_sent_back_is_published_by_a_reviewer_and_the_review_is_over(editor: Client, reviewer: Client) -> None:
    page = write(editor, "action-submit")
    answer(reviewer, page, "reject", comment=SAID)
    assert press(reviewer, page, "action-publish").status_code == 302
    assert fresh(page).live
    assert status(page) == WorkflowState.STATUS_CANCELLED
