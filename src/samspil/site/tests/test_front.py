"""The front page: three doors, examples, the map with its list, and legal answers."""

import re

import pytest
from django.test import Client

from samspil.core import events, pagecache
from samspil.core.viewers import PUBLIC
from samspil.knowledge.models import Example
from samspil.site import fronting

pytestmark = pytest.mark.django_db


def front() -> str:
    pagecache.STORE.clear()
    response = Client().get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_three_doors_lead_to_examples_discussions_and_law() -> None:
    html = front()
    for address in ("/eksempler/", "/droeftelser/", "/jura/"):
        assert f'href="{address}"' in html


def test_every_word_the_front_page_suggests_finds_something() -> None:
    words = re.findall(r'href="(/soeg/\?q=[^"]+)"', front())
    assert len(words) == 4
    for address in words:
        assert 'class="hits' in Client().get(address).content.decode(), address


def test_the_chosen_examples_and_answers_stand_on_the_front_page() -> None:
    html = front()
    for address in fronting.front_urls():
        assert f'href="{address}"' in html, address


def test_when_a_chosen_example_is_gone_the_newest_take_its_place() -> None:
    Example.objects.get(slug=fronting.FRONT_EXAMPLES[0]).unpublish()
    events.deliver_waiting()
    html = front()
    assert f"/eksempler/{fronting.FRONT_EXAMPLES[0]}/" not in html
    assert len(set(re.findall(r'href="/eksempler/([-a-z0-9]+)/"', html))) >= 3


def test_every_circle_of_the_map_stands_for_a_municipality_with_examples() -> None:
    counts = fronting.example_counts(PUBLIC)
    assert len(counts) > 40
    assert set(counts) <= set(fronting.map_centres())
    assert len(fronting.circles(counts)) == len(counts)
    assert [c["r"] for c in fronting.circles(counts)] == sorted(c["r"] for c in fronting.circles(counts))


def test_a_circle_tells_its_number_from_two_on() -> None:
    shown = {c["label"] for c in fronting.circles({"0101": 1, "0751": 7, "9999": 3})}
    assert shown == {"", 7}


def test_the_list_beside_the_map_names_those_with_most_examples() -> None:
    counts = fronting.example_counts(PUBLIC)
    places = fronting.front(PUBLIC)["places"]
    assert [p["count"] for p in places] == sorted(counts.values(), reverse=True)[:5]
    assert all(1 <= len(p["titles"]) <= 2 for p in places)


def test_the_map_is_drawn_of_dots_within_its_picture() -> None:
    dots = fronting.map_dots()
    assert len(dots) > 500
    assert all(0 <= float(x) <= 1000 for x, _ in dots)
    assert len(fronting.map_centres()) == 98
