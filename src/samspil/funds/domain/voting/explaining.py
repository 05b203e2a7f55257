"""Why a project won or did not, in a Danish sentence for whoever asks."""

import math
from fractions import Fraction

from samspil.funds.domain.voting import counting
from samspil.funds.domain.voting.model import Count, Election, Reason
from samspil.funds.domain.voting.numbers import amount
from samspil.funds.domain.voting.wishes import SHARED


def because(election: Election, count: Count, project: int) -> str:
    """One or two sentences."""
    said = sentence(election, count, project)
    return said if said.endswith(".") else f"{said}."


def sentence(election: Election, count: Count, project: int) -> str:
    """The same, perhaps without its full stop: an amount may have ended it."""
    currency = election.meta.get("currency", "")
    reason = count.reasons[project]
    if reason.how == counting.LOST:
        return lost(reason, currency, in_shares=is_shared(count))
    support = f"Fik støtte fra {people(reason.supporters)}" if reason.supporters else "Ingen stemte på projektet"
    if reason.how == counting.FREE:
        return f"{support} og koster ikke noget."
    if reason.how == counting.SHARED:
        each = "for hvert point" if election.ballots.points is not None or election.vote_type == "ordinal" else "hver"
        return f"{support}. De betaler tilsammen {amount(reason.cost, currency)}, højst {amount(count.prices[project], currency)} {each}"
    if reason.how == counting.FILLED:
        return f"{support}, og der var penge tilbage til det, da resten var valgt."
    if reason.how == counting.LOADED:
        return f"{support}, som tilsammen havde sparet op til det."
    return f"{support}, og der var {amount(reason.money or Fraction(0), currency)} tilbage, da turen kom til det."


def lost(reason: Reason, currency: str, *, in_shares: bool) -> str:
    """What was missing."""
    if not reason.supporters:
        return "Ingen stemte på projektet."
    support = f"Fik støtte fra {people(reason.supporters)}"
    if reason.money is None:
        return f"{support}. Det var ikke nok til, at pengene rakte til det."
    if in_shares:
        # Up to the next øre: something was missing, so never 0.
        short = amount(Fraction(math.ceil((reason.cost - reason.money) * 100), 100), currency)
        return f"{support}; der manglede {short} fra dem, der stemte på det."
    return f"{support}. Der var kun {amount(reason.money, currency)} tilbage, da turen kom til det, og det koster {amount(reason.cost, currency)}"


def is_shared(count: Count) -> bool:
    """True when the result that holds is one of Equal Shares."""
    return count.trace["rule"] in SHARED and count.trace.get("comparison", {}).get("held") != "greedy"


def people(number: int) -> str:
    """1 person, 2.000 personer."""
    return "1 person" if number == 1 else f"{number:,} personer".replace(",", ".")
