"""Facts content tells."""

from dataclasses import dataclass

from samspil.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PageChanged(Event):
    """A page was published, unpublished, moved, restricted or deleted; whoever keeps something of it looks again."""

    page_id: int
    page_type: str
