"""Areas with fewer than five voters are told together with others, so that nobody's ballot can be read out of a small area's result."""

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 5
TOGETHER = "+"


@dataclass(frozen=True)
class AreaGroup:
    """Areas told as one, by name, and how many voted there. `is_small` when all areas together are below the least: then nothing is told by area."""

    areas: tuple[str, ...]
    voters: int
    is_small: bool = False

    @property
    def name(self) -> str:
        """The areas' names with a plus between."""
        return TOGETHER.join(self.areas)


def area_groups(voters: Mapping[str, int], least: int = LEAST) -> tuple[AreaGroup, ...]:
    """The areas as they may be told, by name. As long as a group is too small, the smallest is put together with the next smallest (equals by name).

    So the same numbers always give the same groups, large areas stay alone, and whoever knows the rule learns of a small area only that it was small.
    An area nobody voted in is small too. Raises ValueError for a number below zero, and for a name with a plus in it.
    """
    if any(many < 0 or TOGETHER in area for area, many in voters.items()):
        raise ValueError("areas have numbers from 0, and names without a plus")
    groups: list[tuple[int, tuple[str, ...]]] = sorted((many, (area,)) for area, many in voters.items())
    while len(groups) > 1 and groups[0][0] < least:
        (first, some), (second, others), *rest = groups
        groups = sorted([(first + second, tuple(sorted(some + others))), *rest])
    return tuple(sorted((AreaGroup(areas, many, many < least) for many, areas in groups), key=lambda group: group.areas))


def merged(groups: tuple[AreaGroup, ...]) -> dict[str, str]:
    """By each area the name it is told under."""
    return {area: group.name for group in groups for area in group.areas}
