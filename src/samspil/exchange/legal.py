"""What the law asks of a need: the legal check, on what its form asked and on who organises it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from samspil.exchange.models import Need
from samspil.law.domain.checking.results import LegalResult, Stop
from samspil.law.domain.facts import FactValue
from samspil.law.queries import legal_check

# On whose behalf people help, by the kind of organisation (the fact volunteers_act_for): it decides insurance, benefits and allowances.
ACTS_FOR = {"public": "municipality", "civil": "association", "business": "company"}
# The questions of the form, each a fact of law; the keys are law's (content/law/facts.toml).
ASKED = ("children_under_15", "home_visits", "personal_care", "medicine", "money_handling", "restraint", "replaces_staff")


def facts_of(need: Need) -> Mapping[str, FactValue]:
    """What is known of a need, by law's keys."""
    known: dict[str, Any] = dict(need.facts)
    if need.organisation and need.organisation.sector in ACTS_FOR:
        known["volunteers_act_for"] = ACTS_FOR[need.organisation.sector]
    if need.min_age is not None:
        known["youngest_volunteer"] = need.min_age
    return known


def check_of(need: Need, day: date) -> LegalResult:
    """The legal check of a need on a day; needs no database but the need's organisation."""
    return legal_check(facts_of(need), day, need.municipality_id)


def stops_of(need: Need, day: date) -> tuple[Stop, ...]:
    """What must not happen as the need is written."""
    return check_of(need, day).stops
