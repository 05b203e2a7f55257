"""What all parts of the API share: the shape of a problem, and pages by key."""

from typing import Annotated

from ninja import Field, Schema


class Problem(Schema):
    """Why a request was not answered: `code` for programs, `text` for people."""

    code: str
    text: str


NOT_FOUND = Problem(code="not-found", text="Det findes ikke, eller det er ikke offentligt.")
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", max_length=255)]
Size = Annotated[int, Field(ge=1, le=100)]
Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]

__all__ = ["NOT_FOUND", "Problem", "Size", "Slug", "Text"]
