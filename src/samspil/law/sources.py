"""The legal files of `content/law`, read once a process: facts, triggers and dated values."""

from functools import cache

from django.conf import settings

from samspil.content.files import read_folder
from samspil.law.domain.asking import Questionnaire, read_questionnaire
from samspil.law.domain.checking.files import LawFiles, read_law
from samspil.law.domain.facts import Fact, Trigger, read_facts, read_trigger
from samspil.law.domain.values import DatedValue, read_values


@cache
def facts() -> dict[str, Fact]:
    """Every fact by key."""
    return read_facts(settings.CONTENT_DIR / "law" / "facts.toml")


@cache
def values() -> dict[str, list[DatedValue]]:
    """Every dated value by key."""
    return dict(read_values(settings.CONTENT_DIR / "law" / "values.toml"))


@cache
def answer_heads() -> dict[str, dict[str, object]]:
    """Front matter of every answer's file, by slug."""
    return {file.slug: file.head for file in read_folder(settings.CONTENT_DIR / "law" / "answers")}


@cache
def triggers() -> dict[str, list[Trigger]]:
    """Triggers by answer slug."""
    known = facts()
    rows = {slug: head.get("triggers", []) for slug, head in answer_heads().items()}
    return {slug: [read_trigger(row, known) for row in lines] for slug, lines in rows.items()}  # type: ignore[attr-defined]  # TOML is untyped


@cache
def law_files() -> LawFiles:
    """Facts, values and the rule book, as the legal check reads them."""
    return read_law(settings.CONTENT_DIR / "law")


@cache
def questionnaire() -> Questionnaire:
    """How people are asked for the facts."""
    return read_questionnaire(settings.CONTENT_DIR / "law" / "questionnaire.toml", law_files().facts)


def value_keys(slug: str) -> list[str]:
    """Keys of the dated values that an answer shows."""
    return [row["key"] for row in answer_heads().get(slug, {}).get("values", [])]  # type: ignore[attr-defined]  # TOML is untyped
