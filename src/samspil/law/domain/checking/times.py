"""What time does to rules: an answer that must be checked again, and days for which nothing was read."""

from collections.abc import Iterable, Iterator
from datetime import date

from samspil.law.domain.checking.conditions import Known, joined
from samspil.law.domain.checking.results import LawyersQuestion
from samspil.law.domain.checking.rules import Rule, RuleBook
from samspil.law.domain.checking.texts import day_da


def run_out(rule: Rule, book: RuleBook, day: date) -> bool:
    """True when the legal answer a rule rests on must have been checked again by `day`."""
    return day >= book.expires[rule.answer]


def out_of_time(speaking: list[Rule], book: RuleBook, known: Known, day: date) -> list[LawyersQuestion]:
    """Questions about time, one for each theme: answers that have run out, then rules read for earlier or later days alone.

    A rule for other days asks nothing when one that holds says the same duty or stop: then somebody has read what went before, or came after.
    """
    old = [rule for rule in speaking if rule.says and run_out(rule, book, day)]
    ids = {rule.id for rule in speaking}
    spoken = {name for rule in speaking for name in rule.says}
    others = [rule for rule in book.rules if not rule.covers(day) and not rule.says <= spoken]
    apart = [rule for rule in others if not ids & set(rule.gives_way_to) and rule.when.holds(known) is True]
    return [*ask_again(old, book, known), *ask_of_other_days(apart, known, day)]


def by_theme(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """Rules of one theme together, in order."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.theme, []).append(rule)
    return found


def because(rules: list[Rule], known: Known) -> tuple[str, ...]:
    """The facts that several rules rest on."""
    return joined(rule.when.why(known, True) for rule in rules)


def ask_again(rules: list[Rule], book: RuleBook, known: Known) -> Iterator[LawyersQuestion]:
    """Answers that have run out."""
    for theme, found in by_theme(rules).items():
        first = min(book.expires[rule.answer] for rule in found)
        text = f"{theme}: Vores svar skulle kontrolleres igen senest den {day_da(first)}. Gælder reglerne stadig?"
        yield LawyersQuestion(text, because(found, known), found[0].id)


def ask_of_other_days(rules: list[Rule], known: Known, day: date) -> Iterator[LawyersQuestion]:
    """Rules that would hold, had the day been another."""
    for theme, found in by_theme(rules).items():
        first = min(found, key=lambda rule: rule.valid_from)
        ended = max((rule.valid_to for rule in found if rule.valid_to), default=None)
        later = day < first.valid_from
        read = f"fra den {day_da(first.valid_from)}" if later or ended is None else f"til den {day_da(ended)}"
        yield LawyersQuestion(f"{theme}: Vi har læst reglerne {read}. Hvad gælder den {day_da(day)}?", because(found, known), first.id)
