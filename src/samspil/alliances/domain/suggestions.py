"""What an example holds that an alliance begun from it can use: texts people may take over with one press, or leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 6
# As long as the name of a task may be.
LONGEST_TASK = 120
# Which of an example's words fit which field of a party's own text. Examples do not say what was at stake.
FITTING = {"brings": "brings", "gain": "gains"}


@dataclass(frozen=True)
class Suggestion:
    """`text` may be taken over into `field`; `who` said or did it in the example, or "" where the example does not say."""

    field: str
    text: str
    who: str = ""


def for_party(pattern: Mapping[str, Any], sector: str) -> list[Suggestion]:
    """What the example's parties brought and gained, for a party of this sector: its like first, then the others, at most MOST a field."""
    parties: Sequence[Mapping[str, str]] = sorted(pattern.get("parties", ()), key=lambda party: party["sector"] != sector)
    return [
        Suggestion(field, party[theirs], party["name"]) for field, theirs in FITTING.items() for party in [party for party in parties if party[theirs]][:MOST]
    ]


def for_task(pattern: Mapping[str, Any], taken: Sequence[str] = ()) -> list[Suggestion]:
    """What was done in the example, or where it does not say, what each of its parties came with; not what stands as a task already (`taken`)."""
    known = {title.casefold() for title in taken}
    done = [Suggestion("title", text) for text in pattern.get("done", ())]
    theirs = [Suggestion("title", party["brings"], party["name"]) for party in pattern.get("parties", ()) if party["brings"]]
    return [one for one in done or theirs if one.text.casefold() not in known and len(one.text) <= LONGEST_TASK][:MOST]


def taken_over(written: str, text: str) -> str:
    """The field with the text in it: below what is written already, and not twice."""
    lines, text = written.rstrip(), text.strip()
    return lines if text in lines else f"{lines}\n{text}" if lines else text
