"""Wagtail's signals become our events: once each, also for what lies below, and Wagtail itself mails nobody."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from samspil.content import loading
from samspil.content.models import StandardPage
from samspil.core.models import RecordedEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> StandardPage:
    page = StandardPage(title="Prøve", slug="proeve", body="<p>Tekst</p>")
    loading.section("proever", "Prøver").add_child(instance=page)
    page.save_revision().publish()
    below = StandardPage(title="Under", slug="under", body="<p>Tekst</p>")
    page.add_child(instance=below)
    below.save_revision().publish()
    RecordedEvent.objects.all().delete()
    found: StandardPage = StandardPage.objects.get(slug="proeve")
    return found


def told() -> list[str]:
    """Slugs of the pages that were told of since last time; "" for one that is gone."""
    rows = list(RecordedEvent.objects.filter(kind="content.PageChanged").order_by("pk").values_list("payload", flat=True))
    RecordedEvent.objects.all().delete()
    assert {row["page_type"] for row in rows} <= {"content.standardpage"}
    slugs = dict(StandardPage.objects.values_list("pk", "slug"))
    return sorted(slugs.get(row["page_id"], "") for row in rows)


def test_publishing_and_unpublishing_are_told(page: StandardPage) -> None:
    page.save_revision().publish()
    assert told() == ["proeve"]
    page.unpublish()
    assert told() == ["proeve"]


def test_a_draft_is_not_told(page: StandardPage) -> None:
    page.save_revision()
    assert told() == []


def test_moving_is_told_of_everything_below(page: StandardPage) -> None:
    other = loading.section("andre", "Andre")
    RecordedEvent.objects.all().delete()
    page.move(other, pos="last-child")
    assert set(told()) == {"proeve", "under"}


def test_deleting_is_told_of_everything_below(page: StandardPage) -> None:
    ids = set(page.get_descendants(inclusive=True).values_list("pk", flat=True))
    page.delete()
    assert {row["page_id"] for row in RecordedEvent.objects.filter(kind="content.PageChanged").values_list("payload", flat=True)} == ids


def test_closing_and_opening_are_told_of_everything_below(page: StandardPage) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    assert set(told()) == {"proeve", "under"}
    restriction.groups.add(Group.objects.get_or_create(name="venner")[0])
    assert set(told()) == {"proeve", "under"}
    restriction.delete()
    assert set(told()) == {"proeve", "under"}


@pytest.mark.parametrize(
    ("signal", "sender"),
    [(task_submitted, TaskState), (workflow_submitted, WorkflowState), (workflow_approved, WorkflowState), (workflow_rejected, WorkflowState)],
)
def test_wagtail_mails_nobody_about_review(signal: Any, sender: type) -> None:
    listeners = [f"{type(receiver).__name__} {receiver}" for receivers in signal._live_receivers(sender) for receiver in receivers]
    assert not [name for name in listeners if "Email" in name]
