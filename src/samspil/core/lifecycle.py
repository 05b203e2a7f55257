"""Lifecycles as tables: which errand leads from which state to which, and who may do it. A table prints its own diagram."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """`errand` leads from `state` to `to`; `who` names the roles that may."""

    state: str
    errand: str
    to: str
    who: tuple[str, ...]


class NotPossible(Exception):
    """The errand does not exist in this state, or is not for this role. `str()` is a Danish sentence."""


class Lifecycle:
    """A table of steps with one start state. Pure: knows no database and no clock."""

    def __init__(self, start: str, steps: Iterable[Step]) -> None:
        self.start = start
        self.steps = tuple(steps)
        self._table = {(step.state, step.errand): step for step in self.steps}
        if len(self._table) != len(self.steps):
            raise ValueError("a lifecycle has two steps for the same state and errand")

    @property
    def states(self) -> list[str]:
        """Every state, in the order the table names them."""
        return list(dict.fromkeys([self.start, *(s for step in self.steps for s in (step.state, step.to))]))

    def next(self, state: str, errand: str, role: str) -> str:
        """The state after `errand`; raises NotPossible with a Danish reason."""
        step = self._table.get((state, errand))
        if step is None:
            raise NotPossible("Det kan ikke gøres nu. Sagen er nået til et andet trin.")
        if role not in step.who:
            raise NotPossible("Det kan du ikke gøre med den rolle, du har.")
        return step.to

    def possible(self, state: str, role: str) -> list[str]:
        """The errands `role` can do in `state`."""
        return [step.errand for step in self.steps if step.state == state and role in step.who]

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for a room's README."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {step.state} --> {step.to}: {step.errand} ({', '.join(step.who)})" for step in self.steps]
        ends = [state for state in self.states if all(step.state != state for step in self.steps)]
        return "\n".join(lines + [f"    {state} --> [*]" for state in ends])
