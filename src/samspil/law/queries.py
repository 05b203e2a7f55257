"""Reading legal answers."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404

from samspil.core.viewers import Viewer
from samspil.law import sources
from samspil.law.domain.asking import Questionnaire
from samspil.law.domain.checking.editions import edition
from samspil.law.domain.checking.engine import check
from samspil.law.domain.checking.explaining import Explained, explained
from samspil.law.domain.checking.results import LegalResult
from samspil.law.domain.facts import FactValue, relevant
from samspil.law.domain.values import DatedValue, value_on
from samspil.law.models import LegalAnswer


def get_answer_for(viewer: Viewer, slug: str) -> LegalAnswer:
    """The answer with this slug, if the viewer may see it; Http404 otherwise."""
    found: LegalAnswer | None = LegalAnswer.objects.visible_to(viewer).filter(slug=slug).prefetch_related("laws", "ways").first()
    if found is None:
        raise Http404("Det svar findes ikke.")
    return found


def values_of(answer: LegalAnswer, day: date) -> list[DatedValue]:
    """The dated values an answer shows, as they stand on `day`."""
    found = (value_on(sources.values(), key, day) for key in sources.value_keys(answer.slug))
    return [value for value in found if value]


def relevant_answers(facts: Mapping[str, FactValue]) -> dict[str, list[str]]:
    """Slug of each answer that the facts make relevant, with the facts that did it; needs no database."""
    found = {slug: relevant(triggers, facts) for slug, triggers in sources.triggers().items()}
    return {slug: because for slug, because in found.items() if because}


def legal_check(facts: Mapping[str, FactValue], on: date, municipality: str | None = None) -> LegalResult:
    """What the law asks of an activity on a day; needs no database. Facts that are absent or None are not known.

    `municipality` is a four-digit code. What it has adopted is not known yet (adopted frames come to this room later), so rules that depend on it ask.
    Callers give facts by the keys and of the kinds in content/law/facts.toml; facts this room does not know are left out.
    """
    law = sources.law_files()
    known = {key: value for key, value in facts.items() if key in law.facts and law.facts[key].accepts(value)}
    return check(law.book, law.values, known, on, adopted_by(municipality))


def fact_questions() -> Mapping[str, str]:
    """The question of each fact, by its key."""
    return {key: fact.question_da for key, fact in sources.law_files().facts.items()}


def explained_check(facts: Mapping[str, FactValue], on: date, municipality: str | None = None) -> Explained:
    """The same as a document that explains itself, made from the answers that are asked for; what earlier answers left out says nothing."""
    heard = sources.questionnaire().heard(facts)
    return explained(legal_check(heard, on, municipality), sources.law_files(), sources.questionnaire(), heard)


def questionnaire() -> Questionnaire:
    """How people are asked for the facts."""
    return sources.questionnaire()


def edition_on(day: date) -> str:
    """The fingerprint of all that a check on this day can rest on."""
    law = sources.law_files()
    return edition(law.book, law.values, day)


def adopted_by(municipality: str | None) -> Mapping[str, bool | None]:
    """What a municipality has adopted, by key; absent means not known, which is all anybody can say until adopted frames are kept here."""
    return {}
