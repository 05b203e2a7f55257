"""Glossary, lists with years, examples and contact: what stands there so that people need not guess."""

import re

import pytest
from django.test import Client

from samspil.content.models import GlossaryTerm
from samspil.core import events, pagecache
from samspil.core.sorting import danish_key
from samspil.knowledge.models import Article, Example, Publication

pytestmark = pytest.mark.django_db


def page(path: str) -> str:
    pagecache.STORE.clear()
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def words(html: str) -> list[str]:
    return re.findall(r'<dt><a href="/ordbog/[-a-z0-9]+/">([^<]+)</a>', html)


def test_the_glossary_has_all_words_under_letters_one_can_jump_to_and_back_from() -> None:
    html = page("/ordbog/")
    assert words(html) == sorted(words(html), key=danish_key)
    assert len(words(html)) == GlossaryTerm.objects.count()
    jumps = re.findall(r'href="#(bogstav-\d+)"', html)
    assert jumps
    assert jumps == re.findall(r'id="(bogstav-\d+)"', html)
    assert html.count('href="#bogstaver"') == len(jumps)


@pytest.mark.parametrize(
    ("written", "word"), [("PULJE", "pulje"), ("pårø", "pårørende"), ("paaroerende", "pårørende"), ("ordner deres sager", "KLE"), ("xyzzy", None)]
)
def test_a_word_is_found_by_itself_and_by_its_explanation(written: str, word: str | None) -> None:
    found = words(page(f"/ordbog/?q={written}"))
    assert len(found) < GlossaryTerm.objects.count()
    assert word is None or word in found


def test_a_word_that_is_not_there_leads_on() -> None:
    html = page("/ordbog/?q=xyzzy%3Cb%3E")
    assert words(html) == []
    assert "xyzzy&lt;b&gt;" in html
    assert 'href="/soeg/?q=xyzzy%3Cb%3E"' in html
    assert 'href="/ordbog/"' in html


@pytest.mark.parametrize(("path", "kind"), [("/artikler/", Article), ("/publikationer/", Publication)])
def test_lists_say_the_year_of_what_is_old(path: str, kind: type[Article | Publication]) -> None:
    html = page(path)
    for row in kind.objects.live():
        year = row.date.year if isinstance(row, Article) else row.year
        assert year
        line = html.partition(f'href="{path}{row.slug}/"')[2].partition("</a>")[0]
        assert f"<span>{year} · " in line, row.slug


def test_the_five_questions_come_first() -> None:
    assert re.search(r'href="(/droeftelser/[-a-z]+/)"><b>', page("/droeftelser/"))[1] == "/droeftelser/de-fem-spoergsmaal/"  # type: ignore[index]  # a miss fails


def test_an_example_says_that_its_sources_have_no_address_here_unless_one_has() -> None:
    example = Example.objects.get(slug="aeblemosteriet")
    assert "ikke dens adresse på nettet" in page("/eksempler/aeblemosteriet/")
    example.sources.update(url="https://www.kl.dk/debat")
    example.refresh_from_db()
    example.save_revision().publish()
    events.deliver_waiting()
    html = page("/eksempler/aeblemosteriet/")
    assert 'href="https://www.kl.dk/debat"' in html
    assert "ikke dens adresse på nettet" not in html


def test_where_no_source_says_who_did_what_there_is_no_empty_table() -> None:
    example = Example.objects.get(slug="praktikpladspartnerskab")
    assert not any(party.brings or party.gains for party in example.parties.all())
    html = page("/eksempler/praktikpladspartnerskab/")
    assert "<table" not in html
    assert "Kilden siger ikke, hvem der gjorde hvad." in html


def test_told_is_the_word_of_evidence_alone() -> None:
    html = page("/eksempler/foelgeven-til-faellesskab/")
    assert re.search(r"<dd>\s*Fortalt\b", html)
    assert "<b>Fortalt</b>" not in html
    assert "<b>Givet videre</b>" in html


def test_thanks_say_what_happens_now_and_promise_no_day() -> None:
    html = page("/kontakt/tak/")
    assert "Hvad sker der nu?" in html
    assert "Vi lover ikke en bestemt dag" in html
    assert not re.search(r"inden for? \w+ (dage|timer)", html)


def test_contact_says_which_fields_must_be_filled_in() -> None:
    html = page("/kontakt/")
    labels = dict(re.findall(r'<label for="id_(\w+)">(.*?)</label>', html, re.S))
    assert {name for name, label in labels.items() if "(skal udfyldes)" in label} == {"topic", "message"}
    hints = dict(re.findall(r'id="id_(\w+)_helptext">([^<]*)<', html))
    assert all("Kan stå tom" in hints[name] for name in ("organisation", "name", "email"))
