"""Reading legal answers."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404

from samspil.core.viewers import Viewer
from samspil.law import sources
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
