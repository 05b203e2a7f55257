"""What knowledge gives over the API, and as rows of open data: only what everybody may see."""

from ninja import Router

from samspil.knowledge.api import examples, glossary, guides, reading

router = Router(tags=["viden"])
for part in (examples, guides, reading, glossary):
    router.add_router("", part.router)

__all__ = ["router"]
