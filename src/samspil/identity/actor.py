"""Who acts: the one thing that gates, permissions and actions ask about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone
from rules.permissions import has_perm

from samspil.identity.domain.assurance import Assurance
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.domain.roles import Role
from samspil.identity.outside_session import OutsideSession
from samspil.identity.reach import Reach, reach_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from samspil.identity.models import Person

# Audiences of moderators: of a municipality by its code, or of all of them.
MODERATES, EVERYWHERE = "moderator:", "*"
# Audiences of those who place volunteers: of a municipality by its code.
PLACES = "places:"


@dataclass(frozen=True)
class Actor:
    """A person, or a visitor who is not logged in.

    `staff_until` is set only during a running staff session; `views` are restricted views that let the person in. `memberships`, `confirms_in`
    and `moderates_in` as in Reach. `assurance` is how sure this log-in was of who it is, at `assured_at`: the session's, gone with it, never the person's.
    """

    person_id: int | None = None
    email: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    staff_until: datetime | None = None
    views: tuple[int, ...] = ()
    second_factor: bool = False
    memberships: Mapping[int, frozenset[MemberRole]] = field(default_factory=dict, hash=False)
    confirms_in: frozenset[str] = frozenset()
    moderates_in: frozenset[str] = frozenset()
    assurance: Assurance | None = None
    assured_at: datetime | None = None

    @property
    def has_staff_work(self) -> bool:
        """True for whoever may do staff work once a staff session runs: the editors, and those who confirm organisations."""
        return bool(self.roles or self.confirms_in)

    @property
    def is_staff(self) -> bool:
        """True for staff in a running staff session."""
        return self.has_staff_work and self.staff_until is not None and self.staff_until > timezone.now()

    def belongs_to(self, organisation_id: int, role: MemberRole = MemberRole.MEMBER) -> bool:
        """True when the person may do this for the organisation."""
        return role in self.memberships.get(organisation_id, frozenset())

    def may_as(self, *roles: Role) -> bool:
        """True when the actor is in a running staff session and has one of the roles."""
        return self.is_staff and not self.roles.isdisjoint(roles)

    def may(self, permission: str, thing: object = None) -> bool:
        """True when the table of the room allows it ("knowledge.read_enquiries"); the rooms' tables stand in permissions.py."""
        return bool(has_perm(permission, self, thing))

    @cached_property
    def audiences(self) -> frozenset[str]:
        """Names of the audiences the actor belongs to: everybody, people logged in, restricted views that let this person in, own organisations,
        and in a staff session the municipalities whose hidden things the actor may see, and those they place people in."""
        if self.person_id is None:
            return frozenset({"public"})
        moderated = {EVERYWHERE} if self.may_as(Role.ADMINISTRATOR) else self.moderates_in if self.is_staff else set()
        places = self.confirms_in if self.is_staff else set()
        own = (*(f"view:{pk}" for pk in self.views), *(f"org:{pk}" for pk in self.memberships), *(f"{MODERATES}{code}" for code in moderated))
        return frozenset({"public", "person", *own, *(f"{PLACES}{code}" for code in places)})


VISITOR = Actor()


def actor_for(person: "Person", staff_session_id: int | None = None, came: OutsideSession | None = None) -> Actor:
    """The actor of a person, with staff powers while the staff session with this id is the person's own and runs; `came` is how they logged in.

    What was read with the person counts once; after that, and for any other person, it is one query.
    """
    reach: Reach = person.reach_just_read or reach_of(person.pk)
    person.reach_just_read = None
    roles = frozenset(role for role in Role if role in reach.groups) | (frozenset(Role) if reach.everything else frozenset())
    until = reach.staff_until(staff_session_id)
    level, at = (came.level, came.at) if came and came.level else (None, None)
    reached = (reach.views, reach.second_factor, reach.memberships, reach.confirms_in, reach.moderates_in)
    return Actor(person.pk, person.email, roles, until, *reached, level, at)


def actor_of(request: "HttpRequest") -> Actor:
    """The actor of a request; touches no session for visitors without a session cookie."""
    actor = getattr(request, "actor", None)
    return actor() if actor else VISITOR
