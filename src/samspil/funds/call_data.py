"""A call's rows as the rules look at it (domain/calls.py), and the money of its fund from round to round."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from samspil.core.money import Kroner
from samspil.funds.domain import calls as rules
from samspil.funds.domain.applicants import ApplicantKind, Condition, PaperKind, papers_for
from samspil.funds.domain.budgets import BudgetRules, CostKind
from samspil.funds.domain.call_money import Earmark, EarmarkKind, Round, RoundMoney, flow
from samspil.funds.domain.calls import FundCallState
from samspil.funds.domain.legal_bases import LegalBasis
from samspil.funds.domain.questions import Option, Question, QuestionKind, ShownWhen
from samspil.funds.domain.windows import Window, WindowState, state_at
from samspil.funds.models import Call, Criterion, FormQuestion, OpenPeriod, SetAside

BY_CLOCK = frozenset({FundCallState.PUBLISHED, FundCallState.OPEN, FundCallState.CLOSED})
OF_WINDOW = {
    WindowState.BEFORE: FundCallState.PUBLISHED,
    WindowState.OPEN: FundCallState.OPEN,
    WindowState.BETWEEN: FundCallState.PUBLISHED,
    WindowState.CLOSED: FundCallState.CLOSED,
}


def whole(rows: QuerySet[Call]) -> QuerySet[Call]:
    """Calls with all that belongs to them, so that reading one asks for nothing more."""
    parts: list[Prefetch[str]] = [Prefetch(name) for name in ("periods", "criteria", "set_aside", "questions")]
    return rows.select_related("fund", "fund__municipality", "fund__area").prefetch_related(*parts)


def kroner(oere: int | None) -> Kroner | None:
    """An amount of a row; None for none."""
    return None if oere is None else Kroner(oere)


def round_key(call: Call) -> str:
    """What a call's round is called among the fund's rounds."""
    return str(call.number)


def window(row: OpenPeriod) -> Window:
    """One period."""
    return Window(row.opens_at, row.closes_at, row.reason, row.made_by_id)


def windows(call: Call) -> tuple[Window, ...]:
    """When it is open, in order of time."""
    return tuple(window(row) for row in call.periods.all())


def criterion(row: Criterion) -> rules.CallCriterion:
    """One criterion; its key is the row's own."""
    return rules.CallCriterion(f"criterion-{row.pk}", row.name, row.weight, row.help)


def earmark(row: SetAside) -> Earmark:
    """Money for an area or a theme; its key is the row's own."""
    return Earmark(str(row.pk), EarmarkKind(row.kind), row.name, Kroner(row.amount))


def question(row: FormQuestion) -> Question:
    """One question of the form."""
    when = ShownWhen(row.hangs_on, frozenset(row.hangs_answers)) if row.hangs_on else None
    kinds = frozenset(ApplicantKind(one) for one in row.kinds)
    options = tuple(Option(label, label) for label in row.options)
    return Question(row.key, QuestionKind(row.kind), row.text, row.help, row.required, options, row.least, row.most, shown_when=when, kinds=kinds)


def conditions(call: Call) -> tuple[rules.ConditionAsked, ...]:
    """What must be met, then what is only told."""
    asked = [rules.ConditionAsked(Condition(one)) for one in call.conditions]
    return (*asked, *(rules.ConditionAsked(Condition(one), stops=False) for one in call.warned if one not in call.conditions))


def rules_of_budget(call: Call) -> BudgetRules:
    """What it asks of budgets."""
    return BudgetRules(kroner(call.minimum), kroner(call.maximum), call.own_share, frozenset(CostKind(one) for one in call.excluded))


def call_of(call: Call) -> rules.Call:
    """All that is chosen for a call; read it with `whole`. Whom one can ask is the fund's contact."""
    who = frozenset(ApplicantKind(one) for one in call.who)
    papers = [PaperKind(one) for one in call.papers]
    return rules.Call(
        title=call.title,
        purpose=call.purpose,
        bases=tuple(LegalBasis(one) for one in call.bases),
        round=Round(round_key(call), Kroner(call.amount), kroner(call.cap), call.carries),
        municipality=call.fund.municipality_id,
        windows=windows(call),
        who=who,
        budget=rules_of_budget(call),
        criteria=tuple(criterion(row) for row in call.criteria.all()),
        earmarks=tuple(earmark(row) for row in call.set_aside.all()),
        conditions=conditions(call),
        papers={kind: papers_for(kind, papers) for kind in who},
        questions=tuple(question(row) for row in call.questions.all()),
        age_from=call.age_from,
        one_each=call.one_each,
        cvr_required=call.cvr_required,
        other_basis=call.other_basis,
        meetings=tuple(call.meetings),
        decided_by=call.decided_by,
        report_by=call.report_by,
        supply_days=call.supply_days,
        contact=call.fund_id if call.fund.contact.strip() and (call.fund.email or call.fund.phone) else None,
    )


def state_now(call: Call, now: datetime) -> FundCallState:
    """How far it is: what is published opens and closes by the clock, whether or not a job has written it down."""
    state = FundCallState(call.state)
    periods = windows(call)
    return OF_WINDOW[state_at(periods, now, call.touched_at)] if state in BY_CLOCK and periods else state


def rounds_before(call: Call) -> list[Call]:
    """The rounds of its fund up to and with it, in order: those that were published, and itself whatever it is."""
    rows = Call.objects.filter(fund=call.fund_id, number__lte=call.number).order_by("number")
    unheld = {FundCallState.DRAFT, FundCallState.CANCELLED}
    return [call if row.pk == call.pk else row for row in rows if row.pk == call.pk or FundCallState(row.state) not in unheld]


def money_of(rows: Sequence[Call]) -> list[RoundMoney]:
    """The money of rounds in order. Nothing is awarded yet: awards come with decisions."""
    return flow([Round(round_key(row), Kroner(row.amount), kroner(row.cap), row.carries) for row in rows], {})


def money_in(call: Call) -> RoundMoney:
    """The money of one call's round, with what rounds before left."""
    return money_of(rounds_before(call))[-1]
