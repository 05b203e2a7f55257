"""The finished parts of knowledge's own pages: made when a page changes, for the preview, and when no stored parts are fresh."""

from wagtail.models import Page

from samspil.content.abbreviations import with_glossary
from samspil.core.stored import Parts, parts_of
from samspil.knowledge import presenting
from samspil.knowledge.models import Article, Consultancy, CouncilGuide, Example, Publication


def parts(page: Page) -> Parts:
    """The parts of any of knowledge's pages."""
    return with_glossary(plain_parts(page))


def plain_parts(page: Page) -> Parts:
    """The same before abbreviations lead to the glossary."""
    match page:
        case Example():
            return parts_of("knowledge/example.html", presenting.example(page))
        case CouncilGuide():
            return parts_of("knowledge/guide.html", presenting.guide(page))
        case Article():
            return parts_of("knowledge/article.html", presenting.article(page))
        case Publication():
            return parts_of("knowledge/publication.html", {"section": "publications", "page": page})
        case Consultancy():
            return parts_of("knowledge/consultancy.html", {"section": "consultants", "page": page})
    raise TypeError(f"{page.specific_class} is not a page of knowledge")
