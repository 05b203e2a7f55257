"""Pages that are stored at a visit, under a mark of what they were made of."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils.timezone import localdate

from samspil.core import storing
from samspil.core.models import StoredPage
from samspil.core.stored import Parts, stored_page
from samspil.core.viewers import PUBLIC

PAGE = Parts("knowledge", "Titel", "Beskrivelse", "", "<p>Som det var</p>")
KNOWN: dict[str, Any] = {"kind": "prøve", "object_id": 1, "audience": "public", "mark": "7.7"}

pytestmark = pytest.mark.django_db


def visit(known: dict[str, Any], made: list[str], main: str = PAGE.main) -> str:
    def live() -> Parts:
        made.append(main)
        return replace(PAGE, main=main)

    return storing.answer(RequestFactory().get("/proeve/"), PUBLIC, known, live).content.decode()


def test_a_page_is_made_once_under_a_mark_and_anew_under_another() -> None:
    made: list[str] = []
    assert PAGE.main in visit(KNOWN, made)
    assert PAGE.main in visit(KNOWN, made, "<p>Som det er</p>")
    assert "Som det er" in visit({**KNOWN, "mark": "8.15"}, made, "<p>Som det er</p>")
    assert made == [PAGE.main, "<p>Som det er</p>"]
    assert StoredPage.objects.filter(kind="prøve").count() == 1


def test_a_page_stored_under_a_mark_is_shown_to_nobody_who_does_not_know_it() -> None:
    visit(KNOWN, [])
    assert stored_page(PUBLIC, "/proeve/", localdate()) is None
    assert stored_page(PUBLIC, "/proeve/", localdate() + timedelta(days=1), KNOWN["mark"]) is None
    assert stored_page(PUBLIC, "/proeve/", localdate(), KNOWN["mark"]) is not None


def test_what_was_stored_on_other_days_goes() -> None:
    visit(KNOWN, [])
    storing.store([storing.Rendered(kind="prøve", object_id=2, audience="public", url="/fast/", parts=PAGE)])
    storing.forget_old("prøve", localdate())
    assert StoredPage.objects.filter(kind="prøve").count() == 2
    storing.forget_old("prøve", localdate() + timedelta(days=1))
    assert list(StoredPage.objects.filter(kind="prøve").values_list("url", flat=True)) == ["/fast/"]
