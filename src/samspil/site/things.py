"""How each thing that can be reported reads, for moderators: its name, all its text, and where it lies."""

from collections.abc import Callable
from typing import Any

from samspil.alliances import documents
from samspil.alliances.models import Alliance
from samspil.identity.models import Organisation
from samspil.initiatives.models import Initiative
from samspil.moderation.queries import Shown


def organisation(found: Organisation) -> Shown:
    """What it tells about itself."""
    texts = (found.about, found.website, found.public_email)
    return Shown(found.name, "\n\n".join(text for text in texts if text), found.address)


def initiative(found: Initiative) -> Shown:
    """What everybody can read on the alliance's page; other rooms' pages of it come here too."""
    alliance = Alliance.objects.select_related("initiative").filter(initiative=found).first()
    if alliance is None:
        return Shown(found.title, "", "/")
    return Shown(found.title, documents.all_text(alliance), alliance.address)


THINGS: dict[type[Any], Callable[[Any], Shown]] = {Organisation: organisation, Initiative: initiative}
