"""Alliances in lists."""

from typing import Any

from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.models import Alliance


def card(alliance: Alliance) -> dict[str, Any]:
    """An alliance in a list."""
    stage = STAGE_DA[Stage(alliance.stage)]
    return {"url": alliance.address, "title": alliance.initiative.title, "text": alliance.purpose, "when": stage}
