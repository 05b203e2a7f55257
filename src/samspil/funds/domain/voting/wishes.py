"""What may be asked for, and which of it says anything for a rule and a kind of ballot. What is not defined is refused, never guessed."""

from typing import Any

from samspil.funds.domain.voting.model import RULES, WITH_POINTS, Refused, Settings
from samspil.funds.domain.voting.numbers import decimal, told

SHARED = ("equal-shares", "borda")
ONE_CHOICE_EACH = ("approval", "choose-1")
BALLOTS_OF = {
    "equal-shares": (*ONE_CHOICE_EACH, *WITH_POINTS),
    "greedy": (*ONE_CHOICE_EACH, *WITH_POINTS),
    "phragmen": ONE_CHOICE_EACH,
    "knapsack": ONE_CHOICE_EACH,
    "borda": ("ordinal",),
}
ONLY_SHARED = ("completion", "start", "step", "stop", "comparison")
assert tuple(BALLOTS_OF) == RULES  # noqa: S101 - a rule without its ballots would be a fault of ours, found when this is loaded


def utility_of(settings: Settings, vote_type: str) -> str:
    """The utility that is counted by; raises Refused when rule, utility and ballots do not go together."""
    if vote_type not in BALLOTS_OF[settings.rule]:
        hint = " Brug --rule borda." if vote_type == "ordinal" else ""
        raise Refused("not_defined", f'Reglen "{settings.rule}" er ikke defineret for stemmesedler af typen "{vote_type}".{hint}')
    if settings.rule == "borda":
        return only("borda", settings, vote_type)
    if vote_type in WITH_POINTS:
        return only("points", settings, vote_type)
    if settings.rule in ("phragmen", "knapsack"):
        return only("cost", settings, vote_type)
    if settings.utility in ("points", "borda"):
        raise Refused("not_defined", f'"--utility {settings.utility}" er ikke defineret for stemmesedler af typen "{vote_type}", som ingen point har.')
    return settings.utility or "cost"


def only(utility: str, settings: Settings, vote_type: str) -> str:
    """The one utility that says anything here; raises Refused when another was asked for."""
    if settings.utility not in (None, utility):
        where = f'reglen "{settings.rule}" og stemmesedler af typen "{vote_type}"'
        raise Refused("not_defined", f'"--utility {settings.utility}" er ikke defineret for {where}.')
    return utility


def published(settings: Settings, vote_type: str) -> dict[str, Any]:
    """All settings as they stand beside a result; None for what says nothing for the rule. Raises Refused when such a one was asked for."""
    utility = utility_of(settings, vote_type)
    size = decimal(settings.step) or told(settings.step)
    step = f"share:{size}" if settings.step_is_share else size
    said = {"completion": settings.completion, "start": settings.start, "step": step, "stop": settings.stop, "comparison": settings.comparison}
    if settings.rule in SHARED:
        return {"utility": utility, **said, "ties": ",".join(settings.ties)}
    usual = {"completion": "none", "start": "exact", "step": "1", "stop": "exhaustive", "comparison": "none"}
    for name in ONLY_SHARED:
        if said[name] != usual[name]:
            raise Refused("not_defined", f'"--{name} {said[name]}" er ikke defineret for reglen "{settings.rule}".')
    own = utility if settings.rule == "greedy" else None
    return {"utility": own, **dict.fromkeys(ONLY_SHARED), "ties": ",".join(settings.ties)}
