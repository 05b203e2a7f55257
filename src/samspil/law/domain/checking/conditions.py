"""Conditions over the facts of an activity, in three values: True, False and None (not known).

They follow Kleene's logic: a part that is not known leaves the whole not known unless the other parts decide it.
`why` names the facts a value rests on, `unsettled` those that could still decide it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from samspil.law.domain.facts import FactValue, is_number

Holds = bool | None
ADOPTED = "adopted:"


@dataclass(frozen=True)
class Known:
    """What is known on the day: facts by key, what the municipality has adopted by key, and amounts by the key of their dated value."""

    facts: Mapping[str, FactValue]
    adopted: Mapping[str, bool | None] = field(default_factory=dict)
    amounts: Mapping[str, float] = field(default_factory=dict)

    def of(self, name: str) -> FactValue:
        """The value of a fact, or of something adopted (`adopted:…`); None when it is not known."""
        if name.startswith(ADOPTED):
            return self.adopted.get(name.removeprefix(ADOPTED))
        return self.facts.get(name)


class Condition(Protocol):
    """What every condition can tell. `names` are all facts it looks at."""

    def holds(self, known: Known) -> Holds:
        """True, False, or None when too little is known."""

    def why(self, known: Known, value: bool) -> tuple[str, ...]:
        """The facts that make it `value`; empty when it is not."""

    def unsettled(self, known: Known) -> tuple[str, ...]:
        """The facts that are not known and could decide it; empty when it is decided."""

    def names(self) -> tuple[str, ...]:
        """Every fact it looks at."""


def joined(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Names of several parts, each once, in order."""
    return tuple(dict.fromkeys(name for part in parts for name in part))


@dataclass(frozen=True)
class OneFact:
    """A test of one fact's value; `test` may itself say None, when a dated amount is not known that day."""

    name: str
    test: Callable[[FactValue, Known], Holds]

    def holds(self, known: Known) -> Holds:
        """None when the fact is not known."""
        value = known.of(self.name)
        return None if value is None else self.test(value, known)

    def why(self, known: Known, value: bool) -> tuple[str, ...]:
        """The fact itself."""
        return (self.name,) if self.holds(known) is value else ()

    def unsettled(self, known: Known) -> tuple[str, ...]:
        """The fact itself, while it is not known."""
        return (self.name,) if known.of(self.name) is None else ()

    def names(self) -> tuple[str, ...]:
        """The fact itself."""
        return (self.name,)


@dataclass(frozen=True)
class NotKnown(OneFact):
    """True while a fact is not known: for questions alone, never for a duty."""

    def holds(self, known: Known) -> Holds:
        """Never None: it is always known whether something is known."""
        return known.of(self.name) is None

    def unsettled(self, known: Known) -> tuple[str, ...]:
        """It is always decided."""
        return ()


@dataclass(frozen=True)
class Not:
    """The opposite of a condition."""

    part: Condition

    def holds(self, known: Known) -> Holds:
        """None stays None."""
        found = self.part.holds(known)
        return None if found is None else not found

    def why(self, known: Known, value: bool) -> tuple[str, ...]:
        """What makes the part the opposite."""
        return self.part.why(known, not value)

    def unsettled(self, known: Known) -> tuple[str, ...]:
        """What the part lacks."""
        return self.part.unsettled(known)

    def names(self) -> tuple[str, ...]:
        """The part's facts."""
        return self.part.names()


@dataclass(frozen=True)
class AtLeast:
    """At least `count` of the parts hold: all of them is `all`, one of them is `any`."""

    count: int
    parts: tuple[Condition, ...]

    def holds(self, known: Known) -> Holds:
        """Decided as soon as no unknown part can change it."""
        found = [part.holds(known) for part in self.parts]
        if found.count(True) >= self.count:
            return True
        return None if found.count(True) + found.count(None) >= self.count else False

    def why(self, known: Known, value: bool) -> tuple[str, ...]:
        """The facts of the parts that have this value, when the whole has it."""
        return joined(part.why(known, value) for part in self.parts) if self.holds(known) is value else ()

    def unsettled(self, known: Known) -> tuple[str, ...]:
        """What the undecided parts lack, while the whole is undecided."""
        return joined(part.unsettled(known) for part in self.parts) if self.holds(known) is None else ()

    def names(self) -> tuple[str, ...]:
        """The facts of all parts."""
        return joined(part.names() for part in self.parts)


def is_exactly(wanted: bool) -> Callable[[FactValue, Known], Holds]:
    """A test for yes or no."""
    return lambda value, _known: value is wanted


def among(choices: tuple[str, ...]) -> Callable[[FactValue, Known], Holds]:
    """A test for one of several choices."""
    return lambda value, _known: value in choices


def number(compare: Callable[[float, float], bool], bound: float | str) -> Callable[[FactValue, Known], Holds]:
    """A test of a number against a bound, or against the amount of a dated value given by key."""

    def test(value: FactValue, known: Known) -> Holds:
        limit = known.amounts.get(bound) if isinstance(bound, str) else bound
        return compare(float(value), float(limit)) if limit is not None and is_number(value) else None

    return test
