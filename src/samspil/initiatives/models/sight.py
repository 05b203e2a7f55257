"""What of a viewer decides which initiatives they see: values for one query set, or places in a compiled one that serves all of a kind.

Initiative.objects.visible_to(actor)                                                # everywhere
Initiative.objects.visible_to(places_for(kind))                                     # inside a query set of core/compiled.py
compiled.objects(alliance_at, kind_of(told), slug=slug, **told)                     # and this is how it is run, with told = told_of(actor)
"""

from typing import Any, NamedTuple

from samspil.core.compiled import Given
from samspil.core.viewers import Viewer
from samspil.identity.actor import EVERYWHERE, MODERATES

OF_ORGANISATION = "org:"
PERSON, ACTS_FOR, MODERATED, ALL_MODERATED = "sees_person", "sees_acts_for", "sees_moderated", "sees_everything"
Kind = frozenset[str]


class Sight(NamedTuple):
    """The person's id, the organisations they act for, the municipalities whose hidden things they may see; each a value, a place or None.
    `everywhere`: they may see all that is hidden."""

    person: Any = None
    acts_for: Any = None
    moderates: Any = None
    everywhere: bool = False


def told_of(viewer: Viewer) -> dict[str, Any]:
    """The viewer's values for the places."""
    names = viewer.audiences
    moderates = [name.removeprefix(MODERATES) for name in names if name.startswith(MODERATES)]
    acts_for = [int(name.removeprefix(OF_ORGANISATION)) for name in names if name.startswith(OF_ORGANISATION)]
    return {PERSON: viewer.person_id, ACTS_FOR: acts_for, MODERATED: moderates, ALL_MODERATED: EVERYWHERE in moderates}


def kind_of(told: dict[str, Any]) -> Kind:
    """Which of these there are: people of a kind share a statement, whoever they are."""
    return frozenset(name for name, value in told.items() if value)


def places_for(kind: Kind) -> Sight:
    """Places for what viewers of a kind have."""
    person, acts_for = Given(PERSON) if PERSON in kind else None, Given(ACTS_FOR) if ACTS_FOR in kind else None
    return Sight(person, acts_for, Given(MODERATED) if MODERATED in kind else None, ALL_MODERATED in kind)


def sight_of(viewer: Viewer) -> Sight:
    """The viewer's own values."""
    told = told_of(viewer)
    acts_for, moderates = (told[name] or None for name in (ACTS_FOR, MODERATED))
    return Sight(told[PERSON], acts_for, moderates, told[ALL_MODERATED])
