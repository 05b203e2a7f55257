"""Glossary, lists with years, examples and contact: what stands there so that people need not guess."""

import re
from collections import Counter
from html import unescape
from itertools import pairwise
from uuid import uuid4

import pytest
from django.test import Client

from samspil.content.models import GlossaryTerm
from samspil.core import events
from samspil.core.models import Document
from samspil.core.sorting import danish_key
from samspil.core.tests.visiting import page
from samspil.identity.models import Municipality
from samspil.knowledge.domain.words import STAGE_DA
from samspil.knowledge.models import Article, Example, Publication

pytestmark = pytest.mark.django_db


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


def test_the_seven_steps_are_called_the_same_in_the_help_as_on_an_example() -> None:
    steps = re.findall(r"<h2>\d\. ([^<]+)</h2>", page("/hjaelp/start-en-alliance/"))
    assert steps == list(STAGE_DA.values())


def test_the_newest_examples_do_not_all_look_alike() -> None:
    newest = Document.objects.filter(kind="example").order_by("-sort_on", "-pk").values_list("object_id", flat=True)[:20]
    drawing_of = dict(Example.objects.values_list("pk", "drawing"))
    drawings = [drawing_of[pk] for pk in newest]
    assert len(drawings) == 20
    assert all(one != other for one, other in pairwise(drawings))
    assert max(Counter(drawings).values()) <= 2


def heading(html: str) -> str:
    return unescape(re.findall(r"<h1>([^<]*)</h1>", html)[0])


@pytest.mark.parametrize(
    ("path", "task"),
    [
        ("/kontakt/", "Skriv til os"),
        ("/kontakt/?emne=qqq", "Skriv til os"),
        ("/kontakt/?emne=other", "Skriv til os"),
        ("/kontakt/?emne=offer", "Tilbyd noget"),
        ("/kontakt/?emne=new-example", "Fortæl om jeres eksempel"),
        ("/kontakt/?emne=start-alliance", "Start en alliance"),
        ("/kontakt/?emne=start-alliance&om=/jura/bisidder/", "Start en alliance"),
        ("/kontakt/?emne=start-alliance&om=/eksempler/aeblemosteriet/", "Start en alliance som »Æblemosteriet«"),
    ],
)
def test_the_form_has_the_task_as_its_heading(path: str, task: str) -> None:
    assert heading(page(path)) == task


def test_the_heading_keeps_the_example_when_something_must_be_put_right() -> None:
    answer = Client().post("/kontakt/", {"topic": "start-alliance", "about_url": "/eksempler/aeblemosteriet/"})
    assert answer.status_code == 422
    assert heading(answer.content.decode()) == "Start en alliance som »Æblemosteriet«"
    assert "Det handler om:" not in answer.content.decode()


RECEIPT, NO_ANSWER = "kvittering på vej", "vi kan ikke svare"
EDITORS, MUNICIPALITY = "Samspils redaktion.", "kommunens egne folk"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", set()),
        ("?svar=<script>&hos=%00", set()),
        ("?svar=ja&hos=redaktionen", {RECEIPT, EDITORS}),
        ("?svar=nej&hos=redaktionen", {NO_ANSWER, EDITORS}),
        ("?svar=nej&hos=kommunen", {NO_ANSWER, MUNICIPALITY}),
    ],
)
def test_thanks_say_what_happened_and_nothing_else(query: str, said: set[str]) -> None:
    html = page(f"/kontakt/tak/{query}").split("<footer")[0]
    assert {line for line in (RECEIPT, NO_ANSWER, EDITORS, MUNICIPALITY) if line in html} == said
    assert ("Hvad sker der nu?" in html) == bool(said)
    assert ("Vi lover ikke en bestemt dag" in html) == (RECEIPT in said)
    assert "<script>&" not in html


@pytest.mark.parametrize(("email", "desk", "query"), [("", "", "svar=nej&hos=redaktionen"), ("a@example.dk", "0350", "svar=ja&hos=kommunen")])
def test_a_sent_form_leads_to_thanks_for_just_that(email: str, desk: str, query: str) -> None:
    Municipality.objects.filter(code="0350").update(desk_email="bord@example.dk")
    form = {"form_key": str(uuid4()), "topic": "other", "message": "Hej", "email": email, "desk": desk}
    answer = Client().post("/kontakt/", form)
    assert answer["Location"] == f"/kontakt/tak/?{query}"
    assert "sessionid" not in answer.cookies


def test_contact_says_which_fields_must_be_filled_in() -> None:
    html = page("/kontakt/")
    labels = dict(re.findall(r'<label for="id_(\w+)">(.*?)</label>', html, re.S))
    assert {name for name, label in labels.items() if "(skal udfyldes)" in label} == {"topic", "message"}
    hints = dict(re.findall(r'id="id_(\w+)_helptext">([^<]*)<', html))
    assert all("Kan stå tom" in hints[name] for name in ("organisation", "name", "email"))
