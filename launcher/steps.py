"""Steps of the set-up: skipped when their inputs have not changed, safe to interrupt, told in one line each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from launcher import say
from launcher.files import read_or_empty, write_whole


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Step:
    """Something to be done once for each state of its inputs."""

    name: str
    doing: str
    digest: Callable[[], str]
    act: Callable[[], None]
    still_there: Callable[[], bool] = _always


def is_done(step: Step, stamps: Path) -> bool:
    """Tell whether the step's last success was with the same inputs and its result is still there."""
    return read_or_empty(stamps / step.name).strip() == step.digest() and step.still_there()


def take(step: Step, stamps: Path) -> bool:
    """Do a step unless it is done; its stamp is away while it works. Tells whether there was anything to do."""
    if is_done(step, stamps):
        return False
    forget(step.name, stamps)
    with say.timed(step.doing):
        digest = step.digest()
        step.act()
        write_whole(stamps / step.name, digest + "\n")
    return True


def take_all(steps: Iterable[Step], stamps: Path) -> list[str]:
    """Do the steps in order; return the names of those that had something to do."""
    return [step.name for step in steps if take(step, stamps)]


def forget(name: str, stamps: Path) -> None:
    """Have a step done again next time."""
    (stamps / name).unlink(missing_ok=True)
