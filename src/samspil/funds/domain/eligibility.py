"""Who may apply: every reason against it, and every thing to know, told before anybody fills in a form. Nothing in the way is a list without stops.

A reason is a fact with its paragraph, or "" where it is a rule of the call. Children and adults are supported by different acts (serviceloven § 1 begins at 18
years, barnets lov § 17 is for those below, ældreloven §§ 6 and 7 for the older); an association under folkeoplysningsloven has at least five paying members
(§ 4, stk. 3). That the one who answers for a group is of age is our own rule.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.core.money import Kroner
from samspil.funds.domain.applicants import APPLICANT_DA, CONDITION_DA, PAPER_DA, Applicant, ApplicantKind, Condition, PaperKind, TargetGroup, age_on
from samspil.funds.domain.budget_checks import faults_of_asked
from samspil.funds.domain.calls import Call, papers_of
from samspil.funds.domain.findings import Finding, stop, warning
from samspil.funds.domain.legal_bases import BASES, BasisFit, LegalBasis, bases_for, fit_of, laws_of

OF_AGE, LEAST_MEMBERS, LEAST_PARTIES = 18, 5, 2
LAW_ASSOCIATION, LAW_DECLARATION = "Folkeoplysningslovens § 4, stk. 3", "Folkeoplysningslovens § 4, stk. 4"


class ApplyCode(StrEnum):
    """Why somebody cannot apply, or what they should know before they do."""

    KIND_NOT_ALLOWED = "kind_not_allowed"
    TOO_YOUNG = "too_young"
    AGE_UNKNOWN = "age_unknown"
    RESPONSIBLE_MISSING = "responsible_missing"
    RESPONSIBLE_TOO_YOUNG = "responsible_too_young"
    CVR_MISSING = "cvr_missing"
    DISSOLVED = "dissolved"
    TOO_FEW_MEMBERS = "too_few_members"
    MEMBERS_UNKNOWN = "members_unknown"
    TOO_FEW_PARTIES = "too_few_parties"
    OUTSIDE = "outside"
    AREA_UNKNOWN = "area_unknown"
    NOT_BY_THIS_LAW = "not_by_this_law"
    DOUBTFUL_BY_THIS_LAW = "doubtful_by_this_law"
    NO_OTHER_SUPPORT = "no_other_support"
    NOT_FOR_ONE = "not_for_one"
    CONDITION_MISSING = "condition_missing"
    REPORT_OVERDUE = "report_overdue"
    EXCLUDED = "excluded"
    EXCLUDED_FOR_NOW = "excluded_for_now"
    APPLIED_ALREADY = "applied_already"
    PAPER_MISSING = "paper_missing"


CODE_DA = {
    ApplyCode.KIND_NOT_ALLOWED: "{kind} kan ikke søge i runden. Det kan: {allowed}.",
    ApplyCode.TOO_YOUNG: "Man skal være fyldt {least} år for at søge.",
    ApplyCode.AGE_UNKNOWN: "Man skal være fyldt {least} år. Skriv fødselsdatoen.",
    ApplyCode.RESPONSIBLE_MISSING: "En gruppe skal have én person, der svarer for ansøgningen og pengene.",
    ApplyCode.RESPONSIBLE_TOO_YOUNG: "Den, der svarer for gruppen, skal være fyldt {least} år.",
    ApplyCode.CVR_MISSING: "Skriv CVR-nummeret. En forening kan få et gratis på virk.dk.",
    ApplyCode.DISSOLVED: "CVR-nummeret {cvr} er ophørt den {day}.",
    ApplyCode.TOO_FEW_MEMBERS: "Foreningen skal have mindst {least} medlemmer, der betaler kontingent. I har skrevet {members}.",
    ApplyCode.MEMBERS_UNKNOWN: "Foreningen skal have mindst {least} medlemmer, der betaler kontingent. Skriv, hvor mange I er.",
    ApplyCode.TOO_FEW_PARTIES: "En alliance har mindst {least} parter.",
    ApplyCode.OUTSIDE: "Pengene er til et andet område.",
    ApplyCode.AREA_UNKNOWN: "Skriv, hvor projektet hører til. Pengene er til bestemte områder.",
    ApplyCode.NOT_BY_THIS_LAW: "Runden giver penge efter {laws}, og det dækker ikke {group}.",
    ApplyCode.DOUBTFUL_BY_THIS_LAW: "Runden giver penge efter {laws}. Støtte til {group} ligger nu i en anden lov. Spørg kommunen, før I søger.",
    ApplyCode.NO_OTHER_SUPPORT: "Pengene er til tilbud, der ikke får støtte efter anden lovgivning.",
    ApplyCode.NOT_FOR_ONE: "Projektet skal komme en bredere kreds til gode, ikke kun ansøgeren selv.",
    ApplyCode.CONDITION_MISSING: "Det skal være på plads: {condition}.",
    ApplyCode.REPORT_OVERDUE: "Regnskab og rapport for {title} skulle være kommet senest den {due}.",
    ApplyCode.EXCLUDED: "I kan ikke søge til og med den {until}. Det fremgår af den afgørelse, I har fået.",
    ApplyCode.EXCLUDED_FOR_NOW: "I kan ikke søge for tiden. Det fremgår af den afgørelse, I har fået.",
    ApplyCode.APPLIED_ALREADY: "I har allerede søgt i runden. Der er én ansøgning til hver.",
    ApplyCode.PAPER_MISSING: "Vedlæg: {paper}.",
}


@dataclass(frozen=True)
class Wish:
    """An applicant who looks at a call on a day: for whom the project is, and what they would ask for; None where they have not said. `submitting`: papers that
    are lacking stop it, which before is only good to know."""

    applicant: Applicant
    call: Call
    today: date
    group: TargetGroup | None = None
    asked: Kroner | None = None
    submitting: bool = False


def of_kind(wish: Wish) -> Iterator[Finding]:
    """Whether this kind of applicant can apply at all."""
    if wish.applicant.kind not in wish.call.who:
        allowed = ", ".join(APPLICANT_DA[kind].lower() for kind in ApplicantKind if kind in wish.call.who)
        yield stop("kind", ApplyCode.KIND_NOT_ALLOWED, kind=APPLICANT_DA[wish.applicant.kind], allowed=allowed or "ingen")


def of_exclusion(wish: Wish) -> Iterator[Finding]:
    """Whether the applicant is excluded for a time after misuse."""
    holding = [period for period in wish.applicant.excluded if period.holds(wish.today)]
    if any(period.last is None for period in holding):
        yield stop("applicant", ApplyCode.EXCLUDED_FOR_NOW)
    elif holding:
        yield stop("applicant", ApplyCode.EXCLUDED, until=max(period.last for period in holding if period.last is not None))


def of_age(wish: Wish) -> Iterator[Finding]:
    """How old a person must be, and the one who answers for a group."""
    applicant = wish.applicant
    if applicant.kind is ApplicantKind.GROUP and not applicant.responsible:
        yield stop("responsible", ApplyCode.RESPONSIBLE_MISSING)
        return
    least = {ApplicantKind.PERSON: wish.call.age_from, ApplicantKind.GROUP: OF_AGE}.get(applicant.kind)
    if least is None:
        return
    if applicant.born is None:
        yield (stop if wish.submitting else warning)("born", ApplyCode.AGE_UNKNOWN, least=least)
    elif age_on(applicant.born, wish.today) < least:
        yield stop("born", ApplyCode.RESPONSIBLE_TOO_YOUNG if applicant.kind is ApplicantKind.GROUP else ApplyCode.TOO_YOUNG, least=least)


def of_number(wish: Wish) -> Iterator[Finding]:
    """The CVR number: whether there must be one, and whether it still is."""
    applicant = wish.applicant
    needed = applicant.kind is ApplicantKind.COMPANY or (applicant.kind is ApplicantKind.ASSOCIATION and wish.call.cvr_required)
    if needed and not applicant.cvr:
        yield stop("cvr", ApplyCode.CVR_MISSING)
    if applicant.cvr and applicant.dissolved is not None and applicant.dissolved <= wish.today:
        yield stop("cvr", ApplyCode.DISSOLVED, cvr=applicant.cvr, day=applicant.dissolved)


def of_members(wish: Wish) -> Iterator[Finding]:
    """How many an association under folkeoplysningsloven has, and an alliance. Where a call has other legal bases too, those can support it."""
    applicant = wish.applicant
    if applicant.kind is ApplicantKind.ALLIANCE and applicant.parties < LEAST_PARTIES:
        yield stop("parties", ApplyCode.TOO_FEW_PARTIES, least=LEAST_PARTIES)
    if applicant.kind is ApplicantKind.ASSOCIATION and set(wish.call.bases) == {LegalBasis.ADULT_EDUCATION_19}:
        if applicant.members is None:
            yield (stop if wish.submitting else warning)("members", ApplyCode.MEMBERS_UNKNOWN, LAW_ASSOCIATION, least=LEAST_MEMBERS)
        elif applicant.members < LEAST_MEMBERS:
            yield stop("members", ApplyCode.TOO_FEW_MEMBERS, LAW_ASSOCIATION, least=LEAST_MEMBERS, members=applicant.members)


def of_area(wish: Wish) -> Iterator[Finding]:
    """Whether the applicant belongs to the municipality, or to one of the areas the call is for."""
    wanted = wish.call.areas or frozenset({wish.call.municipality})
    if not wish.applicant.areas:
        yield (stop if wish.submitting else warning)("areas", ApplyCode.AREA_UNKNOWN)
    elif not wish.applicant.areas & wanted:
        yield stop("areas", ApplyCode.OUTSIDE)


def of_law(wish: Wish) -> Iterator[Finding]:
    """Whether the law that money is given by is for those the project is for."""
    call, group = wish.call, wish.group
    if group is not None and call.bases:
        fit, laws = fit_of(group, call.bases), laws_of(call.bases)
        said = {"laws": laws, "group": GROUP_IN_SENTENCE[group]}
        if fit is BasisFit.NOT_COVERED:
            yield stop("group", ApplyCode.NOT_BY_THIS_LAW, laws, **said)
        elif fit is BasisFit.DOUBTFUL:
            yield warning("group", ApplyCode.DOUBTFUL_BY_THIS_LAW, laws, **said)
        elif bases_for(group, call.bases) == [LegalBasis.OLDER_ACT_6]:
            yield warning("group", ApplyCode.NO_OTHER_SUPPORT, BASES[LegalBasis.OLDER_ACT_6].law)
    if set(call.bases) == {LegalBasis.MUNICIPAL_POWERS} and wish.applicant.kind in {ApplicantKind.PERSON, ApplicantKind.COMPANY}:
        yield warning("kind", ApplyCode.NOT_FOR_ONE, BASES[LegalBasis.MUNICIPAL_POWERS].law)


GROUP_IN_SENTENCE = {
    TargetGroup.CHILDREN: "børn og unge under 18 år",
    TargetGroup.ADULTS: "voksne",
    TargetGroup.OLDER: "ældre",
    TargetGroup.EVERYBODY: "alle",
}


def of_conditions(wish: Wish) -> Iterator[Finding]:
    """What must have happened first. An overdue report stops only where the call says so; otherwise it is good to know that it lacks."""
    asked = {one.condition: one.stops for one in wish.call.conditions}
    for condition, stops_it in asked.items():
        if condition is Condition.EARLIER_REPORT or condition in wish.applicant.met:
            continue
        by_law = condition is Condition.DECLARATION and LegalBasis.ADULT_EDUCATION_19 in wish.call.bases
        said = CONDITION_DA[condition].lower()
        yield (stop if stops_it else warning)("conditions", ApplyCode.CONDITION_MISSING, LAW_DECLARATION if by_law else "", condition=said)
    for report in sorted(wish.applicant.overdue, key=lambda one: (one.due, one.title)):
        if report.due < wish.today:
            say = stop if asked.get(Condition.EARLIER_REPORT, False) else warning
            yield say("conditions", ApplyCode.REPORT_OVERDUE, title=report.title, due=report.due)


def of_others(wish: Wish) -> Iterator[Finding]:
    """Whether the applicant has applied in the call before."""
    if wish.call.one_each and wish.applicant.others > 0:
        yield stop("applicant", ApplyCode.APPLIED_ALREADY)


def of_papers(wish: Wish) -> Iterator[Finding]:
    """The papers this kind of applicant must send, in a fixed order."""
    for paper in PaperKind:
        if paper in papers_of(wish.call, wish.applicant.kind) - wish.applicant.papers:
            yield (stop if wish.submitting else warning)("papers", ApplyCode.PAPER_MISSING, paper=PAPER_DA[paper])


# The order reasons are told in: what can never be otherwise in this call first, what takes a minute to put right last.
RULES: tuple[Callable[[Wish], Iterator[Finding]], ...] = (
    of_kind,
    of_exclusion,
    of_age,
    of_number,
    of_members,
    of_area,
    of_law,
    of_conditions,
    of_others,
    of_papers,
)


def reasons(wish: Wish) -> list[Finding]:
    """Everything against applying and everything to know, in a fixed order; what is wrong with the sum asked for comes last. Codes are of ApplyCode, and of
    BudgetCode for the sum."""
    found = [one for rule in RULES for one in rule(wish)]
    return found if wish.asked is None else found + faults_of_asked(wish.asked, wish.call.budget)
