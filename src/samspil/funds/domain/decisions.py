"""Deciding an application, from the proposal to the letter that is sent.

Forvaltningsloven (LBK 433 of 22.04.2014) § 22: a written refusal says why; § 24: by which rule of law and which main considerations; § 25: appeal (appeals.py);
§ 19: hearing (hearing.py). We ask for reasons whenever less is given than was asked for. Offentlighedsloven § 13 (LBK 145 of 24.02.2020): facts of weight are
noted; here that is the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.core.money import Kroner
from samspil.funds.domain.appeals import AppealGuidance, faults_of_guidance
from samspil.funds.domain.hearing import CaseFact, why_not_decided_yet
from samspil.funds.domain.remarks import Remark, remark

NOTHING = Kroner(0)
LAW_REASONS, LAW_CONTENT = "Forvaltningslovens § 22", "Forvaltningslovens § 24"
PRIVATE_DA = "Privatperson"


class DecisionState(StrEnum):
    """PROPOSED: can be changed. DECIDED: the committee has decided; it can be undone with a logged reason until it is sent. SENT: locked; what is to be
    otherwise then is a new decision."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    SENT = "sent"


class DecisionKind(StrEnum):
    """What was decided: all that was asked for, a part of it, or nothing."""

    GRANTED = "granted"
    PART = "part"
    REFUSED = "refused"


class DecisionCode(StrEnum):
    """What a decision or its letter lacks, or why it cannot be changed."""

    NEGATIVE = "negative"
    MORE_THAN_ASKED = "more_than_asked"
    BELOW_LEAST = "below_least"
    REASON_MISSING = "reason_missing"
    RULE_MISSING = "rule_missing"
    CONSIDERATIONS_MISSING = "considerations_missing"
    OVERRIDE_REASON_MISSING = "override_reason_missing"
    CONFLICT = "conflict"
    NOT_ENOUGH_SEATED = "not_enough_seated"
    TERMS_MISSING = "terms_missing"
    ACCEPT_BY_MISSING = "accept_by_missing"
    CONTACT_MISSING = "contact_missing"
    RECEIVER_MISSING = "receiver_missing"
    SAY_WHY = "say_why"
    SENT_ALREADY = "sent_already"
    STALE = "stale"


COMMITTEE, CASEWORKER = "committee", "caseworker"
DECISION_LIFECYCLE = Lifecycle(
    DecisionState.PROPOSED,
    [
        Step(DecisionState.PROPOSED, "change", DecisionState.PROPOSED, (CASEWORKER, COMMITTEE)),
        Step(DecisionState.PROPOSED, "decide", DecisionState.DECIDED, (COMMITTEE,)),
        Step(DecisionState.DECIDED, "undo", DecisionState.PROPOSED, (CASEWORKER, COMMITTEE)),
        Step(DecisionState.DECIDED, "send", DecisionState.SENT, (CASEWORKER,)),
    ],
)
STATE_DA = {DecisionState.PROPOSED: "Foreslået", DecisionState.DECIDED: "Afgjort, ikke sendt", DecisionState.SENT: "Sendt"}
KIND_DA = {DecisionKind.GRANTED: "Tilskud", DecisionKind.PART: "Delvist tilskud", DecisionKind.REFUSED: "Afslag"}
CODE_DA = {
    DecisionCode.NEGATIVE: "Et beløb kan ikke være mindre end nul.",
    DecisionCode.MORE_THAN_ASKED: "Der kan ikke gives mere end de {asked}, der er søgt om.",
    DecisionCode.BELOW_LEAST: "Ansøgeren skriver, at projektet ikke giver mening for mindre end {least}.",
    DecisionCode.REASON_MISSING: "Skriv, hvorfor der ikke gives det hele.",
    DecisionCode.RULE_MISSING: "Henvis til den regel, afgørelsen bygger på.",
    DecisionCode.CONSIDERATIONS_MISSING: "Skriv de hovedhensyn, der har været afgørende.",
    DecisionCode.OVERRIDE_REASON_MISSING: "Indstillingen var {recommended}. Skriv, hvorfor afgørelsen er en anden.",
    DecisionCode.CONFLICT: "En, der har medvirket ved afgørelsen, er ikke habil eller har ikke svaret på det.",
    DecisionCode.NOT_ENOUGH_SEATED: "Der er ikke nok, der kan medvirke i sagen.",
    DecisionCode.TERMS_MISSING: "Skriv vilkårene for tilskuddet.",
    DecisionCode.ACCEPT_BY_MISSING: "Skriv, hvornår vilkårene senest skal være accepteret.",
    DecisionCode.CONTACT_MISSING: "Skriv, hvem ansøgeren kan spørge.",
    DecisionCode.RECEIVER_MISSING: "Afgørelsen har ingen modtager.",
    DecisionCode.SAY_WHY: "Skriv, hvorfor afgørelsen gøres om.",
    DecisionCode.SENT_ALREADY: "Afgørelsen er sendt og kan ikke ændres. Er den forkert, så træf en ny.",
    DecisionCode.STALE: "En anden har ændret afgørelsen, siden du åbnede den. Se den nye, før du går videre.",
}


