"""Feeds, sitemap and robots: what standards ask for, and only what everybody may see."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.conf import settings as dj_settings
from django.test import Client
from wagtail.models import PageViewRestriction

from samspil.core import events, pagecache
from samspil.core.models import Document
from samspil.knowledge.models import Example
from samspil.law.jobs import renew_pages
from samspil.law.models import LegalAnswer
from samspil.site import sitemap
from samspil.site.views import feeds

pytestmark = pytest.mark.django_db
ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FEEDS = ["/eksempler/nyt.atom", "/artikler/nyt.atom", "/jura/nyt.atom"]


def xml(path: str) -> Element:
    pagecache.STORE.clear()
    response = Client().get(path)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314  # our own answer


def text(element: Element, name: str) -> str:
    found = element.findtext(f"{ATOM}{name}")
    assert found, name
    return found


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_what_atom_requires(path: str) -> None:
    feed = xml(path)
    assert feed.tag == f"{ATOM}feed"
    assert text(feed, "id")
    assert text(feed, "title").startswith("Samspil: ")
    assert datetime.fromisoformat(text(feed, "updated")).tzinfo
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Samspil"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith(path)  # type: ignore[union-attr]  # a missing link fails


@pytest.mark.parametrize("path", FEEDS)
def test_every_entry_has_what_atom_requires(path: str) -> None:
    entries = xml(path).findall(f"{ATOM}entry")
    assert 5 < len(entries) <= feeds.MOST_ENTRIES
    for entry in entries:
        assert text(entry, "title")
        assert datetime.fromisoformat(text(entry, "updated")).tzinfo
        assert text(entry, "id") == entry.find(f"{ATOM}link").get("href")  # type: ignore[union-attr]  # a missing link fails
    ids = [text(entry, "id") for entry in entries]
    assert len(ids) == len(set(ids))
    updated = [text(entry, "updated") for entry in entries]
    assert updated == sorted(updated, reverse=True)


def test_the_feed_is_served_as_one() -> None:
    assert Client().get(FEEDS[0])["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_signs_in_a_title_stay_text() -> None:
    page = Example.objects.get(slug="aeblemosteriet")
    page.title = "Æble & <b>most</b> ]]> \"'"
    page.save_revision().publish()
    events.deliver_waiting()
    assert page.title in {text(entry, "title") for entry in xml(FEEDS[0]).findall(f"{ATOM}entry")}


def test_what_was_published_last_comes_first_and_putting_it_in_the_index_anew_is_no_news() -> None:
    before = [text(entry, "updated") for entry in xml(FEEDS[2]).findall(f"{ATOM}entry")]
    renew_pages.func(0)
    assert [text(entry, "updated") for entry in xml(FEEDS[2]).findall(f"{ATOM}entry")] == before
    page = LegalAnswer.objects.live().order_by("pk").first()
    page.save_revision().publish()
    events.deliver_waiting()
    assert text(xml(FEEDS[2]).findall(f"{ATOM}entry")[0], "title") == page.title


def hide(page: Example) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    events.deliver_waiting()


def test_what_others_may_not_see_is_in_no_feed_and_not_on_the_map() -> None:
    page = Example.objects.get(slug="aeblemosteriet")
    page.save_revision().publish()
    events.deliver_waiting()
    assert page.title in {text(entry, "title") for entry in xml(FEEDS[0]).findall(f"{ATOM}entry")}
    hide(page)
    assert page.title not in {text(entry, "title") for entry in xml(FEEDS[0]).findall(f"{ATOM}entry")}
    assert not [address for address in addresses() if address.endswith("/eksempler/aeblemosteriet/")]


def parts_of_map() -> list[str]:
    """Paths of the parts that the index of the map names."""
    index = xml("/sitemap.xml")
    assert index.tag == f"{MAP}sitemapindex"
    return [(found.text or "").removeprefix(dj_settings.BASE_URL) for found in index.iter(f"{MAP}loc")]


def on_map(name: str) -> list[list[str]]:
    """What stands in each part of the map: "loc" or "lastmod"."""
    parts = [xml(path) for path in parts_of_map()]
    assert {part.tag for part in parts} == {f"{MAP}urlset"}
    return [[found.text or "" for found in part.iter(f"{MAP}{name}")] for part in parts]


def addresses() -> list[str]:
    return list(chain(*on_map("loc")))


def test_the_map_names_every_public_page_once_and_each_can_be_read(settings: Any) -> None:
    found = addresses()
    assert len(found) == len(set(found)) == Document.objects.filter(audience="public").count() + len(feeds.FIXED)
    assert all(address.startswith(settings.BASE_URL + "/") for address in found)
    for address in found[:: len(found) // 25]:
        assert Client().get(address.removeprefix(settings.BASE_URL)).status_code == 200, address


def test_the_map_is_cut_in_parts_that_together_hold_everything_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = addresses()
    monkeypatch.setattr(sitemap, "SPAN", 7)
    parts = on_map("loc")
    assert len(parts) > Document.objects.filter(audience="public").count() / 7
    assert all(1 <= len(part) <= 7 for part in parts[1:])
    assert list(chain(*parts)) == whole
    assert parts[0] == [dj_settings.BASE_URL + path for path in feeds.FIXED]


def test_parts_without_anything_public_are_not_named_and_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "SPAN", 7)
    before = parts_of_map()
    gone = int(before[3].removeprefix("/sitemap-").removesuffix(".xml"))
    Document.objects.filter(pk__gte=(gone - 1) * 7, pk__lt=gone * 7).update(audience="person")
    assert parts_of_map() == [path for path in before if path != f"/sitemap-{gone}.xml"]
    for number in (gone, 49_999, 50_001, 10**30):
        assert Client().get(f"/sitemap-{number}.xml").status_code == 404


def test_finding_and_reading_a_part_takes_one_question_each_however_many_parts_there_are(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    for span in (100_000, 3):
        monkeypatch.setattr(sitemap, "SPAN", span)
        number = parts_of_map()[-1]
        for path in ("/sitemap.xml", number):
            pagecache.STORE.clear()
            with django_assert_num_queries(1):
                Client().get(path)


def test_a_part_stays_within_the_limits_of_the_standard_and_of_a_kept_page() -> None:
    assert sitemap.SPAN <= 50_000
    assert max(map(len, addresses())) < 2048
    assert sitemap.SPAN * (sum(map(len, addresses())) / len(addresses()) + 90) < pagecache.LARGEST_BYTES


def test_the_map_of_an_empty_site_names_the_doors() -> None:
    Document.objects.all().delete()
    assert parts_of_map() == ["/sitemap-0.xml"]


def test_dates_on_the_map_are_dates() -> None:
    dates = list(chain(*on_map("lastmod")))
    assert dates
    assert all(datetime.fromisoformat(day).tzinfo for day in dates)


def test_an_address_with_signs_stays_within_its_element() -> None:
    Document.objects.filter(url="/eksempler/aeblemosteriet/").update(url="/eksempler/a&b<c/")
    assert [a for a in addresses() if a.endswith("/eksempler/a&b<c/")]


def test_robots_are_told_where_the_map_is_and_where_not_to_go(settings: Any) -> None:
    response = Client().get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /redaktion/", "Disallow: /konto/", "Disallow: /soeg/"} <= set(lines)
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines
    assert not re.search(r"^Disallow: /$", response.content.decode(), re.M)
