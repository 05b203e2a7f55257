"""Crumbs, menus and headings: where one is, and the way on."""

import re

import pytest

from samspil.core.tests.visiting import page

pytestmark = pytest.mark.django_db


def crumbs(path: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', page(path).partition('class="crumbs"')[2].partition("</nav>")[0])


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/hjaelp/", ["/"]),
        ("/hjaelp/start-en-alliance/", ["/", "/hjaelp/"]),
        ("/hjaelp/paaroerende/", ["/", "/hjaelp/"]),
        ("/om/", ["/"]),
        ("/om/hvem-staar-bag/", ["/", "/om/"]),
        ("/om/data/", ["/", "/om/"]),
    ],
)
def test_crumbs_show_every_page_above(path: str, above: list[str]) -> None:
    assert crumbs(path) == above


def test_the_phones_menu_leads_to_help_and_contact() -> None:
    menu = page("/").partition('class="menu"')[2].partition("</details>")[0]
    for address in ("/eksempler/", "/hjaelp/", "/kontakt/", "/konto/log-ind/"):
        assert f'href="{address}"' in menu


def test_relatives_find_an_entrance() -> None:
    assert 'href="/hjaelp/paaroerende/"' in page("/").partition("<main")[2].partition("</main>")[0]
    assert 'href="/hjaelp/paaroerende/"' in page("/soeg/?q=demens")


def test_tables_of_open_data_are_named_in_danish_and_by_file() -> None:
    html = page("/aabne-data/")
    headings = re.findall(r'<h2 class="h3">([^<]+)</h2>', html)
    assert "Juridiske svar" in headings
    assert "Drøftelser" in headings
    assert all(heading[:1].isupper() for heading in headings)
    assert "juridiske-svar.json, juridiske-svar.csv" in html


def test_the_two_pages_on_data_have_different_names() -> None:
    titles = [re.findall(r"<h1>([^<]+)</h1>", page(path))[0] for path in ("/aabne-data/", "/om/data/")]
    assert titles == ["Brug vores data", "Om vores data"]


@pytest.mark.parametrize("address", ["/", "/kommuner/", "/kommuner/lejre/", "/jura/", "/ordbog/", "/artikler/", "/eksempler/", "/alliancer/", "/om/"])
def test_a_page_tells_search_engines_what_it_is_about(address: str) -> None:
    html = page(address)
    found = re.search(r'<meta name="description"\s+content="([^"]*)"', html)
    assert found
    assert len(found[1].split()) > 3, "a page that says nothing of its own says what Samspil is"
