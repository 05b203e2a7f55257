"""Everything that keeps a call from being published, and what should be known before; empty when there is nothing to say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samspil.core.money import Kroner
from samspil.funds.domain.applicants import ApplicantKind, Condition
from samspil.funds.domain.budgets import NOTHING, total
from samspil.funds.domain.call_money import EARMARK_DA, EarmarkKind, RoundMoney
from samspil.funds.domain.calls import Call
from samspil.funds.domain.findings import Finding, stop, warning
from samspil.funds.domain.form_checks import faults_of_form
from samspil.funds.domain.legal_bases import BASES, LegalBasis
from samspil.funds.domain.windows import wall_of

LAW_GUIDANCE, LAW_DECLARATION = "Forvaltningslovens § 7", "Folkeoplysningslovens § 4, stk. 4"
MOST_SUPPLY_DAYS, MOST_AGE = 90, 100
ALONE = frozenset({ApplicantKind.PERSON, ApplicantKind.COMPANY})


class CallCode(StrEnum):
    """What a call lacks before it can be published, or what should be known of it."""

    TITLE_MISSING = "title_missing"
    PURPOSE_MISSING = "purpose_missing"
    BASIS_MISSING = "basis_missing"
    BASIS_TWICE = "basis_twice"
    BASIS_UNNAMED = "basis_unnamed"
    BASIS_UNREAD = "basis_unread"
    NOT_FOR_ONE = "not_for_one"
    NOBODY = "nobody"
    WINDOW_MISSING = "window_missing"
    WINDOW_OVER = "window_over"
    DECIDED_TOO_EARLY = "decided_too_early"
    REPORT_TOO_EARLY = "report_too_early"
    NO_MONEY = "no_money"
    CAP_IMPOSSIBLE = "cap_impossible"
    CAP_ABOVE_MONEY = "cap_above_money"
    EARMARK_IMPOSSIBLE = "earmark_impossible"
    EARMARK_TWICE = "earmark_twice"
    EARMARKS_TOO_LARGE = "earmarks_too_large"
    CRITERIA_MISSING = "criteria_missing"
    CRITERION_UNNAMED = "criterion_unnamed"
    CRITERION_TWICE = "criterion_twice"
    WEIGHT_IMPOSSIBLE = "weight_impossible"
    LIMITS_CROSS = "limits_cross"
    LIMIT_IMPOSSIBLE = "limit_impossible"
    MAXIMUM_ABOVE_MONEY = "maximum_above_money"
    SHARE_IMPOSSIBLE = "share_impossible"
    AGE_IMPOSSIBLE = "age_impossible"
    CONDITION_TWICE = "condition_twice"
    DECLARATION_NOT_ASKED = "declaration_not_asked"
    SUPPLY_DAYS_IMPOSSIBLE = "supply_days_impossible"
    CONTACT_MISSING = "contact_missing"


CODE_DA = {
    CallCode.TITLE_MISSING: "Skriv, hvad runden hedder.",
    CallCode.PURPOSE_MISSING: "Skriv, hvad pengene er til.",
    CallCode.BASIS_MISSING: "Vælg den lov, pengene gives efter.",
    CallCode.BASIS_TWICE: "Den samme hjemmel er valgt to gange.",
    CallCode.BASIS_UNNAMED: "Skriv hjemlen.",
    CallCode.BASIS_UNREAD: "Vi har ikke læst den hjemmel. Lad kommunens jurist bekræfte den.",
    CallCode.NOT_FOR_ONE: "Uden en lov må kommunen ikke begunstige enkelte personer eller virksomheder. Formålet skal være for en bredere kreds.",
    CallCode.NOBODY: "Vælg, hvem der kan søge.",
    CallCode.WINDOW_MISSING: "Skriv, hvornår runden åbner og lukker.",
    CallCode.WINDOW_OVER: "Fristen er allerede udløbet.",
    CallCode.DECIDED_TOO_EARLY: "Ansøgningerne kan ikke være afgjort, før fristen er udløbet.",
    CallCode.REPORT_TOO_EARLY: "Fristen for regnskab skal ligge efter afgørelsen.",
    CallCode.NO_MONEY: "Der er ingen penge i runden.",
    CallCode.CAP_IMPOSSIBLE: "Loftet skal være større end nul.",
    CallCode.CAP_ABOVE_MONEY: "Loftet er {cap}, men der er kun {there} i runden.",
    CallCode.EARMARK_IMPOSSIBLE: "Et afsat beløb skal have et navn og være større end nul.",
    CallCode.EARMARK_TWICE: "Det samme område eller tema står der to gange.",
    CallCode.EARMARKS_TOO_LARGE: "Der er afsat {over} for meget i alt ({kind}).",
    CallCode.CRITERIA_MISSING: "Skriv, hvad ansøgningerne vurderes efter.",
    CallCode.CRITERION_UNNAMED: "Skriv, hvad kriteriet hedder.",
    CallCode.CRITERION_TWICE: "Det samme kriterium står der to gange.",
    CallCode.WEIGHT_IMPOSSIBLE: "En vægt er et helt tal større end nul.",
    CallCode.LIMITS_CROSS: "Det mindste beløb er større end det største.",
    CallCode.LIMIT_IMPOSSIBLE: "En grænse skal være større end nul.",
    CallCode.MAXIMUM_ABOVE_MONEY: "Man kan søge om {most}, men der kan kun gives {there} i runden.",
    CallCode.SHARE_IMPOSSIBLE: "Egenbetalingen er et tal fra 0 til 99 pct.",
    CallCode.AGE_IMPOSSIBLE: "En aldersgrænse er et tal fra 1 til {most}.",
    CallCode.CONDITION_TWICE: "Det samme krav står der to gange.",
    CallCode.DECLARATION_NOT_ASKED: "Foreninger skal erklære, at de indhenter børneattester, når de søger efter folkeoplysningsloven. Sæt kravet på.",
    CallCode.SUPPLY_DAYS_IMPOSSIBLE: "Fristen for manglende papirer er fra 1 til {most} dage.",
    CallCode.CONTACT_MISSING: "Vælg, hvem ansøgere kan spørge.",
}


@dataclass(frozen=True)
class Looked:
    """A call with the money of its round and the moment it is looked at."""

    call: Call
    money: RoundMoney
    now: datetime


def of_words(looked: Looked) -> Iterator[Finding]:
    """Title and purpose."""
    if not looked.call.title.strip():
        yield stop("title", CallCode.TITLE_MISSING)
    if not looked.call.purpose.strip():
        yield stop("purpose", CallCode.PURPOSE_MISSING)


def of_bases(looked: Looked) -> Iterator[Finding]:
    """The law that money is given by."""
    call = looked.call
    if not call.bases:
        yield stop("bases", CallCode.BASIS_MISSING)
    if len(set(call.bases)) < len(call.bases):
        yield stop("bases", CallCode.BASIS_TWICE)
    if LegalBasis.OTHER in call.bases:
        if not call.other_basis.strip():
            yield stop("other_basis", CallCode.BASIS_UNNAMED)
        yield warning("bases", CallCode.BASIS_UNREAD)
    if LegalBasis.MUNICIPAL_POWERS in call.bases and call.who & ALONE:
        yield warning("who", CallCode.NOT_FOR_ONE, BASES[LegalBasis.MUNICIPAL_POWERS].law)


def of_who(looked: Looked) -> Iterator[Finding]:
    """Who can apply, on which conditions, and whom they can ask."""
    call = looked.call
    if not call.who:
        yield stop("who", CallCode.NOBODY)
    if call.age_from is not None and not 1 <= call.age_from <= MOST_AGE:
        yield stop("age_from", CallCode.AGE_IMPOSSIBLE, most=MOST_AGE)
    asked = [one.condition for one in call.conditions]
    if len(set(asked)) < len(asked):
        yield stop("conditions", CallCode.CONDITION_TWICE)
    if LegalBasis.ADULT_EDUCATION_19 in call.bases and Condition.DECLARATION not in asked:
        yield warning("conditions", CallCode.DECLARATION_NOT_ASKED, LAW_DECLARATION)
    if not 1 <= call.supply_days <= MOST_SUPPLY_DAYS:
        yield stop("supply_days", CallCode.SUPPLY_DAYS_IMPOSSIBLE, most=MOST_SUPPLY_DAYS)
    if call.contact is None:
        yield stop("contact", CallCode.CONTACT_MISSING, LAW_GUIDANCE)


def of_days(looked: Looked) -> Iterator[Finding]:
    """The window, and the days that follow it."""
    call = looked.call
    if not call.windows:
        yield stop("windows", CallCode.WINDOW_MISSING)
        return
    closes = max(window.closes for window in call.windows)
    if closes <= looked.now:
        yield stop("windows", CallCode.WINDOW_OVER)
    last = wall_of(closes).date()
    if call.decided_by is not None and call.decided_by < last:
        yield stop("decided_by", CallCode.DECIDED_TOO_EARLY)
    if call.report_by is not None and call.report_by <= (call.decided_by or last):
        yield stop("report_by", CallCode.REPORT_TOO_EARLY)


def of_money(looked: Looked) -> Iterator[Finding]:
    """The money of the round, and the limits of one grant."""
    money, rules = looked.money, looked.call.budget
    if money.there <= NOTHING or money.round.amount < NOTHING:
        yield stop("round", CallCode.NO_MONEY)
    if money.round.cap is not None and money.round.cap <= NOTHING:
        yield stop("round", CallCode.CAP_IMPOSSIBLE)
    elif money.round.cap is not None and money.round.cap > money.there:
        yield warning("round", CallCode.CAP_ABOVE_MONEY, cap=money.round.cap, there=money.there)
    if any(limit is not None and limit <= NOTHING for limit in (rules.minimum, rules.maximum)):
        yield stop("budget", CallCode.LIMIT_IMPOSSIBLE)
    if rules.minimum is not None and rules.maximum is not None and rules.minimum > rules.maximum:
        yield stop("budget", CallCode.LIMITS_CROSS)
    highest = max((limit for limit in (rules.minimum, rules.maximum) if limit is not None), default=NOTHING)
    if highest > money.may_be_given:
        yield stop("budget", CallCode.MAXIMUM_ABOVE_MONEY, most=highest, there=money.may_be_given)
    if not 0 <= rules.own_share_percent < 100:
        yield stop("budget", CallCode.SHARE_IMPOSSIBLE)


def of_earmarks(looked: Looked) -> Iterator[Finding]:
    """Areas and themes: what is set aside for each kind fits into what may be given."""
    marks = looked.call.earmarks
    if any(one.amount <= NOTHING or not one.name.strip() for one in marks):
        yield stop("earmarks", CallCode.EARMARK_IMPOSSIBLE)
    if len({one.key for one in marks}) < len(marks) or len({(one.kind, one.name.strip().casefold()) for one in marks}) < len(marks):
        yield stop("earmarks", CallCode.EARMARK_TWICE)
    for kind in EarmarkKind:
        over: Kroner = total(one.amount for one in marks if one.kind is kind) - looked.money.may_be_given
        if over > NOTHING and any(one.kind is kind for one in marks):
            yield stop("earmarks", CallCode.EARMARKS_TOO_LARGE, kind=EARMARK_DA[kind].lower(), over=over)


def of_criteria(looked: Looked) -> Iterator[Finding]:
    """What applications are judged by."""
    criteria = looked.call.criteria
    if not criteria:
        yield stop("criteria", CallCode.CRITERIA_MISSING)
    for criterion in criteria:
        if not criterion.name.strip():
            yield stop(criterion.key, CallCode.CRITERION_UNNAMED)
        if criterion.weight < 1:
            yield stop(criterion.key, CallCode.WEIGHT_IMPOSSIBLE)
    if len({one.key for one in criteria}) < len(criteria) or len({one.name.strip().casefold() for one in criteria}) < len(criteria):
        yield stop("criteria", CallCode.CRITERION_TWICE)


CHECKS: tuple[Callable[[Looked], Iterator[Finding]], ...] = (of_words, of_bases, of_who, of_days, of_money, of_earmarks, of_criteria)


def faults_of_call(call: Call, money: RoundMoney, now: datetime) -> list[Finding]:
    """Everything found before publishing, in the order of the page; `stops` of it must be empty. `money`: of this call's round, from `flow`."""
    looked = Looked(call, money, now)
    return [one for check in CHECKS for one in check(looked)] + faults_of_form(call.questions)
