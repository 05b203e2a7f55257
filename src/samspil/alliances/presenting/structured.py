"""What a public alliance tells search engines of itself."""

from samspil.alliances.rooms import Room
from samspil.core.stored import ANY_BASE
from samspil.core.structured import json_ld


def structured(room: Room) -> str:
    """The alliance as a project of its parties (schema.org)."""
    alliance, initiative = room.alliance, room.alliance.initiative
    return json_ld(
        {
            "@type": "Project",
            "name": initiative.title,
            "description": alliance.purpose,
            "url": ANY_BASE + alliance.address,
            "areaServed": {"@type": "AdministrativeArea", "name": f"{initiative.lead.name} Kommune"},
            "member": [{"@type": "Organization", "name": party.name} for party in room.joined],
            **({"foundingDate": initiative.first_day.isoformat()} if initiative.first_day else {}),
        }
    )
