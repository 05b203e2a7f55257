"""What a committee is recommended: a sum and a reason for each application, held against what was asked and against the money there is.

All rules here are the call's own (smallest and largest grant, caps); that sums add up and nothing is decided twice are ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.money import Kroner
from samspil.funds.domain.remarks import Remark, remark

NOTHING = Kroner(0)


class RecommendationState(StrEnum):
    """DRAFT: being written. LISTED: on the list of a meeting and locked. DECIDED: the meeting has decided, in a decision of its own."""

    DRAFT = "draft"
    LISTED = "listed"
    DECIDED = "decided"


class RecommendationCode(StrEnum):
    """What is wrong with a recommendation or a list of them."""

    NEGATIVE = "negative"
    MORE_THAN_ASKED = "more_than_asked"
    BELOW_MINIMUM = "below_minimum"
    ABOVE_MAXIMUM = "above_maximum"
    BELOW_LEAST = "below_least"
    REASON_MISSING = "reason_missing"
    POOL_EXCEEDED = "pool_exceeded"
    CAP_EXCEEDED = "cap_exceeded"
    ROUND_EXCEEDED = "round_exceeded"
    NOT_RECOMMENDED = "not_recommended"
    NOT_APPLIED = "not_applied"
    TWICE = "twice"
    STALE = "stale"
    LOCKED = "locked"


CASEWORKER, COMMITTEE = "caseworker", "committee"
RECOMMENDATION_LIFECYCLE = Lifecycle(
    RecommendationState.DRAFT,
    [
        Step(RecommendationState.DRAFT, "edit", RecommendationState.DRAFT, (CASEWORKER, COMMITTEE)),
        Step(RecommendationState.DRAFT, "list", RecommendationState.LISTED, (CASEWORKER,)),
        Step(RecommendationState.LISTED, "take_off", RecommendationState.DRAFT, (CASEWORKER,)),
        Step(RecommendationState.LISTED, "decide", RecommendationState.DECIDED, (COMMITTEE,)),
        Step(RecommendationState.DECIDED, "undo", RecommendationState.LISTED, (CASEWORKER, COMMITTEE)),
    ],
)
STATE_DA = {
    RecommendationState.DRAFT: "Kladde",
    RecommendationState.LISTED: "På mødets liste",
    RecommendationState.DECIDED: "Behandlet på mødet",
}
CODE_DA = {
    RecommendationCode.NEGATIVE: "Et beløb kan ikke være mindre end nul.",
    RecommendationCode.MORE_THAN_ASKED: "{amount} er mere end de {asked}, der er søgt om.",
    RecommendationCode.BELOW_MINIMUM: "{amount} er mindre end det mindste tilskud i runden, {least}.",
    RecommendationCode.ABOVE_MAXIMUM: "{amount} er mere end det største tilskud i runden, {most}.",
    RecommendationCode.BELOW_LEAST: "Ansøgeren skriver, at projektet ikke giver mening for mindre end {least}.",
    RecommendationCode.REASON_MISSING: "Skriv en begrundelse for indstillingen.",
    RecommendationCode.POOL_EXCEEDED: "Der er indstillet {over} mere, end der er i puljen.",
    RecommendationCode.CAP_EXCEEDED: "Der er indstillet {over} mere, end der er afsat til {name}.",
    RecommendationCode.ROUND_EXCEEDED: "Der er indstillet {over} mere, end der må uddeles i runden.",
    RecommendationCode.NOT_RECOMMENDED: "Ansøgning {application} har ingen indstilling.",
    RecommendationCode.NOT_APPLIED: "Der er en indstilling om ansøgning {application}, som ikke er på listen.",
    RecommendationCode.TWICE: "Ansøgning {application} har to indstillinger.",
    RecommendationCode.STALE: "Den er ændret, siden du åbnede den. Se den nye, og gem igen, hvis du stadig vil ændre den.",
    RecommendationCode.LOCKED: "Indstillingen er på mødets liste og kan ikke ændres. Tag den af listen først.",
}


@dataclass(frozen=True)
class Candidate:
    """An application on the list. `least`: the smallest sum that makes sense to the applicant, as they say; the same as `asked` where only all will do.
    `themes`: areas or themes with money of their own that it counts in. `place`: in the ranking, None where there is none."""

    application: int
    title: str
    applicant: str
    asked: Kroner
    least: Kroner = NOTHING
    themes: tuple[str, ...] = ()
    place: int | None = None
    score: str = ""


@dataclass(frozen=True)
class Limits:
    """The money of a call: `pool` in all, `round_cap` for this round, `caps` by area or theme, and the smallest and largest grant. None: no limit."""

    pool: Kroner
    minimum: Kroner = NOTHING
    maximum: Kroner | None = None
    round_cap: Kroner | None = None
    caps: Mapping[str, Kroner] = field(default_factory=dict)


@dataclass(frozen=True)
class Recommendation:
    """What is recommended: nothing (`amount` 0), all or a part, with the reason. `version` counts its changes; `by` and `at` tell of the last."""

    application: int
    amount: Kroner
    reason: str
    version: int = 1
    state: RecommendationState = RecommendationState.DRAFT
    by: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Pot:
    """A sum of money against what is recommended from it; `name` is "" for the pool, and an area or theme else. `left` is below nothing when exceeded."""

    name: str
    money: Kroner
    recommended: Kroner

    @property
    def left(self) -> Kroner:
        """What is left of it."""
        return self.money - self.recommended


def total(amounts: Iterable[Kroner]) -> Kroner:
    """The sum."""
    return Kroner(sum(amount.oere for amount in amounts))


def faults_of(given: Recommendation, candidate: Candidate, limits: Limits) -> list[Remark]:
    """Everything wrong with one recommendation, in a fixed order; a sum of nothing needs only its reason."""
    amount, found = given.amount, list[Remark]()
    if amount < NOTHING:
        found.append(remark(RecommendationCode.NEGATIVE))
    elif amount > NOTHING:
        found += faults_of_amount(amount, candidate, limits)
    if not given.reason.strip():
        found.append(remark(RecommendationCode.REASON_MISSING))
    return found


def faults_of_amount(amount: Kroner, candidate: Candidate, limits: Limits) -> list[Remark]:
    """What is wrong with a sum above nothing. What the applicant says is least counts up to what they asked for."""
    found = []
    if amount > candidate.asked:
        found.append(remark(RecommendationCode.MORE_THAN_ASKED, amount=amount, asked=candidate.asked))
    if amount < limits.minimum:
        found.append(remark(RecommendationCode.BELOW_MINIMUM, amount=amount, least=limits.minimum))
    if limits.maximum is not None and amount > limits.maximum:
        found.append(remark(RecommendationCode.ABOVE_MAXIMUM, amount=amount, most=limits.maximum))
    if amount < min(candidate.least, candidate.asked):
        found.append(remark(RecommendationCode.BELOW_LEAST, least=min(candidate.least, candidate.asked)))
    return found


def pots_of(given: Iterable[Recommendation], candidates: Iterable[Candidate], limits: Limits) -> list[Pot]:
    """The pool, and each area or theme in the order of the caps, against what is recommended. An application counts in each of its themes."""
    amounts = {one.application: one.amount for one in given}
    listed = list(candidates)
    spent = {name: total(amounts.get(one.application, NOTHING) for one in listed if name in one.themes) for name in limits.caps}
    return [Pot("", limits.pool, total(amounts.values())), *(Pot(name, money, spent[name]) for name, money in limits.caps.items())]


def faults_of_list(given: Sequence[Recommendation], candidates: Sequence[Candidate], limits: Limits) -> list[Remark]:
    """What is wrong with a list as a whole: money that is not there, and applications without a recommendation, or with two. Who is recommended nothing is
    on the list too."""
    wanted, said = [one.application for one in candidates], [one.application for one in given]
    found = [remark(RecommendationCode.NOT_RECOMMENDED, application=one) for one in wanted if one not in said]
    found += [remark(RecommendationCode.NOT_APPLIED, application=one) for one in dict.fromkeys(said) if one not in wanted]
    found += [remark(RecommendationCode.TWICE, application=one) for one in dict.fromkeys(said) if said.count(one) > 1]
    for pot in pots_of(given, candidates, limits):
        if pot.left < NOTHING:
            code = RecommendationCode.CAP_EXCEEDED if pot.name else RecommendationCode.POOL_EXCEEDED
            found.append(remark(code, over=NOTHING - pot.left, **({"name": pot.name} if pot.name else {})))
    spent = total(one.amount for one in given)
    if limits.round_cap is not None and spent > limits.round_cap:
        found.append(remark(RecommendationCode.ROUND_EXCEEDED, over=spent - limits.round_cap))
    return found


def changed(current: Recommendation, wish: Recommendation, by: int, at: datetime) -> Recommendation | Remark:
    """The recommendation after somebody saves a `wish` made from version `wish.version`; or why not. Of two who save at once the second is told, and
    nothing of the first is lost."""
    if current.state is not RecommendationState.DRAFT:
        return remark(RecommendationCode.LOCKED)
    if wish.version != current.version:
        return remark(RecommendationCode.STALE, seen=wish.version, now=current.version)
    return replace(current, amount=wish.amount, reason=wish.reason.strip(), version=current.version + 1, by=by, at=at)
