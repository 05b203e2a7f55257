"""The first of each abbreviation on a page leads to the glossary."""

import pytest
from django.test import Client

from samspil.content.abbreviations import explained, linked
from samspil.content.models import GlossaryTerm
from samspil.core import pagecache

KNOWN = {"KLE": "/ordbog/kle/", "MED": "/ordbog/med-udvalg/"}
KLE = '<a href="/ordbog/kle/">KLE</a>'


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>KLE er tal. KLE igen.</p><p>KLE</p>", f"<p>{KLE} er tal. KLE igen.</p><p>KLE</p>"),
        ("<h2>KLE</h2><p>Om KLE.</p>", f"<h2>KLE</h2><p>Om {KLE}.</p>"),
        ('<a href="/x/">Mere om <b>KLE</b></a> og KLE', f'<a href="/x/">Mere om <b>KLE</b></a> og {KLE}'),
        ('<img alt="KLE"><br/>(KLE)', f'<img alt="KLE"><br/>({KLE})'),
        ("<p>MED-udvalget</p>", '<p><a href="/ordbog/med-udvalg/">MED</a>-udvalget</p>'),
        ("<p>NEMKLE, KLEv, X-KLE og kle</p>", "<p>NEMKLE, KLEv, X-KLE og kle</p>"),
        (f"<p>KLE</p><dt>{KLE}</dt>", f"<p>KLE</p><dt>{KLE}</dt>"),
        ("<button>KLE</button>", "<button>KLE</button>"),
        ("<p>Intet her</p>", "<p>Intet her</p>"),
    ],
)
def test_the_first_in_running_text_becomes_a_link(html: str, wanted: str) -> None:
    assert linked(html, KNOWN) == wanted


@pytest.mark.django_db
def test_abbreviations_are_the_glossarys_words_in_capitals() -> None:
    assert explained() == {"KLE": "/ordbog/kle/", "MED": "/ordbog/med-udvalg/", "FGU": "/ordbog/fgu/", "LO": "/ordbog/lo/"}


@pytest.mark.django_db
def test_pages_lead_to_words_that_are_there() -> None:
    pagecache.STORE.clear()
    html = Client().get("/jura/maa-frivillige-erstatte-ansatte/").content.decode()
    assert html.count('href="/ordbog/med-udvalg/"') == 1
    assert GlossaryTerm.objects.filter(slug="med-udvalg").exists()
