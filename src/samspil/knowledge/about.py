"""What page an enquiry is about: only pages the writer may see, found by their address in the index."""

from dataclasses import dataclass

from samspil.core.models import Document
from samspil.core.viewers import Viewer


@dataclass(frozen=True)
class Subject:
    url: str = ""
    title: str = ""


def subject_of(viewer: Viewer, url: str) -> Subject:
    """The page at `url`, or an empty subject when there is none the viewer may see."""
    if not url.startswith("/") or len(url) > 500 or "\x00" in url:
        return Subject()
    row = Document.objects.visible_to(viewer).filter(url=url).values_list("url", "title").first()
    return Subject(*row) if row else Subject()
