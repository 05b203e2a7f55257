"""Not a savings agenda: which public service exists today, and who answers for it tomorrow. Samspil's own rule (content/law/rules/91-…)."""

from collections.abc import Mapping
from enum import StrEnum

from samspil.law.domain.facts import FactValue

SERVICE_TODAY, SERVICE_TOMORROW = "service_today", "service_tomorrow"
PUBLIC = frozenset({"municipality", "region", "state"})


class PublicService(StrEnum):
    """NOT_SAID: nobody has said whether there is one. NOT_KNOWN: the law asks for one, and who answers for it tomorrow is not known.
    NOBODY: the law asks for one, and no public authority answers for it tomorrow. SETTLED: there is none, none the law asks for, or somebody answers."""

    NOT_SAID = "not_said"
    NOT_KNOWN = "not_known"
    NOBODY = "nobody"
    SETTLED = "settled"


def public_service(facts: Mapping[str, FactValue]) -> PublicService:
    """Where it stands. What is not known is never settled."""
    today, tomorrow = facts.get(SERVICE_TODAY), facts.get(SERVICE_TOMORROW)
    if today is None:
        return PublicService.NOT_SAID
    if today != "statutory" or tomorrow in PUBLIC:
        return PublicService.SETTLED
    return PublicService.NOBODY if tomorrow is not None else PublicService.NOT_KNOWN
