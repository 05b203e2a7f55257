"""A municipality's own templates: write one, publish it or take it back, make one of an alliance, throw one away."""

from datetime import datetime

from django.db import transaction

from samspil.alliances import templates_of
from samspil.alliances.actions.working import stale
from samspil.alliances.domain.patterns import Pattern
from samspil.alliances.models import AllianceTemplate
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.domain.roles import Role
from samspil.identity.models import Municipality

MOST_TEMPLATES = 50
NOT_YOURS = Refusal("not-your-municipality", "Skabelonen hører til en kommune, du ikke svarer for. Intet er gemt.")
MANY = Refusal("many-templates", f"En kommune kan have {MOST_TEMPLATES} skabeloner. Slet en, I ikke bruger.")
NO_TASKS = Refusal("empty", "Skriv mindst én opgave, før skabelonen kan bruges af andre.")


def may_write_for(actor: Actor, code: str) -> bool:
    """True for the administrators of that municipality, and of the installation."""
    return actor.may("alliances.see_desk") and (code in actor.moderates_in or actor.may_as(Role.ADMINISTRATOR))


@transaction.atomic
def save_template(
    actor: Actor, template_id: int | None, municipality_code: str, title: str, pattern: Pattern, *, copied_from: str = "", revision: int = 0, now: datetime
) -> AllianceTemplate | Refusal:
    """Write a new one (`template_id` None), a draft of this municipality's, or change one; what is published stays published. Raises Http404 for others'."""
    found = templates_of.get_template_for(actor, template_id) if template_id else None
    home = Municipality.objects.open().filter(code=found.municipality_id if found else municipality_code).first()
    if home is None or not may_write_for(actor, home.code):
        return NOT_YOURS
    if found is None and AllianceTemplate.objects.filter(municipality=home).count() >= MOST_TEMPLATES:
        return MANY
    if found and found.revision != revision:
        return stale({"title": found.title, "purpose": found.content.get("purpose", "")}, found.revision)
    kept = found or AllianceTemplate(municipality=home, copied_from=copied_from, revision=0)
    kept.title, kept.content, kept.changed_at, kept.revision = title, pattern.written(), now, kept.revision + 1
    kept.save()
    return kept


@transaction.atomic
def publish_template(actor: Actor, template_id: int, *, public: bool, now: datetime) -> AllianceTemplate | Refusal:
    """Offer it to everybody who starts an alliance, or to nobody any more. Raises Http404 for others' templates."""
    found = templates_of.get_template_for(actor, template_id)
    if public and not found.content.get("tasks"):
        return NO_TASKS
    found.published_at = (found.published_at or now) if public else None
    found.save(update_fields=["published_at"])
    return found


@transaction.atomic
def delete_template(actor: Actor, template_id: int) -> None:
    """Throw one away; alliances that were begun from it keep what they took over. Raises Http404 for others' templates."""
    templates_of.get_template_for(actor, template_id).delete()
