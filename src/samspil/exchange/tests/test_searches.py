"""Searches people keep: what is new in them is told once a week, in one line, by the rule of who may see what."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from samspil.alliances.tests.making import client_of, now
from samspil.core import events
from samspil.core.models import Notice
from samspil.exchange import jobs
from samspil.exchange.actions.keep_search import MOST_SEARCHES
from samspil.exchange.models import Need, SavedSearch
from samspil.exchange.tests.making import asked, club_and_chair, shown

pytestmark = pytest.mark.django_db
HERE, KEEP = "/behov/soegninger/", "/behov/soegninger/gem/"


def a_week_ago() -> None:
    """As if a week had gone since anybody was told."""
    SavedSearch.objects.update(told_until=now() - timedelta(days=7))


def told(person: Any) -> list[str]:
    jobs.tell_searches(0)
    events.deliver_waiting()
    return list(Notice.objects.filter(recipient_id=person.pk).order_by("pk").values_list("text", flat=True))


def test_a_search_near_one_is_kept_and_what_is_new_is_told_once(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    person = make_person("soeger@example.dk")
    page = client_of(person)
    assert "Gem søgningen" in shown(page, "/behov/naer/?by=4330&km=10")
    assert page.post(KEEP, {"naer": "ja", "query": "by=Hvals%C3%B8&km=10&alder=17"})["Location"] == HERE
    search = SavedSearch.objects.get()
    assert (search.name, search.query) == ("Nær 4330 Hvalsø", "by=4330&km=10&alder=17")
    assert page.get(search.address).status_code == 200
    a_week_ago()
    asked(chair, club, title="Slå græs")
    asked(chair, club, title="For voksne", min_age=18)
    assert told(person) == ["1 ny opgave i din søgning »Nær 4330 Hvalsø«"]
    assert told(person) == ["1 ny opgave i din søgning »Nær 4330 Hvalsø«"]
    assert not mail.outbox


def test_what_is_new_stands_on_ones_own_page_with_why(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    page = client_of(make_person("soeger@example.dk"))
    page.post(KEEP, {"query": "slags=help&q="})
    a_week_ago()
    asked(chair, club, title="Slå græs")
    asked(chair, club, title="Noget andet", kind="board")
    found = shown(page, HERE)
    assert "Slå græs" in found
    assert "4330 Hvalsø" in found
    assert "Noget andet" not in found
    Need.objects.update(hidden_at=now())
    assert "Slå græs" not in shown(page, HERE)


def test_words_are_searched_for_and_nothing_new_says_nothing(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    person = make_person("soeger@example.dk")
    client_of(person).post(KEEP, {"query": "q=græs"})
    a_week_ago()
    asked(chair, club, title="Pluk æbler igen")
    assert told(person) == []
    a_week_ago()
    asked(chair, club, title="Slå græs")
    assert told(person) == ["1 ny opgave i din søgning »græs«"]


def test_a_rest_a_name_and_an_end(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    person = make_person("soeger@example.dk")
    page = client_of(person)
    page.post(KEEP, {"query": ""})
    search = SavedSearch.objects.get()
    page.post(f"{HERE}{search.pk}/", {"errand": "pause"})
    a_week_ago()
    asked(chair, club)
    assert told(person) == []
    page.post(f"{HERE}{search.pk}/", {"errand": "resume"})
    assert told(person) == [], "what came in the rest is not new"
    page.post(f"{HERE}{search.pk}/", {"name": "Alt i byen"})
    assert "Alt i byen" in shown(page, HERE)
    assert "CPR" in page.post(f"{HERE}{search.pk}/", {"name": "010190-1234"}, follow=True).content.decode()
    page.post(f"{HERE}{search.pk}/", {"errand": "delete"})
    assert not SavedSearch.objects.exists()


def test_a_search_is_ones_own_at_most_ten_and_the_same_once(make_person: Any) -> None:
    page, other = client_of(make_person("soeger@example.dk")), client_of(make_person("anden@example.dk"))
    for number in range(MOST_SEARCHES + 1):
        page.post(KEEP, {"query": f"q=noget{number}"})
    page.post(KEEP, {"query": "q=noget1"})
    assert SavedSearch.objects.count() == MOST_SEARCHES
    search = SavedSearch.objects.latest("pk")
    assert search.name not in shown(other, HERE)
    other.post(f"{HERE}{search.pk}/", {"errand": "delete"})
    assert SavedSearch.objects.count() == MOST_SEARCHES
    assert Client().post(KEEP, {"query": "q=x"}).status_code == 302
    assert "kan ikke gemmes" in page.post(KEEP, {"naer": "ja", "query": "by=ingensteder"}, follow=True).content.decode()
    assert "kan ikke gemmes" in page.post(KEEP, {"query": "q=010190-1234"}, follow=True).content.decode()


def test_searches_nobody_looked_at_for_a_year_go(make_person: Any) -> None:
    client_of(make_person("soeger@example.dk")).post(KEEP, {"query": ""})
    SavedSearch.objects.update(seen_at=now() - timedelta(days=366))
    jobs.tell_searches(0)
    assert not SavedSearch.objects.exists()
