"""Facts content tells."""

from dataclasses import dataclass
from typing import ClassVar

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PageChanged(Event):
    """A page was published, unpublished, moved, restricted or deleted; whoever keeps something of it looks again."""

    page_id: int
    page_type: str


@dataclass(frozen=True, kw_only=True)
class TermChanged(Event):
    """A word of the glossary was written, changed or deleted."""

    term_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionSetChanged(Event):
    """The questions of a set discussion were changed; pages that show them look again."""

    question_set_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewAsked(Event):
    """An editor sent a page to review."""

    page_id: int
    asked_by: int | None


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(Event):
    """A reviewer approved a page or sent it back to the editor who asked."""

    page_id: int
    asked_by: int | None
    approved: bool


@dataclass(frozen=True, kw_only=True)
class PageCommented(Event):
    """Somebody commented on a draft, answered, settled or deleted a comment; `people` follow the text or took part, `comment_key` names what was done."""

    concerns_everybody: ClassVar[bool] = False

    page_id: int
    people: list[int]
    comment_key: str
