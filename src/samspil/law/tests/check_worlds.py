"""Activities for tests of the legal check: random ones, and for a rule one that makes it speak."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

from hypothesis import strategies as st

from samspil.law.command_line import CONTENT
from samspil.law.domain.checking.conditions import ADOPTED, AtLeast, Condition, Not, NotKnown, OneFact
from samspil.law.domain.checking.engine import Day, check, speaking_rules
from samspil.law.domain.checking.files import read_law
from samspil.law.domain.checking.results import LegalResult
from samspil.law.domain.checking.rules import Rule
from samspil.law.domain.facts import Fact, FactValue

LAW = read_law(CONTENT / "law")
TODAY = date(2026, 11, 21)
# Numbers on both sides of every limit a rule knows.
NUMBERS = (0, 4, 8, 12, 13, 14, 15, 17, 18, 30, 31, 44, 45, 70, 90, 91, 100)
LARGE = (1700, 1701, 2300, 2301, 2800, 2801, 499_999, 500_000)
Activity = dict[str, FactValue]


def possible(fact: Fact) -> list[FactValue]:
    """Values a fact can have."""
    if fact.kind == "bool":
        return [True, False]
    if fact.kind == "choice":
        return list(fact.choices)
    return [number for number in (*NUMBERS, *LARGE) if fact.makes_sense(number)]


POSSIBLE = {key: possible(fact) for key, fact in LAW.facts.items()}
SOME = st.dictionaries(st.sampled_from(sorted(POSSIBLE)), st.integers(0, 50), max_size=25)
# Some facts known, most not: what is drawn is an index, so that shrinking is quick.
ACTIVITIES = SOME.map(lambda drawn: {key: POSSIBLE[key][index % len(POSSIBLE[key])] for key, index in drawn.items()})
FULL = st.fixed_dictionaries({key: st.sampled_from(values) for key, values in POSSIBLE.items()})
DAYS = st.sampled_from([date(2017, 7, 1), date(2023, 12, 31), date(2025, 6, 30), date(2025, 7, 1), date(2026, 3, 1), TODAY, date(2027, 1, 1), date(2027, 6, 1)])


def asked(activity: Activity, on: date = TODAY, adopted: dict[str, bool | None] | None = None) -> LegalResult:
    """The check of an activity."""
    return check(LAW.book, LAW.values, activity, on, adopted)


def speaking(day: Day) -> set[str]:
    """Ids of the rules that speak."""
    return {rule.id for rule in speaking_rules(day)}


def ways(condition: Condition, value: bool) -> Iterator[Activity]:
    """Activities, as small as they come, that give a condition a value; keys of adopted things keep their prefix."""
    if isinstance(condition, NotKnown):
        yield from ([{}] if value else [])
    elif isinstance(condition, OneFact):
        yield from ways_of_fact(condition, value)
    elif isinstance(condition, Not):
        yield from ways(condition.part, not value)
    elif isinstance(condition, AtLeast):
        count = condition.count if value else len(condition.parts) - condition.count + 1
        for chosen in combinations(condition.parts, count):
            for rows in product(*(list(ways(part, value))[:12] for part in chosen)):
                yield from merged(rows)


def ways_of_fact(condition: OneFact, value: bool) -> Iterator[Activity]:
    """Every value of one fact that passes its test."""
    from samspil.law.domain.checking.conditions import Known
    from samspil.law.domain.checking.texts import values_on

    amounts = {key: float(row.amount) for key, row in values_on(LAW.values, TODAY).items()}
    for candidate in [True, False] if condition.name.startswith(ADOPTED) else POSSIBLE[condition.name]:
        if condition.test(candidate, Known({}, {}, amounts)) is value:
            yield {condition.name: candidate}


def merged(rows: tuple[Activity, ...]) -> Iterator[Activity]:
    """The activities put together, unless two of them say different things of one fact."""
    whole: Activity = {}
    for row in rows:
        if any(whole.get(key, value) != value for key, value in row.items()):
            return
        whole |= row
    yield whole


def split(activity: Activity) -> tuple[Activity, dict[str, bool | None]]:
    """Facts, and what is adopted."""
    adopted = {key.removeprefix(ADOPTED): value is True for key, value in activity.items() if key.startswith(ADOPTED)}
    return {key: value for key, value in activity.items() if not key.startswith(ADOPTED)}, dict(adopted)


def day_of(rule: Rule) -> date:
    """A day the rule holds on: today, when it does."""
    return TODAY if rule.covers(TODAY) else rule.valid_from
