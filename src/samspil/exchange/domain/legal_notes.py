"""What the law says of something, as a sentence for people: always with where it stands and how sure we are."""

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How sure a legal statement is, in the words of the room `law` (a test holds them equal; domains know only themselves and core)."""

    SURE = "sure"
    LIKELY = "likely"
    UNCLEAR = "unclear"
    PRACTICE = "practice"


@dataclass(frozen=True)
class LegalNote:
    """A Danish sentence, the law it rests on (empty: Samspil's own rule or good practice), how sure it is, and the id of the rule in
    content/law/rules that says the same, or ""."""

    text: str
    law: tuple[str, ...]
    certainty: Certainty
    rule: str = ""
