"""The legal check: which rules hold for an activity on a day, and what they say. Pure: facts, day and what is adopted are arguments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from samspil.law.domain.certainty import Certainty
from samspil.law.domain.checking.conditions import Known, joined
from samspil.law.domain.checking.duties import ACT_FOR, ALSO_ACT_FOR, ORGANISERS, DutyHolder
from samspil.law.domain.checking.results import Clause, LawyersQuestion, LegalResult, Obligation, Stop
from samspil.law.domain.checking.rules import Duty, Rule, RuleBook
from samspil.law.domain.checking.texts import filled, value_keys, values_on
from samspil.law.domain.checking.times import out_of_time, run_out
from samspil.law.domain.facts import FactValue
from samspil.law.domain.values import DatedValue

# The surest first; practice is another kind of thing than law, so it is last.
ORDER = (Certainty.SURE, Certainty.LIKELY, Certainty.UNCLEAR, Certainty.PRACTICE)


@dataclass(frozen=True)
class Day:
    """A check under way: the book, what is known, the day and the values that hold on it."""

    book: RuleBook
    known: Known
    on: date
    values: Mapping[str, DatedValue]


def check(
    book: RuleBook,
    values: Mapping[str, list[DatedValue]],
    facts: Mapping[str, FactValue],
    on: date,
    adopted: Mapping[str, bool | None] | None = None,
) -> LegalResult:
    """What the rules say of an activity on a day. Facts that are absent or None are not known; `adopted` likewise.

    Raises nothing for facts of the right kind; who reads facts from outside checks them first (`requests.py`).
    """
    today = values_on(values, on)
    amounts = {key: float(value.amount) for key, value in today.items()}
    day = Day(book, Known({key: facts[key] for key in sorted(facts)}, adopted or {}, amounts), on, today)
    speaking = speaking_rules(day)
    obligations = obligations_of(speaking, day)
    return LegalResult(
        on=on,
        obligations=obligations,
        stops=tuple(stop for rule in speaking for stop in stops_of(rule, day)),
        clauses=tuple(clause for rule in speaking for clause in clauses_of(rule, day)),
        ask_a_lawyer=questions_of(speaking, day),
        missing_facts=missing(speaking, obligations, day),
        rules_sha256=book.sha256,
    )


def speaking_rules(day: Day) -> list[Rule]:
    """The rules that hold on the day and give way to no other that does."""
    held = [rule for rule in day.book.rules if rule.covers(day.on) and rule.when.holds(day.known) is True]
    ids = {rule.id for rule in held}
    return [rule for rule in held if not ids & set(rule.gives_way_to)]


def because(rule: Rule, day: Day) -> tuple[str, ...]:
    """The facts a rule rests on."""
    return rule.when.why(day.known, True)


def organisers(day: Day) -> dict[DutyHolder, tuple[str, ...]]:
    """Whoever the volunteers act for, each with the fact that says so: two parties may both have a duty."""
    found: dict[DutyHolder, tuple[str, ...]] = {}
    for fact in (ACT_FOR, ALSO_ACT_FOR):
        holder = ORGANISERS.get(str(day.known.facts.get(fact)))
        if holder:
            found.setdefault(holder, (fact,))
    return found if day.known.of(ACT_FOR) else {DutyHolder.ORGANISER: (), **found}


def holders(duty: Duty, day: Day) -> dict[DutyHolder, tuple[str, ...]]:
    """Who a duty falls on, each with the facts that say so."""
    if duty.who is not DutyHolder.ORGANISER:
        return {duty.who: ()}
    allowed = {DutyHolder.ORGANISER, *duty.only}
    return {holder: facts for holder, facts in organisers(day).items() if not duty.only or holder in allowed}


def certainty_of(rule: Rule, texts: Iterable[str], day: Day) -> Certainty:
    """How sure a rule is on the day: no surer than the values it names, and unclear once its answer or a value has run out."""
    if rule.certainty is Certainty.PRACTICE:
        return rule.certainty
    named = [day.values.get(key) for text in texts for key in value_keys(text)]
    if None in named or run_out(rule, day.book, day.on):
        return Certainty.UNCLEAR
    return max([rule.certainty, *(Certainty(value.certainty) for value in named if value)], key=ORDER.index)


def obligation(rule: Rule, duty: Duty, holder: DutyHolder, facts: tuple[str, ...], day: Day) -> Obligation:
    """One duty of one holder, with the values of the day."""
    ends = [value.valid_to for key in value_keys(duty.what_da + duty.when_da) if (value := day.values.get(key)) and value.valid_to]
    return Obligation(
        id=duty.id,
        who=holder,
        what_da=filled(duty.what_da, day.values),
        when_da=filled(duty.when_da, day.values),
        law=duty.law,
        answer=rule.answer,
        certainty=certainty_of(rule, (duty.what_da, duty.when_da), day),
        valid_from=rule.valid_from,
        valid_to=min([*ends, *([rule.valid_to] if rule.valid_to else [])], default=None),
        because=joined((because(rule, day), facts)),
        rule=rule.id,
    )


def obligations_of(speaking: list[Rule], day: Day) -> tuple[Obligation, ...]:
    """Every duty once for each holder: where several rules say the same, the surest speaks."""
    found: dict[tuple[str, DutyHolder], Obligation] = {}
    for rule in speaking:
        for duty in rule.duties:
            for holder, facts in holders(duty, day).items():
                row = obligation(rule, duty, holder, facts, day)
                before = found.get((row.id, holder))
                if before is None or ORDER.index(row.certainty) < ORDER.index(before.certainty):
                    found[row.id, holder] = row
    return tuple(found.values())


def stops_of(rule: Rule, day: Day) -> Iterator[Stop]:
    """A rule's stops."""
    for sign in rule.stops:
        sure = certainty_of(rule, (sign.what_da,), day)
        yield Stop(sign.id, filled(sign.what_da, day.values), sign.law, because(rule, day), rule.id, rule.answer, sure)


def clauses_of(rule: Rule, day: Day) -> Iterator[Clause]:
    """A rule's texts for the agreement: the first is called as the rule, the others are numbered."""
    for place, text in enumerate(rule.clauses, 1):
        yield Clause(rule.id if place == 1 else f"{rule.id}-{place}", filled(text, day.values), because(rule, day), rule.id)


def questions_of(speaking: list[Rule], day: Day) -> tuple[LawyersQuestion, ...]:
    """What is not settled, each question once: what rules ask, what has run out, and what was read for other days only."""
    rows = [LawyersQuestion(filled(text, day.values), because(rule, day), rule.id) for rule in speaking for text in rule.questions]
    rows += out_of_time(speaking, day.book, day.known, day.on)
    found: dict[str, LawyersQuestion] = {}
    for row in rows:
        before = found.get(row.question_da)
        found[row.question_da] = replace(before, because=joined((before.because, row.because))) if before else row
    return tuple(found.values())


def missing(speaking: list[Rule], obligations: Iterable[Obligation], day: Day) -> tuple[str, ...]:
    """Facts that are not known and could change the result, in the order they are asked."""
    ids = {rule.id for rule in speaking}
    open_rules = [rule for rule in day.book.rules if rule.covers(day.on) and not ids & set(rule.gives_way_to)]
    names = set(joined(rule.when.unsettled(day.known) for rule in open_rules))
    if any(row.who is DutyHolder.ORGANISER for row in obligations) and day.known.of(ACT_FOR) is None:
        names.add(ACT_FOR)
    return tuple(name for name in day.book.asked if name in names)
