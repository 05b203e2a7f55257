"""What all parts of the API share: the shape of a problem, and pages by key."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from ninja import Field, Schema, Status

Thing = TypeVar("Thing")


class Problem(Schema):
    """Why a request was not answered: `code` for programs, `text` for people."""

    code: str
    text: str


NOT_FOUND = Problem(code="not-found", text="Det findes ikke, eller det er ikke offentligt.")
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", max_length=255)]
Size = Annotated[int, Field(ge=1, le=100)]
Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


def one(thing: Thing | None, shape: Callable[[Thing], Schema]) -> Status[Any]:
    """The answer for one thing: in its shape, or 404 when there is none for whoever asks."""
    return Status(200, shape(thing)) if thing else Status(404, NOT_FOUND)


__all__ = ["NOT_FOUND", "Problem", "Size", "Slug", "Text", "one"]
