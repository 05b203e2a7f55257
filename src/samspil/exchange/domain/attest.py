"""Whether a child certificate is needed, from the role and from how somebody really comes; every answer with its reason, law and certainty.

The duty is the organisation's that has the volunteer do it (Lov om børneattest § 2; BEK 1690/2023; BEK 1211/2022). A steady task: before it begins.
Otherwise: three weeks after the limit of the rule is reached. Whom the answer holds back, and for how long, stands in it; what was seen is judged by
people, never here. The rules are in attest_rules.py, the counting in attest_counting.py, the dates of a certificate in checks.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from samspil.core.periods import danish_date
from samspil.exchange.domain.attest_counting import Reached, Stay, days_of, months_later, reached
from samspil.exchange.domain.attest_rules import (
    ACT,
    COMPANIES,
    NO_PUBLIC_MONEY,
    NOBODYS,
    OTHERS,
    REMOTE_LEISURE,
    RULES,
    SCHOOLS,
    TOO_EARLY,
    AttestRule,
    ChildContact,
    Employer,
    Unsettled,
    WelfareField,
    rule_on,
)
from samspil.exchange.domain.checks import Check, CheckStage, counting
from samspil.exchange.domain.legal_notes import Certainty

# Who is younger cannot be punished (straffeloven § 15); the number does not stand in the orders themselves.
PUNISHABLE_AGE = 15
WARN_DAYS = timedelta(days=14)
A_DAY = timedelta(days=1)
CONSENT_LAW = "BEK 1860/2021 § 32"
IF_STEADY = "Kommer personen fast, skal børneattesten være hentet, før opgaven begynder."


class Attachment(StrEnum):
    """How somebody comes. LASTING: steadily. NOW_AND_THEN: again, but not steadily. SINGLE: once, or quite briefly."""

    LASTING = "lasting"
    NOW_AND_THEN = "now_and_then"
    SINGLE = "single"


COMES_DA = {
    Attachment.LASTING: "Fast, uge efter uge",
    Attachment.NOW_AND_THEN: "Nu og da",
    Attachment.SINGLE: "En enkelt gang, eller ganske kort",
}


class AttestNeed(StrEnum):
    """NOT_NEEDED. IN_PLACE: seen and ok in this organisation. NOT_YET: not by what has been. NEEDED_BY: needed, with time left. BEFORE_START: needed
    before the task begins. OVERDUE: the time is over. NOT_OK: somebody saw it and said no. ASK: no rule was read that settles it."""

    NOT_NEEDED = "not_needed"
    IN_PLACE = "in_place"
    NOT_YET = "not_yet"
    NEEDED_BY = "needed_by"
    BEFORE_START = "before_start"
    OVERDUE = "overdue"
    NOT_OK = "not_ok"
    ASK = "ask"


@dataclass(frozen=True)
class Situation:
    """One person in one task with children. `age` in years, None when nobody knows. `public_money`: whether the association has it in the social field.
    `starts`: the first day. `been`: the days that really were, `planned`: those to come. `checks`: the person's certificates, of all organisations."""

    organisation: int
    field: WelfareField
    employer: Employer
    contact: ChildContact
    attachment: Attachment
    age: int | None = None
    public_money: bool | None = None
    starts: date | None = None
    been: tuple[Stay, ...] = ()
    planned: tuple[Stay, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class AttestVerdict:
    """The answer on a day. `by`: the last day without certificate: three weeks after the limit that is reached, or will be by what is planned; for
    BEFORE_START the day before it begins. `from_day`: the day the limit is reached, or could be at the earliest.
    `warn`: 14 days or fewer are left. `stage`: where a certificate stands that was asked for."""

    need: AttestNeed
    text: str
    law: tuple[str, ...]
    certainty: Certainty
    by: date | None = None
    from_day: date | None = None
    warn: bool = False
    stage: CheckStage | None = None

    @property
    def blocked(self) -> bool:
        """True while the person must not be with the children in this task."""
        return self.need in {AttestNeed.BEFORE_START, AttestNeed.OVERDUE, AttestNeed.NOT_OK}

    def blocked_on(self, day: date) -> bool:
        """True when the person must not be there on a day to come, if no certificate is seen before."""
        return self.blocked or (self.by is not None and self.need in {AttestNeed.NEEDED_BY, AttestNeed.NOT_YET} and day > self.by)


def need(situation: Situation, today: date, rules: tuple[AttestRule, ...] = RULES) -> AttestVerdict:
    """Whether this person needs a child certificate for this task, as it looks on `today`."""
    if situation.contact is ChildContact.NONE:
        return AttestVerdict(AttestNeed.NOT_NEEDED, "Opgaven er ikke med børn under 15 år. Der skal ikke hentes en børneattest.", (ACT,), Certainty.SURE)
    if situation.age is not None and situation.age < PUNISHABLE_AGE:
        text = "Børneattest angår dem, der er fyldt 15 år. Se på det igen på 15-årsdagen."
        return AttestVerdict(AttestNeed.NOT_NEEDED, text, (ACT, "Straffeloven § 15"), Certainty.LIKELY)
    rule = rule_on(situation.field, today, rules)
    check = counting(situation.checks, situation.organisation)
    stage = check.stage(today) if check else None
    if check and stage in SEEN:
        return SEEN[stage](check, rule)
    unsettled = why_unsettled(situation, rule)
    if unsettled or rule is None:
        asked = unsettled or TOO_EARLY
        return AttestVerdict(AttestNeed.ASK, asked.text, asked.law, asked.certainty, stage=stage)
    answer = steady if situation.attachment is Attachment.LASTING else counted
    return with_stage(answer(situation, rule, today), check, stage)


def in_place(check: Check, rule: AttestRule | None) -> AttestVerdict:
    """Seen and ok: it holds for every task in the same organisation, also after a break between seasons."""
    seen = f", set {danish_date(check.assessed_on)}" if check.assessed_on else ""
    text = f"Børneattesten er i orden{seen}. Den gælder også, når opgaven skifter inden for samme organisation."
    if rule and rule.free_again:
        return AttestVerdict(AttestNeed.IN_PLACE, text, (rule.free_again,), Certainty.SURE, stage=CheckStage.OK)
    text += " Det står i reglerne for idræt og kultur; her har vi ikke læst det."
    return AttestVerdict(AttestNeed.IN_PLACE, text, rule.law if rule else (ACT,), Certainty.LIKELY, stage=CheckStage.OK)


def not_ok(_check: Check, rule: AttestRule | None) -> AttestVerdict:
    """Somebody saw it and said no: that was a person's decision, and is talked about with that person."""
    text = "Den, der har set børneattesten, har skrevet, at den ikke er i orden til denne opgave. Tal sammen om det, og om andre opgaver uden børn."
    return AttestVerdict(AttestNeed.NOT_OK, text, rule.law if rule else (ACT,), Certainty.PRACTICE, stage=CheckStage.NOT_OK)


SEEN: dict[CheckStage | None, Callable[[Check, AttestRule | None], AttestVerdict]] = {CheckStage.OK: in_place, CheckStage.NOT_OK: not_ok}


def why_unsettled(situation: Situation, rule: AttestRule | None) -> Unsettled | None:
    """The reason why no rule that was read settles it, the first that fits."""
    association = situation.employer is Employer.ASSOCIATION
    reasons = (
        (situation.employer is Employer.COMPANY, COMPANIES),
        (situation.employer is Employer.NOBODY, NOBODYS),
        (situation.field is WelfareField.SCHOOL, SCHOOLS),
        (situation.field is WelfareField.OTHER, OTHERS),
        (rule is None, TOO_EARLY),
        (situation.contact is ChildContact.REMOTE and rule is not None and not rule.remote, REMOTE_LEISURE),
        (situation.field is WelfareField.SOCIAL and association and situation.public_money is False, NO_PUBLIC_MONEY),
    )
    return next((reason for holds, reason in reasons if holds), None)


def certainty_of(situation: Situation, found: Certainty = Certainty.SURE) -> Certainty:
    """SURE for associations that the orders name; LIKELY for others, and where the counting is."""
    named = situation.employer is Employer.ASSOCIATION and (situation.field is WelfareField.LEISURE or situation.public_money is True)
    return found if named else Certainty.LIKELY


def steady(situation: Situation, rule: AttestRule, today: date) -> AttestVerdict:
    """Who comes steadily: the certificate is there before the first day."""
    sure = certainty_of(situation)
    if any(stay.first <= today for stay in situation.been):
        text = "Opgaven er fast og begyndt, og her står ingen børneattest, der er set. Hold pause fra børnene, til den er set og skrevet ind."
        return AttestVerdict(AttestNeed.OVERDUE, text, rule.law, sure, by=min(situation.been).first - A_DAY, warn=True)
    days = [day for day in (situation.starts, *(stay.first for stay in situation.planned)) if day and day >= today]
    first = min(days, default=None)
    when = f", der begynder {danish_date(first)}," if first else ""
    text = f"Opgaven{when} er fast og med børn under 15 år. Børneattesten skal være hentet, før den begynder."
    return AttestVerdict(
        AttestNeed.BEFORE_START, text, rule.law, sure, by=first and first - A_DAY, from_day=first, warn=first is not None and first - today <= WARN_DAYS
    )


def counted(situation: Situation, rule: AttestRule, today: date) -> AttestVerdict:
    """Who does not come steadily: three weeks after the limit was really reached, and until then not yet."""
    been = tuple(Stay(stay.first, min(stay.last, today)) for stay in situation.been if stay.first <= today)
    limit = reached(been, rule)
    if limit:
        return after_limit(situation, rule, limit, today)
    planned = tuple(Stay(max(stay.first, today), stay.last) for stay in (*situation.planned, *situation.been) if stay.last >= today)
    coming = reached((*been, *planned), rule)
    if coming:
        return before_limit(situation, rule, coming, today)
    if situation.attachment is Attachment.SINGLE and len(days_of((*been, *planned))) <= 1:
        text = "En enkelt gang kræver ikke en børneattest. Bliver det til flere gange, ser vi på det igen."
        return AttestVerdict(AttestNeed.NOT_NEEDED, text, rule.law, certainty_of(situation))
    return no_limit(situation, rule, days_of((*been, *planned)), today)


def after_limit(situation: Situation, rule: AttestRule, limit: Reached, today: date) -> AttestVerdict:
    """The limit is reached: needed by a day, or overdue."""
    by, sure = limit.day + timedelta(weeks=rule.deadline_weeks), certainty_of(situation, limit.certainty)
    if today > by:
        text = f"Der er gået mere end {rule.deadline_weeks} uger, siden grænsen blev nået: {limit.why}. Hold pause fra børnene, til børneattesten er set."
        return AttestVerdict(AttestNeed.OVERDUE, text, rule.law, sure, by, limit.day, warn=True)
    text = f"Børneattesten skal være hentet senest {danish_date(by)}. Grænsen er nået: {limit.why}."
    return AttestVerdict(AttestNeed.NEEDED_BY, text, rule.law, sure, by, limit.day, warn=by - today <= WARN_DAYS)


def before_limit(situation: Situation, rule: AttestRule, coming: Reached, today: date) -> AttestVerdict:
    """The limit will be reached by what is planned."""
    by = coming.day + timedelta(weeks=rule.deadline_weeks)
    planned = f"Med det, der er planlagt, nås grænsen {danish_date(coming.day)}: {coming.why}. Så skal attesten være hentet senest {danish_date(by)}."
    text = f"Ikke endnu. {planned} {IF_STEADY}"
    return AttestVerdict(AttestNeed.NOT_YET, text, rule.law, certainty_of(situation, coming.certainty), by, coming.day, warn=coming.day - today <= WARN_DAYS)


def no_limit(situation: Situation, rule: AttestRule, days: list[date], today: date) -> AttestVerdict:
    """Nothing planned reaches the limit: the earliest day on which coming again could."""
    limit = f"mindst {rule.times} gange over mere end {rule.months} måneder"
    sure = certainty_of(situation)
    if not days:
        return AttestVerdict(AttestNeed.NOT_YET, f"Ikke endnu. Grænsen er {limit}, eller en længere periode i træk. {IF_STEADY}", rule.law, sure)
    day = max(months_later(days[0], rule.months), today) + A_DAY
    text = f"Ikke endnu. Grænsen er {limit}, eller en længere periode i træk. Med enkelte gange kan den tidligst nås {danish_date(day)}. {IF_STEADY}"
    near = day - today <= WARN_DAYS and len(days) >= rule.times - 1
    return AttestVerdict(AttestNeed.NOT_YET, text, rule.law, sure, from_day=day, warn=near)


def with_stage(verdict: AttestVerdict, check: Check | None, stage: CheckStage | None) -> AttestVerdict:
    """The verdict with where a certificate stands that was asked for and is not seen."""
    if not check or verdict.need in {AttestNeed.NOT_NEEDED, AttestNeed.ASK}:
        return verdict
    waiting = f"Den er bestilt. Personen skal sige ja i Digital Post senest {danish_date(check.consent_deadline)}."
    lapsed = "Fristen for at sige ja til bestillingen er gået. Er attesten kommet, så skriv det; ellers bestil igen."
    return replace(verdict, text=f"{verdict.text} {waiting if stage is CheckStage.WAITING else lapsed}", stage=stage, law=(*verdict.law, CONSENT_LAW))
