"""What page an enquiry is about: only pages the writer may see, found by their address in the index, and municipalities."""

from dataclasses import dataclass

from samspil.core.models import Document
from samspil.core.viewers import Viewer
from samspil.identity.models import Municipality

MUNICIPALITIES = "/kommuner/"


@dataclass(frozen=True)
class Subject:
    url: str = ""
    title: str = ""


def subject_of(viewer: Viewer, url: str) -> Subject:
    """The page at `url`, or an empty subject when there is none the viewer may see."""
    if not url.startswith("/") or len(url) > 500 or "\x00" in url:
        return Subject()
    if url.startswith(MUNICIPALITIES):
        return municipality_at(url)
    row = Document.objects.visible_to(viewer).filter(url=url).values_list("url", "title").first()
    return Subject(*row) if row else Subject()


def municipality_at(url: str) -> Subject:
    """The municipality whose page is at `url`; empty when it is not served here."""
    found = Municipality.objects.open().filter(slug=url.removeprefix(MUNICIPALITIES).rstrip("/")).first()
    return Subject(f"{MUNICIPALITIES}{found.slug}/", found.name) if found else Subject()
