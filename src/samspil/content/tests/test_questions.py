"""A text page's list of legal answers tells the short answers."""

import re

import pytest
from django.test import Client

from samspil.content.questions import with_short_answers
from samspil.core import pagecache
from samspil.core.models import Document

pytestmark = pytest.mark.django_db
LISTED = '<ul><li><a href="/jura/bisidder/">Kan du tage en bisidder med?</a></li></ul>'


def test_relatives_see_the_short_answer_at_each_question() -> None:
    pagecache.STORE.clear()
    html = Client().get("/hjaelp/paaroerende/").content.decode()
    questions = re.findall(r'<ul class="qs">(.*?)</ul>', html, re.S)
    assert len(questions) == 1
    assert questions[0].count("<li") == 4


def test_a_list_with_an_answer_nobody_may_read_stays_as_written() -> None:
    assert '<ul class="qs">' in with_short_answers(LISTED)
    Document.objects.filter(url="/jura/bisidder/").update(audience="person")
    assert with_short_answers(LISTED) == LISTED


def test_a_list_of_more_than_legal_answers_stays_as_written() -> None:
    mixed = LISTED.replace("</li>", " og mere</li>")
    assert with_short_answers(mixed) == mixed
