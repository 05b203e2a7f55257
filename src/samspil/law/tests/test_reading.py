"""Legal answers are read one by one, by topic, and only by those who may see them."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client

from samspil.core import events, pagecache
from samspil.core.tests.visiting import page
from samspil.core.viewers import PUBLIC
from samspil.law import presenting, queries
from samspil.law.domain.certainty import DANISH
from samspil.law.domain.topics import TOPICS
from samspil.law.models import LegalAnswer

pytestmark = pytest.mark.django_db


def listed(html: str) -> set[str]:
    return set(re.findall(r'href="/jura/([-a-z0-9]+)/"', html))


def test_the_overview_lists_every_answer_under_its_topic() -> None:
    groups = presenting.overview(PUBLIC, "")["groups"]
    assert sum(len(group["cards"]) for group in groups) == LegalAnswer.objects.live().count() > 40
    assert [group["key"] for group in groups] == [key for key in TOPICS if key in {group["key"] for group in groups}]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_shows_its_answers_and_tells_how_many(topic: str) -> None:
    expected = set(LegalAnswer.objects.live().filter(topic=topic).values_list("slug", flat=True))
    assert listed(page(f"/jura/?emne={topic}")) == expected
    assert next(row["count"] for row in presenting.overview(PUBLIC, topic)["topics"] if row["key"] == topic) == len(expected)


@pytest.mark.parametrize("topic", ["maane", "", "%00", "a" * 500])
def test_a_topic_that_does_not_exist_shows_all(topic: str) -> None:
    assert len(listed(page(f"/jura/?emne={topic}"))) == LegalAnswer.objects.live().count()


def test_an_answer_says_how_sure_it_is_and_what_it_rests_on() -> None:
    for answer in LegalAnswer.objects.live().order_by("pk")[::10]:
        html = page(f"/jura/{answer.slug}/")
        assert DANISH[answer.certainty] in html
        assert all(law.law.replace("'", "&#x27;") in html for law in answer.laws.all())


def test_an_answer_nobody_has_checked_does_not_say_when_it_was_checked() -> None:
    unclear = LegalAnswer.objects.live().filter(certainty="unclear").first()
    html = page(f"/jura/{unclear.slug}/")
    assert "Ikke kontrolleret – spørg." in html
    assert "Sidst set efter" in html
    assert "Sidst kontrolleret" not in html
    sure = LegalAnswer.objects.live().filter(certainty="sure").first()
    assert "Sidst kontrolleret" in page(f"/jura/{sure.slug}/")


def test_an_answer_taken_down_is_read_by_nobody_and_listed_nowhere() -> None:
    answer = LegalAnswer.objects.live().first()
    answer.unpublish()
    events.deliver_waiting()
    pagecache.STORE.clear()
    assert Client().get(f"/jura/{answer.slug}/").status_code == 404
    with pytest.raises(Http404):
        queries.get_answer_for(PUBLIC, answer.slug)
    assert answer.slug not in listed(page("/jura/"))


def test_no_question_can_end_the_block_for_search_engines() -> None:
    answer = LegalAnswer.objects.live().first()
    answer.title = "</script><script>alert(1)</script>"
    assert "</script><script>" not in presenting.structured(answer).removesuffix("</script>")


@pytest.mark.parametrize(("field", "value", "says"), [("expires_on", "2020-01-01", "før det gælder"), ("checked_on", "2999-01-01", "ligger i fremtiden")])
def test_dates_that_contradict_each_other_are_refused_in_danish(field: str, value: str, says: str) -> None:
    answer = LegalAnswer.objects.live().first()
    setattr(answer, field, date.fromisoformat(value))
    with pytest.raises(ValidationError, match=says):
        answer.full_clean()


def test_a_law_with_number_and_year_leads_to_its_text() -> None:
    for answer in LegalAnswer.objects.live():
        for law in answer.laws.all():
            assert law.url == (f"https://www.retsinformation.dk/eli/lta/{law.year}/{law.number}" if law.number and law.year else "")


@pytest.mark.parametrize("days", [0, -1, 400])
def test_an_answer_runs_out_after_it_was_checked_and_within_a_year(days: int) -> None:
    answer = LegalAnswer.objects.get(slug="har-frivillige-tavshedspligt")
    answer.expires_on = answer.checked_on + timedelta(days=days)
    with pytest.raises(ValidationError) as refused:
        answer.full_clean()
    assert "expires_on" in refused.value.message_dict


def first_of(topic: str) -> str:
    found = re.search(r'href="/jura/([-a-z0-9]+)/"', presenting.overview(PUBLIC, topic)["groups"][0]["cards"][0])
    assert found
    return found[1]


def test_a_topic_begins_with_the_question_most_people_need() -> None:
    assert first_of("tavshedspligt") == "har-frivillige-tavshedspligt"
    assert first_of("boerneattest") == "hvornaar-boerneattest"


def test_an_answer_without_a_place_stands_after_those_that_have_one() -> None:
    LegalAnswer.objects.filter(slug="har-frivillige-tavshedspligt").update(position=None)
    cards = presenting.overview(PUBLIC, "tavshedspligt")["groups"][0]["cards"]
    assert "har-frivillige-tavshedspligt" in cards[-1]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_one_question_it_begins_with(topic: str) -> None:
    assert list(LegalAnswer.objects.filter(topic=topic, position=1).values_list("slug", flat=True)) == [first_of(topic)]


def test_the_overview_searches_the_answers_alone() -> None:
    form = page("/jura/").partition('role="search"')[2].partition("</form>")[0]
    assert 'name="slags" value="legal-answer"' in form
    assert 'name="q"' in form
