"""The index finds out what it was never told."""

import pytest
from django.utils import timezone
from wagtail.models import Page

from samspil.core import events
from samspil.core.models import Document
from samspil.site.indexing import renew_stale

pytestmark = pytest.mark.django_db


def test_a_true_index_is_left_alone() -> None:
    assert renew_stale() == 0


def test_a_page_published_without_an_event_is_found() -> None:
    page = Page.objects.get(slug="aeblemosteriet")
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now(), title="Mosteriet i ny form")
    assert renew_stale() == 1
    events.deliver_waiting()
    assert Document.objects.get(kind="example", object_id=page.pk).title == "Mosteriet i ny form"


def test_a_page_withdrawn_without_an_event_is_hidden() -> None:
    page = Page.objects.get(slug="aeblemosteriet")
    Page.objects.filter(pk=page.pk).update(live=False)
    assert renew_stale() == 1
    events.deliver_waiting()
    assert Document.objects.get(kind="example", object_id=page.pk).audience == "nobody"


def test_a_page_that_never_came_into_the_index_is_found() -> None:
    page = Page.objects.get(slug="aeblemosteriet")
    Document.objects.filter(kind="example", object_id=page.pk).delete()
    assert renew_stale() == 1
    events.deliver_waiting()
    assert Document.objects.filter(kind="example", object_id=page.pk, audience="public").exists()


def test_a_page_that_is_gone_leaves_the_index() -> None:
    page = Page.objects.get(slug="aeblemosteriet")
    Document.objects.filter(kind="example", object_id=page.pk).update(object_id=999_999)
    renew_stale()
    assert Document.objects.get(kind="example", object_id=999_999).audience == "nobody"
