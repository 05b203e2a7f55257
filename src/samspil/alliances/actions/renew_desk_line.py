"""Keep the municipality's desk true to what happens in alliances."""

from typing import Protocol

from samspil.alliances.models.desk_line import renew_desk_lines


class InAlliance(Protocol):
    """An event of one alliance."""

    @property
    def alliance_id(self) -> int:
        """The alliance it happened in."""


def renew_desk_line(event: InAlliance) -> None:
    """Write the line of the alliance as it is now."""
    renew_desk_lines([event.alliance_id])
