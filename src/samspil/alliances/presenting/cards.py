"""Alliances in lists."""

from typing import Any

from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.models.alliance import address_of
from samspil.alliances.queries import OwnAlliance


def card(alliance: OwnAlliance) -> dict[str, Any]:
    """An alliance in a list."""
    return {"url": address_of(alliance.slug), "title": alliance.title, "text": alliance.purpose, "when": STAGE_DA[Stage(alliance.stage)]}
