"""The front page: three doors, examples, the map with its list, and legal answers."""

import re
from dataclasses import replace
from itertools import combinations
from math import hypot
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from samspil.content import mapping
from samspil.core import events, pagecache
from samspil.core.viewers import PUBLIC
from samspil.identity.models import Municipality
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
    assert set(counts) <= set(mapping.map_centres())
    shown = mapping.circles(counts, Municipality.objects.all())
    assert {circle.code: circle.count for circle in shown} == counts
    assert [circle.r for circle in shown] == sorted(circle.r for circle in shown)
    html = front()
    for circle in shown:
        assert f'<a href="{circle.url}" tabindex="-1"><title>{circle.name}: {circle.count}</title>' in html


def test_no_circle_covers_another() -> None:
    every = dict.fromkeys(mapping.map_centres(), 12)
    for counts in (fronting.example_counts(PUBLIC), dict.fromkeys(every, 1)):
        shown = mapping.circles(counts, Municipality.objects.all())
        for one, other in combinations(shown, 2):
            assert hypot(one.x - other.x, one.y - other.y) > 0.9 * (one.r + other.r), (one.name, other.name)
        for circle in shown:
            assert circle.r <= circle.x <= 850 - circle.r
            assert circle.r <= circle.y <= 1000 - circle.r


def test_a_circle_stands_near_its_municipality_and_the_capitals_in_their_own_frame() -> None:
    left, top, right, bottom = mapping.INSET
    for circle in mapping.circles(fronting.example_counts(PUBLIC), Municipality.objects.all()):
        x, y = mapping.map_centres()[circle.code]
        capital = mapping.lies_in_the_capital(replace(circle, x=x, y=y))
        assert (left <= circle.x <= right and top <= circle.y <= bottom) == capital, circle.name
        assert capital or hypot(circle.x - x, circle.y - y) < 40, circle.name


def test_circles_leave_the_lines_of_both_frames_free() -> None:
    left, top, right, bottom = mapping.INSET
    for circle in mapping.circles(fronting.example_counts(PUBLIC), Municipality.objects.all()):
        if left <= circle.x <= right and top <= circle.y <= bottom:
            assert left + circle.r < circle.x < right - circle.r, circle.name
            assert top + circle.r < circle.y < bottom - circle.r, circle.name
        else:
            across = max(mapping.SQUARE[0] - circle.x, circle.x - mapping.SQUARE[2])
            down = max(mapping.SQUARE[1] - circle.y, circle.y - mapping.SQUARE[3])
            assert max(across, down) > circle.r, circle.name


def test_the_frame_of_the_capital_is_drawn_of_the_same_dots() -> None:
    drawing = (settings.ROOT / "src" / "samspil" / "core" / "static" / "core" / "map-capital.svg").read_text()
    left, top = mapping.CAPITAL_LEFT, mapping.CAPITAL_TOP
    inside = {
        (round(float(x)), round(float(y)))
        for x, y in mapping.map_dots()
        if left <= float(x) <= left + mapping.CAPITAL_WIDTH and top <= float(y) <= top + mapping.CAPITAL_HEIGHT
    }
    assert len(inside) > 30
    assert inside <= {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h0", drawing)}
    assert f'viewBox="{left} {top} {mapping.CAPITAL_WIDTH} {mapping.CAPITAL_HEIGHT}"' in drawing


def test_a_circle_tells_its_number_from_two_on() -> None:
    shown = mapping.circles({"0101": 1, "0751": 7, "9999": 3}, Municipality.objects.all())
    assert {circle.label for circle in shown} == {"", 7}


def test_an_installation_for_one_municipality_draws_its_circle_alone(settings: Any) -> None:
    settings.MUNICIPALITIES = ["0350"]
    assert {circle.code for circle in fronting.front(PUBLIC)["circles"]} == {"0350"}


def test_the_list_beside_the_map_names_those_with_most_examples() -> None:
    counts = fronting.example_counts(PUBLIC)
    places = fronting.front(PUBLIC)["places"]
    assert [p["count"] for p in places] == sorted(counts.values(), reverse=True)[:5]
    assert all(1 <= len(p["titles"]) <= 2 for p in places)


def test_the_map_is_drawn_of_dots_within_its_picture() -> None:
    dots = mapping.map_dots()
    assert len(dots) > 500
    assert all(0 <= float(x) <= 1000 for x, _ in dots)
    assert len(mapping.map_centres()) == 98
