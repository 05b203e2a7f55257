"""How far a person reaches: roles, organisations, restricted views, second factor and running staff sessions, read in one query.

At each visit it is read together with the person (backend.py), because a query costs as much as a kept page.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from samspil.identity.domain.organisations import MemberRole

# Of the person `p`; %(now)s is the moment that staff sessions must reach beyond.
COLUMNS = """
ARRAY(SELECT g.name FROM auth_group g JOIN identity_person_groups m ON m.group_id = g.id WHERE m.person_id = p.id),
ARRAY(SELECT r.id FROM wagtailcore_pageviewrestriction r WHERE r.restriction_type = 'groups' AND (p.is_superuser OR EXISTS (
      SELECT 1 FROM wagtailcore_pageviewrestriction_groups v JOIN identity_person_groups m USING (group_id)
      WHERE v.pageviewrestriction_id = r.id AND m.person_id = p.id))),
ARRAY(SELECT s.id FROM identity_staffsession s WHERE s.person_id = p.id AND s.ended_at IS NULL AND s.ends_at > %(now)s ORDER BY s.id),
ARRAY(SELECT s.ends_at FROM identity_staffsession s WHERE s.person_id = p.id AND s.ended_at IS NULL AND s.ends_at > %(now)s ORDER BY s.id),
EXISTS (SELECT 1 FROM mfa_authenticator a WHERE a.user_id = p.id AND a.type IN ('totp', 'webauthn')),
p.is_superuser,
(SELECT jsonb_agg(jsonb_build_array(m.organisation_id, m.contact, m.signatory, m.administrator, o.of_municipality_id,
      CASE WHEN o.kind = 'volunteer-centre' AND o.confirmed_at IS NOT NULL AND o.hidden_at IS NULL THEN o.municipality_id END))
 FROM identity_membership m JOIN identity_organisation o ON o.id = m.organisation_id
 WHERE m.person_id = p.id AND m.active_from IS NOT NULL AND o.merged_into_id IS NULL)
"""
READ = f"SELECT {COLUMNS} FROM identity_person p WHERE p.id = %(person)s"  # noqa: S608  # our own constant


@dataclass(frozen=True)
class Reach:
    """`groups` are names; `views` ids of Wagtail's page restrictions to groups the person is in; `staff_sessions` the ends of the running
    staff sessions by id; `second_factor` is an authenticator app or a passkey; `memberships` are roles by organisation; `confirms_in` codes of
    municipalities whose organisations the person may confirm: as administrator of the municipality itself or of a confirmed volunteer centre that no
    moderator has hidden; `moderates_in` those where it is the municipality itself.
    """

    groups: frozenset[str] = frozenset()
    views: tuple[int, ...] = ()
    staff_sessions: Mapping[int, datetime] = field(default_factory=dict)
    second_factor: bool = False
    everything: bool = False
    memberships: Mapping[int, frozenset[MemberRole]] = field(default_factory=dict)
    confirms_in: frozenset[str] = frozenset()
    moderates_in: frozenset[str] = frozenset()

    def staff_until(self, staff_session_id: int | None) -> datetime | None:
        """The end of this staff session; None unless it is the person's own and runs."""
        return self.staff_sessions.get(staff_session_id) if staff_session_id else None


def reach_from(row: Sequence[Any]) -> Reach:
    """The reach that a row of COLUMNS tells."""
    groups, views, ids, ends, second_factor, everything, rows = row
    memberships = json.loads(rows) if rows else []
    run = [(municipality, centre) for _, _, _, administrator, municipality, centre in memberships if administrator]
    return Reach(
        groups=frozenset(groups),
        views=tuple(views),
        staff_sessions=dict(zip(ids, ends, strict=True)),
        second_factor=second_factor,
        everything=everything,
        memberships={pk: roles_of(*has) for pk, *has, _, _ in memberships},
        confirms_in=frozenset(code for codes in run for code in codes if code),
        moderates_in=frozenset(municipality for municipality, _ in run if municipality),
    )


@cache
def roles_of(contact: bool, signatory: bool, administrator: bool) -> frozenset[MemberRole]:  # three columns of one row
    """What a member with these columns may do."""
    has = {MemberRole.MEMBER: True, MemberRole.CONTACT: contact, MemberRole.SIGNATORY: signatory, MemberRole.ADMINISTRATOR: administrator}
    return frozenset(role for role, given in has.items() if given)


def reach_of(person_id: int) -> Reach:
    """What the person reaches now; nothing for somebody who is gone."""
    with connection.cursor() as cursor:
        cursor.execute(READ, {"person": person_id, "now": timezone.now()})
        row = cursor.fetchone()
    return reach_from(row) if row else Reach()
