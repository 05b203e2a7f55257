"""How a legal answer stands in the index."""

from html import unescape

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags

from samspil.content.models.base_page import page_audience
from samspil.core.search.index import Entry
from samspil.law import pages
from samspil.law.domain.certainty import DANISH, Certainty
from samspil.law.domain.topics import FIRST, TOPICS
from samspil.law.models import LegalAnswer
from samspil.law.presenting import KIND


def entry(answer: LegalAnswer) -> Entry:
    """The index entry of an answer, with its line for lists."""
    url = f"/jura/{answer.slug}/"
    laws = list(answer.laws.all())
    words = [answer.word, unescape(strip_tags(answer.body.replace("<", " <"))), *(f"{law.law} {law.paragraph}" for law in laws)]
    words += [f"{way.who} {way.answer}" for way in answer.ways.all()]
    return Entry(
        kind=KIND,
        object_id=answer.pk,
        audience=page_audience(answer),
        url=url,
        title=answer.title,
        also_named=f"{TOPICS[answer.topic]} {answer.title}" if answer.position == FIRST else "",
        teaser=f"{answer.word}. {answer.teaser}",
        text=" ".join(words),
        card=render_to_string("law/line.html", {"answer": answer, "url": url, "certainty": DANISH[Certainty(answer.certainty)]}),
        sort_on=answer.checked_on,
        facets=[f"topic:{answer.topic}", f"certainty:{answer.certainty}"],
        page=pages.parts(answer, timezone.localdate()),
        only_on=timezone.localdate(),
    )
