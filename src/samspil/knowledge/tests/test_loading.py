"""Files of knowledge loaded again: an editor's word of the glossary and a reviewer's questions stay."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from samspil.content import loading as content_loading
from samspil.content.files import ContentFile, read
from samspil.content.models import GlossaryTerm, Question, QuestionSet
from samspil.knowledge import loading
from samspil.knowledge.models import CouncilGuide, Example

pytestmark = pytest.mark.django_db


def changed(folder: str, slug: str, **head: Any) -> ContentFile:
    """A file of the content folder as a newer release might have it."""
    file = read(settings.CONTENT_DIR / folder / f"{slug}.md")
    return replace(file, head={**file.head, **head}, sha256="nyere")


def load_term(file: ContentFile) -> int:
    return content_loading.load_rows("glossary", [file], loading.write_term, loading.is_an_editors_term)


def load_guide(file: ContentFile) -> int:
    parent = content_loading.section("droeftelser", "Drøftelser")
    fill: Any = loading.fill_guide
    return content_loading.load_pages("guide", parent, CouncilGuide, [file], fill)


def test_loading_everything_again_writes_nothing() -> None:
    assert loading.load() == 0


def test_a_word_follows_its_file_until_somebody_edits_it() -> None:
    file = changed("glossary", "samskabelse", short="Ny kort forklaring.")
    assert load_term(file) == 1
    term = GlossaryTerm.objects.get(slug="samskabelse")
    assert term.short == "Ny kort forklaring."
    term.short = "Redaktionens forklaring."
    term.save()
    term.save_revision()
    assert load_term(replace(file, sha256="endnu nyere")) == 0
    assert GlossaryTerm.objects.get(slug="samskabelse").short == "Redaktionens forklaring."


def test_a_word_that_was_deleted_does_not_come_back() -> None:
    GlossaryTerm.objects.get(slug="samskabelse").delete()
    assert load_term(changed("glossary", "samskabelse")) == 0
    assert not GlossaryTerm.objects.filter(slug="samskabelse").exists()


@pytest.mark.parametrize("edited", [False, True])
def test_questions_follow_the_file_until_somebody_edits_them(edited: bool) -> None:
    asked = QuestionSet.objects.get(slug="de-fem-spoergsmaal")
    before = list(asked.questions.values_list("text", flat=True))
    if edited:
        QuestionSet.objects.filter(pk=asked.pk).update(edited_at=timezone.now())
    file = changed("guides", "de-fem-spoergsmaal", title="Nyt navn", questions=[{"question": "Hvad nu?", "why": ""}])
    assert load_guide(file) == 1
    assert list(Question.objects.filter(question_set=asked).values_list("text", flat=True)) == (before if edited else ["Hvad nu?"])
    asked.refresh_from_db()
    assert (asked.title == "Nyt navn") is not edited


def test_an_example_an_editor_changed_keeps_its_parties() -> None:
    page = Example.objects.get(slug="aeblemosteriet")
    page.parties.first().name = "Redaktionens navn"
    page.place = "Redaktionens sted"
    page.save_revision().publish()
    file = changed("examples", "aeblemosteriet", place="Filens sted")
    fill: Any = loading.fill_example
    assert content_loading.load_pages("example", content_loading.section("eksempler", "Eksempler"), Example, [file], fill) == 0
    assert Example.objects.get(slug="aeblemosteriet").place == "Redaktionens sted"
