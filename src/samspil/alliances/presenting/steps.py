"""The box "Næste skridt" as a value."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """The box "Næste skridt": what, why, and the button. `post` is True when the button changes something."""

    heading: str
    why: str
    button: str = ""
    url: str = ""
    post: bool = False
