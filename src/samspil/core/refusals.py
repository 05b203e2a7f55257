"""Refusals are values: why something cannot be done, in Danish, with the paragraph it rests on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """`code` for programs, `text` for people (Danish), `law` names the paragraph or is empty."""

    code: str
    text: str
    law: str = ""