@dataclass(frozen=True)
class ProposedDecision:
    """A decision as these rules look at it. `least`: the smallest sum that makes sense to the applicant. `recommended`: the sum of the recommendation, None
    where there was none. `rules`: the rules of law it rests on. `version` counts its changes."""

    application: int
    asked: Kroner
    award: Kroner
    least: Kroner = NOTHING
    recommended: Kroner | None = None
    reason: str = ""
    rules: tuple[str, ...] = ()
    considerations: str = ""
    override_reason: str = ""
    version: int = 1

    @property
    def kind(self) -> DecisionKind:
        """What it gives."""
        if self.award <= NOTHING:
            return DecisionKind.REFUSED
        return DecisionKind.GRANTED if self.award >= self.asked else DecisionKind.PART

    @property
    def overrides(self) -> bool:
        """True when it gives another sum than was recommended."""
        return self.recommended is not None and self.award != self.recommended


@dataclass(frozen=True)
class Letter:
    """What stands in the letter beside the decision: who gets it, terms and the last day to accept them where something is given, who can be asked, appeal."""

    receiver: str
    contact: str
    appeal: AppealGuidance
    terms: str = ""
    accept_by: date | None = None


def faults_of_amount(proposed: ProposedDecision) -> list[Remark]:
    """What is wrong with the sum. Less than makes sense to the applicant is no part funding; refuse it, or ask them."""
    if proposed.award < NOTHING:
        return [remark(DecisionCode.NEGATIVE)]
    if proposed.award > proposed.asked:
        return [remark(DecisionCode.MORE_THAN_ASKED, asked=proposed.asked)]
    least = min(proposed.least, proposed.asked)
    return [remark(DecisionCode.BELOW_LEAST, least=least)] if NOTHING < proposed.award < least else []


def faults_of_reasons(proposed: ProposedDecision) -> list[Remark]:
    """What the reasons lack, when less is given than was asked for or than was recommended."""
    found = []
    if proposed.kind is not DecisionKind.GRANTED:
        if not proposed.reason.strip():
            found.append(remark(DecisionCode.REASON_MISSING, LAW_REASONS))
        if not any(rule.strip() for rule in proposed.rules):
            found.append(remark(DecisionCode.RULE_MISSING, LAW_CONTENT))
        if not proposed.considerations.strip():
            found.append(remark(DecisionCode.CONSIDERATIONS_MISSING, LAW_CONTENT))
    if proposed.overrides and proposed.recommended is not None and not proposed.override_reason.strip():
        found.append(remark(DecisionCode.OVERRIDE_REASON_MISSING, recommended=proposed.recommended))
    return found


def why_not_decided(proposed: ProposedDecision, facts: Sequence[CaseFact], today: date, *, all_free: bool, enough_seated: bool = True) -> list[Remark]:
    """Everything in the way of deciding, in a fixed order; empty when it can be decided. `all_free`: everybody who takes part is free of conflict."""
    found = [*faults_of_amount(proposed), *faults_of_reasons(proposed)]
    if not all_free:
        found.append(remark(DecisionCode.CONFLICT, "Forvaltningslovens § 3, stk. 3"))
    if not enough_seated:
        found.append(remark(DecisionCode.NOT_ENOUGH_SEATED))
    hearing = why_not_decided_yet(facts, gives_all=proposed.kind is DecisionKind.GRANTED, today=today)
    return [*found, *([hearing] if hearing else [])]


def missing_in_letter(proposed: ProposedDecision, letter: Letter) -> list[Remark]:
    """Everything the letter lacks before it can be sent; empty when it can."""
    found = faults_of_reasons(proposed)
    if not letter.receiver.strip():
        found.append(remark(DecisionCode.RECEIVER_MISSING))
    if not letter.contact.strip():
        found.append(remark(DecisionCode.CONTACT_MISSING, "Forvaltningslovens § 7"))
    if proposed.kind is not DecisionKind.REFUSED:
        if not letter.terms.strip():
            found.append(remark(DecisionCode.TERMS_MISSING))
        if letter.accept_by is None:
            found.append(remark(DecisionCode.ACCEPT_BY_MISSING))
    return found if proposed.kind is DecisionKind.GRANTED else [*found, *faults_of_guidance(letter.appeal)]


def why_not_undone(state: DecisionState, reason: str) -> Remark | None:
    """Why a decision cannot be undone: it is sent, or nobody says why."""
    if state is DecisionState.SENT:
        return remark(DecisionCode.SENT_ALREADY)
    return None if reason.strip() else remark(DecisionCode.SAY_WHY)


def why_stale(seen_version: int, proposed: ProposedDecision) -> Remark | None:
    """Why somebody who saw an older version may not decide on it: two who decide at once both see what they decide."""
    return None if seen_version == proposed.version else remark(DecisionCode.STALE, now=proposed.version, seen=seen_version)


@dataclass(frozen=True)
class PublishedLine:
    """A line of the public list. Persons are not named."""

    applicant: str
    title: str
    award: Kroner


def published(applicant: str, title: str, award: Kroner, *, named: bool) -> PublishedLine | None:
    """The public line of an award, None where nothing was given: refusals are told as a number alone. `named`: True for associations, companies, alliances;
    False for persons and for loose groups, which go by a person."""
    return PublishedLine(applicant if named else PRIVATE_DA, title, award) if award > NOTHING else None
