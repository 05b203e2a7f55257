"""Search understands how people type: judged on the content the site is born with."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from samspil.core import pagecache
from samspil.core.models import MissedSearch
from samspil.core.search import find, missed, near, suggesting
from samspil.core.viewers import PUBLIC

pytestmark = pytest.mark.django_db

# What is typed, and what must be among the first three.
WANTED = {
    "typo: a letter missing": ("aeblmosteriet", "/eksempler/aeblemosteriet/"),
    "typo: two turned round": ("tavshdespligt", "/jura/har-frivillige-tavshedspligt/"),
    "typo: a wrong letter": ("børneatlest", "/jura/hvornaar-boerneattest/"),
    "divided": ("børne attest", "/jura/hvornaar-boerneattest/"),
    "divided in two words of their own": ("tavsheds pligt frivillige", "/jura/har-frivillige-tavshedspligt/"),
    "joined": ("velfærdsalliancefodbold", "/eksempler/velfaerdsalliance-om-fodbold-og-sundhed/"),
    "without Danish letters": ("boerneattest", "/jura/hvornaar-boerneattest/"),
    "another form": ("tavshedspligten", "/jura/har-frivillige-tavshedspligt/"),
    "another form of a compound": ("underretningspligter", "/jura/har-frivillige-underretningspligt/"),
    "as it is written": ("praktikpladspartnerskab", "/eksempler/praktikpladspartnerskab/"),
}


@pytest.mark.parametrize(("words", "url"), WANTED.values(), ids=WANTED)
def test_what_is_meant_is_among_the_first(words: str, url: str) -> None:
    assert url in [hit.url for hit in find.find(PUBLIC, words).hits[:3]]


@pytest.mark.parametrize("words", ["xyzzyplugh", "qqqq", "wxwxwx zqzqzq"])
def test_what_is_no_word_finds_nothing(words: str) -> None:
    assert find.find(PUBLIC, words).total == 0


def test_a_rare_word_is_not_followed_by_hundreds_that_do_not_hold_it() -> None:
    assert 1 <= find.find(PUBLIC, "mosteri").total < 20


def test_the_page_asks_whether_a_known_word_was_meant() -> None:
    pagecache.STORE.clear()
    html = Client().get("/soeg/?q=tavshedsplikt").content.decode()
    assert '<a href="/soeg/?q=tavshedspligt">»tavshedspligt«</a>?' in html
    assert "Mente du" not in Client().get("/soeg/?q=tavshedspligt").content.decode()
    assert near.meant("tavshedsplikt", near.nearest(PUBLIC, ["tavshedsplikt"])) == "tavshedspligt"


def test_the_page_s_script_gets_words_and_titles() -> None:
    items = Client().get("/soeg/forslag?q=tavsh").json()["items"]
    assert 1 < len(items) <= suggesting.MOST
    assert {"text": "tavshedspligt", "url": "/soeg/?q=tavshedspligt", "words": True} in items
    assert "/ordbog/tavshedspligt/" in [item["url"] for item in items if not item["words"]]
    assert Client().get("/soeg/forslag").json() == {"items": []}


def test_every_search_in_vain_is_counted_also_those_asked_again_at_once() -> None:
    pagecache.STORE.clear()
    for _ in range(3):
        assert Client().get("/soeg/?q=xyzzyplugh").status_code == 200
    Client().get("/soeg/?q=mosteri&slags=consultancy")
    assert list(MissedSearch.objects.values_list("seal", "number")) == [(missed.seal_of("xyzzyplugh"), 3)]


def test_a_word_nobody_uses_is_searched_for_in_vain_though_others_look_like_it_but_no_slip_is() -> None:
    pagecache.STORE.clear()
    assert find.find(PUBLIC, "xylofonorkestret").total > 0
    for words in ("xylofonorkestret", "tavshedsplikt", "tavshedspligt xyzzyplugh"):
        Client().get("/soeg/", {"q": words})
    assert list(MissedSearch.objects.values_list("seal", flat=True)) == [missed.seal_of("xylofonorkestret")]


def test_staff_read_what_was_searched_for_in_vain(staff_client: object) -> None:
    for days in range(3):
        with time_machine.travel(timezone.now() - timedelta(days=days)):
            for words in ("xyzzyplugh", "xyzzyplugh", "qqqqwwww"):
                Client().get(f"/soeg/?q={words}")
    html = staff_client("editor").get("/bord/soegninger/").content.decode()  # type: ignore[operator]  # the fixture is a function
    assert "xyzzyplugh" in html
    assert "qqqqwwww" not in html
